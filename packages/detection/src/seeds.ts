// SPDX-License-Identifier: Apache-2.0
import { ATTRIBUTE_FIELDS } from '@stillwatch/traffic/schema';
import { type Cohort, countOwners } from './cohort.ts';
import type { DetectionContext } from './context.ts';
import { familyBits, judge } from './judge.ts';
import { findSynchronousPairs, type SynchronyPair } from './synchrony-pairs.ts';
import { seriesOf } from './synchrony.ts';
import { createUnionFind } from './union-find.ts';

const MIN_OWNERS = 4;

/** Template families that show any further sign of one operator or of extraction. */
export function seedFromTemplates(context: DetectionContext): Cohort[] {
  const seeds: Cohort[] = [];
  context.families.forEach((family, f) => {
    if (family.accounts.length < MIN_OWNERS || countOwners(context, family.accounts) < MIN_OWNERS) return;
    const cohort: Cohort = { accounts: family.accounts, families: [f], seed: 'template' };
    const { evidence } = judge(context, cohort);
    const sign =
      familyBits(evidence, 'synchrony') >= 4 ||
      familyBits(evidence, 'identity') >= 4 ||
      familyBits(evidence, 'intent') >= 2 ||
      familyBits(evidence, 'lifecycle') >= 4;
    if (sign) seeds.push(cohort);
  });
  return seeds;
}

/** Accounts chained together by payment instruments, devices or credentials; and the users of one address. */
export function seedFromIdentity(context: DetectionContext): Cohort[] {
  const { accounts, attributes } = context.table;
  const seeds: Cohort[] = [];
  const byValue = new Map<number, number[]>();
  const fieldOf = new Map<number, number>();
  for (let i = 0; i < attributes.count; i++) {
    const value = attributes.value[i]!;
    if (context.valueUsers[value]! < 2) continue;
    const list = byValue.get(value);
    if (list === undefined) byValue.set(value, [attributes.account[i]!]);
    else list.push(attributes.account[i]!);
    fieldOf.set(value, attributes.field[i]!);
  }
  for (const name of ['payment', 'device', 'key'] as const) {
    const field = ATTRIBUTE_FIELDS.indexOf(name);
    const groups = createUnionFind(accounts.count);
    for (const [value, list] of byValue) {
      if (fieldOf.get(value) !== field) continue;
      for (const account of list) groups.union(list[0]!, account);
    }
    for (const group of groups.groups(MIN_OWNERS)) push(group);
  }
  const ip = ATTRIBUTE_FIELDS.indexOf('ip');
  for (const [value, list] of byValue) if (fieldOf.get(value) === ip && list.length <= 500) push(list);
  return seeds;

  function push(list: readonly number[]): void {
    if (list.length < MIN_OWNERS) return;
    const sorted = Uint32Array.from(new Set(list)).sort();
    if (countOwners(context, sorted) >= MIN_OWNERS) seeds.push({ accounts: sorted, families: [], seed: 'identity' });
  }
}

/** Groups of accounts with one clock; an edge counts only as the side of a triangle, so that chance pairs do not chain. */
export function seedFromSynchrony(context: DetectionContext): { seeds: Cohort[]; pairs: SynchronyPair[] } {
  const { exchanges, accounts } = context.table;
  const rows: number[] = [];
  for (let row = 0; row < exchanges.count; row++) if (exchanges.text[row] !== 0) rows.push(row);
  const pairs = findSynchronousPairs(seriesOf(exchanges, rows, context.ownerOf, context.cron, 400));
  const neighbours = new Map<number, Set<number>>();
  for (const { a, b } of pairs) {
    (neighbours.get(a) ?? neighbours.set(a, new Set()).get(a)!).add(b);
    (neighbours.get(b) ?? neighbours.set(b, new Set()).get(b)!).add(a);
  }
  const groups = createUnionFind(accounts.count);
  for (const { a, b } of pairs) {
    const [few, many] =
      neighbours.get(a)!.size < neighbours.get(b)!.size
        ? [neighbours.get(a)!, neighbours.get(b)!]
        : [neighbours.get(b)!, neighbours.get(a)!];
    for (const c of few) {
      if (many.has(c)) {
        groups.union(a, b);
        break;
      }
    }
  }
  const seeds = groups.groups(MIN_OWNERS).map(
    (group): Cohort => ({
      accounts: expandOwners(context, group),
      families: [],
      seed: 'synchrony',
    }),
  );
  return { seeds, pairs };
}

/** Synchrony speaks of owners; their accounts stand for them. */
function expandOwners(context: DetectionContext, owners: readonly number[]): Uint32Array {
  const wanted = new Set(owners);
  const accounts: number[] = [];
  for (let a = 0; a < context.ownerOf.length; a++) if (wanted.has(context.ownerOf[a]!)) accounts.push(a);
  return Uint32Array.from(accounts);
}

/** Joins seeds that largely hold the same accounts: one campaign shows in many templates and in its clock. */
export function mergeSeeds(seeds: readonly Cohort[]): Cohort[] {
  const holders = new Map<number, number[]>();
  seeds.forEach((seed, s) => {
    for (const account of seed.accounts) {
      const list = holders.get(account);
      if (list === undefined) holders.set(account, [s]);
      else list.push(s);
    }
  });
  const groups = createUnionFind(seeds.length);
  seeds.forEach((seed, s) => {
    const shared = new Map<number, number>();
    for (const account of seed.accounts) {
      for (const other of holders.get(account)!) if (other > s) shared.set(other, (shared.get(other) ?? 0) + 1);
    }
    for (const [other, both] of shared) {
      const small = Math.min(seed.accounts.length, seeds[other]!.accounts.length);
      const large = Math.max(seed.accounts.length, seeds[other]!.accounts.length);
      if (both >= 3 && both / small >= 0.5 && both / large >= 0.2) groups.union(s, other);
    }
  });
  return groups.groups(1).map((group) => {
    const accounts = new Set<number>();
    const families = new Set<number>();
    for (const s of group) {
      for (const account of seeds[s]!.accounts) accounts.add(account);
      for (const f of seeds[s]!.families) families.add(f);
    }
    return {
      accounts: Uint32Array.from(accounts).sort(),
      families: [...families].sort((a, b) => a - b),
      seed: seeds[group[0]!]!.seed,
    };
  });
}
