// SPDX-License-Identifier: Apache-2.0
import { ATTRIBUTE_FIELDS } from '@stillwatch/traffic/schema';
import type { DetectionContext } from '../context.ts';

const NET = ATTRIBUTE_FIELDS.indexOf('net');

/** Largest share of the accounts that use one network (/24, /48), data centres left out. 0 to 1. */
export function largestPlaceShare(context: DetectionContext, accounts: Uint32Array | readonly number[]): number {
  const { attributes, accounts: facts } = context.table;
  const users = new Map<number, number>();
  for (const account of accounts) {
    if (facts.hosted[account] === 1) continue;
    for (let i = context.attributeStart[account]!; i < context.attributeStart[account + 1]!; i++) {
      const row = context.attributeRows[i]!;
      if (attributes.field[row] !== NET) continue;
      const value = attributes.value[row]!;
      users.set(value, (users.get(value) ?? 0) + 1);
    }
  }
  return Math.max(0, ...users.values()) / accounts.length;
}
