// SPDX-License-Identifier: Apache-2.0
import type { TrafficTable } from '@stillwatch/detection';
import type { Baseline, Setting } from '../detector.ts';
import { linkAccounts } from './bipartite.ts';
import { type DenseBlock, findDenseBlocks } from './dense-blocks.ts';
import { assignTemplates } from './shared-templates.ts';

/**
 * FRAUDAR (Hooi, Song, Beutel, Shah, Shin, Faloutsos, KDD 2016) on accounts × templates: an account's score is the
 * density of the densest block that it is in, 0 outside of all blocks.
 *
 * Settings: `width` of the time bin that a column also stands for, in seconds (0: a column is a template),
 * `blocks` to look for, and how templates are told apart (`band`, `system`; see shared-templates.ts).
 */
export const fraudar: Baseline<undefined> = {
  name: 'fraudar',
  about: 'dense blocks of accounts and templates that camouflage cannot thin out (KDD 2016)',
  settings: [0, 3600].flatMap((width) =>
    [10, 30].flatMap((blocks) => [0, 1].map((system) => ({ width, blocks, system, band: 2 }))),
  ),
  fit: () => undefined,
  score: (table, setting) => assignBlocks(table, setting).density,
  group(table, accounts, setting) {
    const { blockOf } = assignBlocks(table, setting);
    return [...Map.groupBy(accounts, (a) => blockOf[a]!).values()];
  },
};

/** The densest block of every account (−1 = none), and how dense it is. */
function assignBlocks(table: TrafficTable, setting: Setting): { blockOf: Int32Array; density: Float64Array } {
  const blockOf = new Int32Array(table.accounts.count).fill(-1);
  const density = new Float64Array(table.accounts.count);
  findBlocks(table, setting).forEach((block, b) => {
    for (const a of block.accounts) {
      if (block.density <= density[a]!) continue;
      density[a] = block.density;
      blockOf[a] = b;
    }
  });
  return { blockOf, density };
}

function findBlocks(table: TrafficTable, { width = 0, blocks = 10, band = 2, system = 0 }: Setting): DenseBlock[] {
  return findDenseBlocks(linkAccounts(table, assignTemplates(table, { band, system }), width), blocks);
}
