// SPDX-License-Identifier: Apache-2.0
import type { Evidence } from '@stillwatch/core';
import { type Cohort, countOwners } from '../cohort.ts';
import type { DetectionContext } from '../context.ts';

/**
 * Templates that the cohort uses and nobody else does. Capped: a vendor's customers share a template
 * too, so that this family can begin a suspicion but never carry it alone.
 */
export function weighTemplates(context: DetectionContext, cohort: Cohort): Evidence[] {
  if (cohort.families.length === 0) return [];
  const inside = new Set(cohort.accounts);
  const outsideCount = Math.max(1, context.table.accounts.count - cohort.accounts.length);
  const users = new Set<number>();
  const outsiders = new Set<number>();
  for (const f of cohort.families) {
    for (const account of context.families[f]!.accounts) (inside.has(account) ? users : outsiders).add(account);
  }
  const share = users.size / cohort.accounts.length;
  const outside = (outsiders.size + 0.5) / outsideCount;
  const owners = countOwners(context, [...users]);
  const bits = Math.min(10, Math.log2(Math.max(1, share / outside))) * Math.min(1, owners / 8);
  if (bits < 0.5) return [];
  const many = cohort.families.length === 1 ? '1 prompt template' : `${cohort.families.length} prompt templates`;
  const others =
    outsiders.size === 0
      ? 'that nobody else uses'
      : `that ${outsiders.size} of ${outsideCount.toLocaleString('en')} other accounts use`;
  return [{ family: 'template', bits, statement: `${users.size} of ${cohort.accounts.length} accounts use ${many} ${others}` }];
}
