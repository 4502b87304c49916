// SPDX-License-Identifier: Apache-2.0
import type { DetectionContext } from './context.ts';

/** A set of accounts under suspicion of one operator, and the templates they have in common. */
export interface Cohort {
  /** Accounts, ascending. */
  readonly accounts: Uint32Array;
  /** Template families that are the cohort's own: common inside, rare outside. */
  readonly families: readonly number[];
  /** How it was found. */
  readonly seed: 'template' | 'identity' | 'synchrony';
}

/** Families used by enough of the accounts and far more often than outside. */
export function findOwnFamilies(context: DetectionContext, accounts: Uint32Array, minShare = 0.15): number[] {
  const inside = new Map<number, number>();
  for (const account of accounts) {
    for (const f of context.familiesOf[account]!) inside.set(f, (inside.get(f) ?? 0) + 1);
  }
  const outsideAccounts = Math.max(1, context.table.accounts.count - accounts.length);
  const own: number[] = [];
  for (const [f, used] of inside) {
    const share = used / accounts.length;
    const outside = (context.families[f]!.accounts.length - used) / outsideAccounts;
    if (used >= 3 && share >= minShare && share >= 12 * outside) own.push(f);
  }
  return own.sort((a, b) => a - b);
}

/** Exchanges of the cohort in its own templates (ascending, each once); every exchange where it has none. */
export function coreRows(context: DetectionContext, cohort: Cohort): Uint32Array {
  const { exchanges } = context.table;
  const rows: number[] = [];
  if (cohort.families.length === 0) {
    for (const account of cohort.accounts) {
      for (let row = exchanges.rowStart[account]!; row < exchanges.rowStart[account + 1]!; row++) {
        if (exchanges.text[row] !== 0) rows.push(row);
      }
    }
    return Uint32Array.from(rows);
  }
  const inside = new Set(cohort.accounts);
  const seen = new Set<number>();
  for (const f of cohort.families) {
    for (const row of context.families[f]!.rows) if (inside.has(exchanges.account[row]!)) seen.add(row);
  }
  return Uint32Array.from(seen).sort();
}

/** Number of different owners among accounts. */
export function countOwners(context: DetectionContext, accounts: ArrayLike<number>): number {
  const owners = new Set<number>();
  for (let i = 0; i < accounts.length; i++) owners.add(context.ownerOf[accounts[i]!]!);
  return owners.size;
}
