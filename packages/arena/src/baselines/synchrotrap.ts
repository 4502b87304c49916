// SPDX-License-Identifier: Apache-2.0
import type { TrafficTable } from '@stillwatch/detection';
import type { Baseline, Setting } from '../detector.ts';
import { linkAccounts } from './bipartite.ts';
import { createComponents } from './components.ts';
import { findLockstep, type LockstepPairs } from './lockstep.ts';
import { assignTemplates } from './shared-templates.ts';

/** Smaller clusters are not reported. */
const LEAST_CLUSTER = 5;
/** Below it, chains of chance meetings join everybody. */
const LEAST_SIMILARITY = 0.02;

/**
 * SynchroTrap (Cao, Yang, Yu, Palow, CCS 2014) over (template, time bin): accounts whose actions are alike join by
 * single linkage, and clusters of at least five are reported. An account's score is the largest similarity threshold
 * at which it is in such a cluster, so that one number can be thresholded; 0 = at none.
 *
 * Settings: `width` of a time bin in seconds; `shared`, `hub` and `inverse` (see lockstep.ts); and how
 * templates are told apart (`band`, `system`; see shared-templates.ts).
 */
export const synchroTrap: Baseline<undefined> = {
  name: 'synchrotrap',
  about: 'accounts that send the same template within the same time bins, clustered by single linkage (CCS 2014)',
  settings: [3600, 14_400, 86_400].flatMap((width) =>
    [2, 10, 30].flatMap((shared) => [0, 1].map((system) => ({ width, shared, inverse: 1, system, band: 2, hub: 400 }))),
  ),
  fit: () => undefined,
  score: (table, setting) => cluster(findPairs(table, setting), table.accounts.count, 0).scores,
  group(table, accounts, setting) {
    const pairs = findPairs(table, setting);
    const { scores } = cluster(pairs, table.accounts.count, 0);
    // The clusters at the threshold that the accused just reach.
    const threshold = accounts.reduce((least, a) => Math.min(least, scores[a]!), Infinity);
    const accused = new Set(accounts);
    return cluster(pairs, table.accounts.count, threshold)
      .clusters.map((members) => members.filter((a) => accused.has(a)))
      .filter((members) => members.length > 0);
  },
};

/** Clusters at a similarity threshold, and for every account the largest threshold at which it is in one. */
function cluster(
  { a, b, similarity }: LockstepPairs,
  accounts: number,
  threshold: number,
): { scores: Float64Array; clusters: number[][] } {
  const order = Uint32Array.from(similarity, (_, i) => i).sort((i, j) => similarity[j]! - similarity[i]!);
  const scores = new Float64Array(accounts);
  let current = 0;
  const components = createComponents(accounts, LEAST_CLUSTER, (account) => (scores[account] = current));
  for (const i of order) {
    current = similarity[i]!;
    if (current < threshold) break;
    components.join(a[i]!, b[i]!);
  }
  return { scores, clusters: components.groups().filter((members) => members.length >= LEAST_CLUSTER) };
}

/** Pairs on two grids of bins, half a bin apart, so that none is lost on a bin's edge; a pair may be in both. */
function findPairs(
  table: TrafficTable,
  { width = 3600, shared = 2, hub = 400, inverse = 0, band = 2, system = 0 }: Setting,
): LockstepPairs {
  const templates = assignTemplates(table, { band, system });
  const options = { shared, hub, inverse, least: LEAST_SIMILARITY };
  const grids = [0, width / 2].map((offset) => findLockstep(linkAccounts(table, templates, width, offset), options));
  return {
    a: grids.flatMap((grid) => grid.a),
    b: grids.flatMap((grid) => grid.b),
    similarity: grids.flatMap((grid) => grid.similarity),
  };
}
