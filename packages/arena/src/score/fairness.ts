// SPDX-License-Identifier: Apache-2.0
import type { Tally } from './tally.ts';

/** Expected false accusations that the overall rate weighs in a stratum, against its own. */
const PRIOR = 5;

/**
 * How unevenly false accusations fall: largest rate of a stratum divided by the smallest, 1 = even.
 *
 * With few false accusations the raw ratio is infinite whoever they hit. So every stratum's rate is drawn
 * towards the overall rate p, which counts as much as a stratum in which 5 were expected and 5 happened:
 * (k + 5) / (n + 5/p). With none at all the ratio is 1. One accusation can make it about 1.2 at most; it takes
 * many, unevenly spread, to get far from 1.
 */
export function measureFairness(strata: Readonly<Record<string, Tally>>): number {
  const counts = Object.values(strata).map((tally) => ({
    accused: tally.reduce((sum, [, accused, clusters]) => sum + accused * clusters, 0),
    accounts: tally.reduce((sum, [accounts, , clusters]) => sum + accounts * clusters, 0),
  }));
  const accused = counts.reduce((sum, count) => sum + count.accused, 0);
  if (accused === 0) return 1;
  const overall = accused / counts.reduce((sum, count) => sum + count.accounts, 0);
  const rates = counts.map((count) => (count.accused + PRIOR) / (count.accounts + PRIOR / overall));
  return Math.max(...rates) / Math.min(...rates);
}
