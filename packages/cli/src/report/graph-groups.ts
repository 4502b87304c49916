// SPDX-License-Identifier: Apache-2.0
import type { Campaign } from '@stillwatch/core';

/** More groups than this would not be told apart; accounts of the smallest are drawn as one loose group. */
const MOST_GROUPS = 300;
const ROUNDS = 12;

export interface Groups {
  /** Accounts that hang together by the drawn links, largest group first. */
  readonly groups: readonly (readonly number[])[];
  /** Accounts without a drawn link, or in one of too many small groups. */
  readonly loose: readonly number[];
}

/**
 * Groups accounts for drawing by weighted label propagation (Raghavan et al. 2007), made deterministic: accounts
 * take turns in order and the smaller label wins a tie. It shapes the picture only, no verdict.
 */
export function findGroups(accounts: number, links: Campaign['links']): Groups {
  const neighbours: { to: number; bits: number }[][] = Array.from({ length: accounts }, () => []);
  for (const { a, b, bits } of links) {
    neighbours[a]!.push({ to: b, bits });
    neighbours[b]!.push({ to: a, bits });
  }
  const label = Int32Array.from({ length: accounts }, (_, i) => i);
  for (let round = 0; round < ROUNDS; round++) {
    let changed = 0;
    for (let i = 0; i < accounts; i++) {
      const best = strongestLabel(neighbours[i]!, label);
      if (best !== null && best !== label[i]) {
        label[i] = best;
        changed++;
      }
    }
    if (changed === 0) break;
  }
  const byLabel = new Map<number, number[]>();
  const unlinked: number[] = [];
  for (let i = 0; i < accounts; i++) {
    if (neighbours[i]!.length === 0) unlinked.push(i);
    else {
      const known = byLabel.get(label[i]!);
      if (known === undefined) byLabel.set(label[i]!, [i]);
      else known.push(i);
    }
  }
  const groups = [...byLabel.values()].sort((x, y) => y.length - x.length || x[0]! - y[0]!);
  return { groups: groups.slice(0, MOST_GROUPS), loose: [...groups.slice(MOST_GROUPS).flat(), ...unlinked] };
}

function strongestLabel(neighbours: readonly { to: number; bits: number }[], label: Int32Array): number | null {
  const weights = new Map<number, number>();
  for (const { to, bits } of neighbours) weights.set(label[to]!, (weights.get(label[to]!) ?? 0) + bits);
  let best: number | null = null;
  let most = -Infinity;
  for (const [candidate, weight] of weights) {
    if (weight > most || (weight === most && candidate < best!)) {
      best = candidate;
      most = weight;
    }
  }
  return best;
}
