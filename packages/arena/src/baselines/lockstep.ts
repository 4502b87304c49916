// SPDX-License-Identifier: Apache-2.0
import type { Bipartite } from './bipartite.ts';

/** Pairs of accounts that did the same things at the same times. */
export interface LockstepPairs {
  readonly a: readonly number[];
  readonly b: readonly number[];
  /** Similarity of pair i, in (0, 1]. */
  readonly similarity: readonly number[];
}

export interface LockstepOptions {
  /** Accounts must share at least this many actions. */
  readonly shared: number;
  /** Actions of more accounts than this bring no pair about. */
  readonly hub: number;
  /** 1: an action counts 1/log2(1 + its accounts), so that rare ones weigh more; 0: each counts 1. */
  readonly inverse: number;
  /** Pairs below this similarity are left out. */
  readonly least: number;
}

/**
 * Jaccard similarity |A ∩ B| / |A ∪ B| of the accounts' sets of actions, the columns of the graph (SynchroTrap,
 * Cao, Yang, Yu, Palow, CCS 2014, section 4). The paper sums numerators and denominators over days; as no time bin
 * is longer than a day, that is the Jaccard similarity over the whole window.
 */
export function findLockstep(actions: Bipartite, { shared, hub, inverse, least }: LockstepOptions): LockstepPairs {
  const { accountStart, columnOf, columnStart, accountAt } = actions;
  const weight = Float64Array.from({ length: actions.columns }, (_, c) =>
    inverse === 1 ? 1 / Math.log2(1 + columnStart[c + 1]! - columnStart[c]!) : 1,
  );
  const total = new Float64Array(actions.accounts);
  for (let a = 0; a < actions.accounts; a++) {
    for (let i = accountStart[a]!; i < accountStart[a + 1]!; i++) total[a]! += weight[columnOf[i]!]!;
  }
  const common = new Float64Array(actions.accounts);
  const times = new Uint32Array(actions.accounts);
  const pairs = { a: [] as number[], b: [] as number[], similarity: [] as number[] };
  for (let a = 0; a < actions.accounts; a++) {
    const met: number[] = [];
    for (let i = accountStart[a]!; i < accountStart[a + 1]!; i++) {
      const column = columnOf[i]!;
      if (columnStart[column + 1]! - columnStart[column]! > hub) continue;
      // Accounts ascend: from the end down to `a`, every partner of a larger number, so that a pair is met once.
      for (let j = columnStart[column + 1]! - 1; accountAt[j]! > a; j--) {
        const b = accountAt[j]!;
        if (times[b]!++ === 0) met.push(b);
        common[b]! += weight[column]!;
      }
    }
    for (const b of met) {
      const similarity = common[b]! / (total[a]! + total[b]! - common[b]!);
      if (times[b]! >= shared && similarity >= least) {
        pairs.a.push(a);
        pairs.b.push(b);
        pairs.similarity.push(similarity);
      }
      times[b] = 0;
      common[b] = 0;
    }
  }
  return pairs;
}
