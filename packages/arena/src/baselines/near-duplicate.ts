// SPDX-License-Identifier: Apache-2.0
import { GRAMS, type TrafficTable } from '@stillwatch/detection';
import type { Baseline } from '../detector.ts';

/** Requests from which the share of an account's repeats says something. */
const LEAST_FOR_SHARE = 20;

/**
 * Similarity of an account's requests among each other, in the manner of SEAT (Zhang, Chen, Wagner, AISec 2021:
 * count of similar pairs per account), here per request so that the score grows with volume and not its square.
 *
 * Settings: `overlap`, share of the filled samples that must agree; `exact`, 1 where repeating a text word for word
 * counts too; `share`, 1 for the share of an account's requests that repeat another, 0 for their number.
 */
export const nearDuplicate: Baseline<undefined> = {
  name: 'near-duplicate',
  about: "number or share of an account's requests that nearly repeat another one of the same account",
  settings: [0.5, 0.75].flatMap((overlap) => [0, 1].flatMap((exact) => [0, 1].map((share) => ({ overlap, exact, share })))),
  fit: () => undefined,
  score(table, { overlap = 0.5, exact = 0, share = 0 }) {
    return Float64Array.from({ length: table.accounts.count }, (_, a) => {
      const requests = table.exchanges.rowStart[a + 1]! - table.exchanges.rowStart[a]!;
      const repeats = countRepeats(table, a, overlap, exact === 1);
      if (share === 0) return repeats;
      return requests < LEAST_FOR_SHARE ? 0 : repeats / requests;
    });
  },
};

/**
 * Requests of an account that agree with another one of it in at least `overlap` of the samples. Each is compared
 * with the latest before it under each of its samples, at most 16, so that a million equal requests stay linear.
 */
function countRepeats({ exchanges }: TrafficTable, account: number, overlap: number, exact: boolean): number {
  const latest: Map<number, number>[] = Array.from({ length: GRAMS }, () => new Map());
  const from = exchanges.rowStart[account]!;
  const repeats = new Uint8Array(exchanges.rowStart[account + 1]! - from);
  const candidates = new Set<number>();
  for (let row = from; row < exchanges.rowStart[account + 1]!; row++) {
    candidates.clear();
    for (let slot = 0; slot < GRAMS; slot++) {
      const value = exchanges.grams[row * GRAMS + slot]!;
      if (value === 0) continue;
      const before = latest[slot]!.get(value);
      if (before !== undefined) candidates.add(before);
      latest[slot]!.set(value, row);
    }
    for (const other of candidates) {
      if (!exact && exchanges.text[other] === exchanges.text[row]) continue;
      if (agreement(exchanges.grams, other, row) < overlap) continue;
      repeats[row - from] = 1;
      repeats[other - from] = 1;
    }
  }
  return repeats.reduce((sum, repeat) => sum + repeat, 0);
}

/** Share of the samples filled in either signature that are equal in both. */
export function agreement(grams: Uint32Array, a: number, b: number): number {
  let equal = 0;
  let filled = 0;
  for (let slot = 0; slot < GRAMS; slot++) {
    const x = grams[a * GRAMS + slot]!;
    const y = grams[b * GRAMS + slot]!;
    if (x === 0 && y === 0) continue;
    filled++;
    if (x === y) equal++;
  }
  return filled === 0 ? 0 : equal / filled;
}
