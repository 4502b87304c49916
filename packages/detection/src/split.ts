// SPDX-License-Identifier: Apache-2.0
import type { Cohort } from './cohort.ts';
import type { DetectionContext } from './context.ts';
import { createUnionFind } from './union-find.ts';

/** Two templates belong together when this share of the users of the smaller one use the other too. */
const TOGETHER = 0.25;
const MIN_PART = 4;

/**
 * Parts of a cohort by what they send: campaigns that came together over a shared proxy pool or payment
 * service use different templates. Accounts without a template of the cohort's own go with the largest part.
 * @returns one part (the cohort itself) where the templates hold together.
 */
export function splitByTemplates(context: DetectionContext, cohort: Cohort): Cohort[] {
  const inside = new Set(cohort.accounts);
  const users = cohort.families.map((f) => context.families[f]!.accounts.filter((account) => inside.has(account)));
  const groups = createUnionFind(cohort.families.length);
  for (let i = 0; i < users.length; i++) {
    const mine = new Set(users[i]);
    for (let j = i + 1; j < users.length; j++) {
      let both = 0;
      for (const account of users[j]!) if (mine.has(account)) both++;
      if (both >= TOGETHER * Math.min(mine.size, users[j]!.length)) groups.union(i, j);
    }
  }
  const parts = groups.groups(1).map((group) => ({
    families: group.map((i) => cohort.families[i]!),
    accounts: new Set(group.flatMap((i) => [...users[i]!])),
  }));
  parts.sort((a, b) => b.accounts.size - a.accounts.size);
  if (parts.length < 2 || parts[1]!.accounts.size < MIN_PART) return [cohort];
  const placed = new Set<number>();
  for (const part of parts) for (const account of part.accounts) placed.add(account);
  for (const account of cohort.accounts) if (!placed.has(account)) parts[0]!.accounts.add(account);
  return parts
    .filter((part) => part.accounts.size >= MIN_PART)
    .map((part) => ({ ...cohort, families: part.families, accounts: Uint32Array.from(part.accounts).sort() }));
}
