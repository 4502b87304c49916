// SPDX-License-Identifier: Apache-2.0
import { ATTRIBUTE_FIELDS, type AttributeField } from '@stillwatch/traffic/schema';
import { type Cohort, countOwners } from './cohort.ts';
import { type Edge, findCommunities } from './communities.ts';
import type { DetectionContext } from './context.ts';
import { countBy } from './count.ts';
import { seriesOf } from './events.ts';
import { familyBits, judge } from './judge.ts';
import { findSynchronousPairs, type SynchronyPair } from './synchrony-pairs.ts';
import { SCALES } from './synchrony.ts';
import { createUnionFind } from './union-find.ts';

const MIN_OWNERS = 4;
/** Two seeds are one from this overlap on. */
const MERGE_JACCARD = 0.5;

/** Template families that show any further sign of one operator or of extraction. */
export function seedFromTemplates(context: DetectionContext): Cohort[] {
  const seeds: Cohort[] = [];
  const consider = (accounts: Uint32Array, f: number): void => {
    if (accounts.length < MIN_OWNERS || countOwners(context, accounts) < MIN_OWNERS) return;
    const cohort: Cohort = { accounts, families: [f], seed: 'template' };
    const { evidence, tier } = judge(context, cohort);
    const sign =
      tier !== 'none' ||
      familyBits(evidence, 'synchrony') >= 4 ||
      familyBits(evidence, 'identity') >= 4 ||
      familyBits(evidence, 'intent') >= 2 ||
      familyBits(evidence, 'lifecycle') >= 4;
    if (sign) seeds.push(cohort);
  };
  context.families.forEach((family, f) => {
    consider(family.accounts, f);
    const heavy = heaviestUsers(context, f);
    if (heavy.length < HEAVY_PART * family.accounts.length) consider(heavy, f);
  });
  return seeds;
}

/** Where few accounts send most of a template, they are a seed of their own: those who send this share of it … */
const HEAVY_ROWS = 0.8;
/** … when they are no more than this part of its users. */
const HEAVY_PART = 0.5;

function heaviestUsers(context: DetectionContext, f: number): Uint32Array {
  const { accounts, rows } = context.families[f]!;
  const uses = countBy(rows, (row) => context.table.exchanges.account[row]!);
  const ranked = [...accounts].sort((a, b) => uses.get(b)! - uses.get(a)! || a - b);
  let sum = 0;
  let count = 0;
  while (count < ranked.length && sum < HEAVY_ROWS * rows.length) sum += uses.get(ranked[count++]!)!;
  return Uint32Array.from(ranked.slice(0, count)).sort();
}

/** What agreeing on a value is worth as an edge, before its users are counted; the fields not named here chain nobody. */
const CHAINING: Partial<Record<AttributeField, number>> = { payment: 5, device: 5, key: 5, ip: 2 };
/** A value of more users is a shared network or a popular machine image. */
const MOST_USERS = 500;

/** Accounts chained together by payment instruments, devices or credentials; and the users of one address. */
export function seedFromIdentity(context: DetectionContext): Cohort[] {
  const seeds: Cohort[] = [];
  const users = usersOfValues(context);
  for (const name of ['payment', 'device', 'key'] as const) {
    const groups = createUnionFind(context.table.accounts.count);
    for (const { field, accounts } of users) {
      if (field === name) for (const account of accounts) groups.union(accounts[0]!, account);
    }
    for (const group of groups.groups(MIN_OWNERS)) push(group);
  }
  for (const { field, accounts } of users) if (field === 'ip' && accounts.length <= MOST_USERS) push(accounts);
  return seeds;

  function push(list: readonly number[]): void {
    const cohort = identityCohort(context, list);
    if (cohort !== null) seeds.push(cohort);
  }
}

/**
 * Communities of all that ties accounts at once: cards, devices and addresses, and the clocks of `pairs`.
 * A pool whose cards, machines and exits each cover a part of it holds together only so.
 */
export function seedFromTies(context: DetectionContext, pairs: readonly SynchronyPair[]): Cohort[] {
  const edges: Edge[] = pairs.map(({ a, b, bits }) => ({ a, b, weight: Math.min(20, bits) / 4 }));
  for (const { field, accounts } of usersOfValues(context)) {
    if (accounts.length > MOST_USERS) continue;
    // A star gives one component with n − 1 edges; the rarer the value, the stronger.
    const weight = CHAINING[field]! / Math.log2(1 + accounts.length);
    for (const account of accounts.slice(1)) edges.push({ a: accounts[0]!, b: account, weight });
  }
  return findCommunities(edges, MIN_OWNERS)
    .map((group) => identityCohort(context, group))
    .filter((cohort) => cohort !== null);
}

function identityCohort(context: DetectionContext, list: readonly number[]): Cohort | null {
  if (list.length < MIN_OWNERS) return null;
  const accounts = Uint32Array.from(new Set(list)).sort();
  return countOwners(context, accounts) >= MIN_OWNERS ? { accounts, families: [], seed: 'identity' } : null;
}

/** Values of chaining fields with at least two users. */
function usersOfValues(context: DetectionContext): { field: AttributeField; accounts: number[] }[] {
  const { attributes } = context.table;
  const byValue = new Map<number, { field: AttributeField; accounts: number[] }>();
  for (let i = 0; i < attributes.count; i++) {
    const value = attributes.value[i]!;
    const field = ATTRIBUTE_FIELDS[attributes.field[i]!]!;
    if (context.valueUsers[value]! < 2 || CHAINING[field] === undefined) continue;
    const entry = byValue.get(value);
    if (entry === undefined) byValue.set(value, { field, accounts: [attributes.account[i]!] });
    else entry.accounts.push(attributes.account[i]!);
  }
  return [...byValue.values()];
}

/** How pairs are looked for at each scale: the wider one meets more by chance and takes fewer moments. */
const PAIR_SEARCH = [
  { cap: 400, options: { minNear: 4, minBits: 14, maxPairs: 400_000_000 } },
  { cap: 80, options: { minNear: 6, minBits: 14, maxPairs: 400_000_000 } },
] as const;

/** Groups of accounts with one clock: communities of the pairs that act together at either scale. */
export function seedFromSynchrony(context: DetectionContext): { seeds: Cohort[]; pairs: SynchronyPair[] } {
  if (context.without.has('synchrony')) return { seeds: [], pairs: [] };
  const { exchanges } = context.table;
  const rows: number[] = [];
  for (let row = 0; row < exchanges.count; row++) if (exchanges.text[row] !== 0) rows.push(row);
  const { ownerOf, cron } = context;
  const seeds: Cohort[] = [];
  const all: SynchronyPair[] = [];
  PAIR_SEARCH.forEach(({ cap, options }, s) => {
    const pairs = findSynchronousPairs(seriesOf(exchanges, rows, { ownerOf, cron, cap, session: SCALES[s]!.session }), {
      ...options,
      scale: SCALES[s]!,
      baseline: context.meeting[s]!,
    });
    const edges = sidesOfTriangles(pairs).map(({ a, b, bits }) => ({ a, b, weight: Math.min(40, bits) }));
    for (const group of findCommunities(edges, MIN_OWNERS)) {
      seeds.push({ accounts: expandOwners(context, group), families: [], seed: 'synchrony' });
    }
    all.push(...pairs);
  });
  return { seeds, pairs: all };
}

/** A pair counts only as the side of a triangle: chance pairs hardly ever close one. */
function sidesOfTriangles(pairs: readonly SynchronyPair[]): SynchronyPair[] {
  const neighbours = new Map<number, Set<number>>();
  const of = (node: number): Set<number> => {
    const known = neighbours.get(node);
    if (known !== undefined) return known;
    const fresh = new Set<number>();
    neighbours.set(node, fresh);
    return fresh;
  };
  for (const { a, b } of pairs) {
    of(a).add(b);
    of(b).add(a);
  }
  return pairs.filter(({ a, b }) => {
    const [few, many] = of(a).size < of(b).size ? [of(a), of(b)] : [of(b), of(a)];
    for (const c of few) if (many.has(c)) return true;
    return false;
  });
}

/** Synchrony speaks of owners; their accounts stand for them. */
function expandOwners(context: DetectionContext, owners: readonly number[]): Uint32Array {
  const wanted = new Set(owners);
  const accounts: number[] = [];
  for (let a = 0; a < context.ownerOf.length; a++) if (wanted.has(context.ownerOf[a]!)) accounts.push(a);
  return Uint32Array.from(accounts);
}

/**
 * Joins seeds that hold the same accounts: one campaign shows in several templates and in its clock. Each
 * is held against the first of its group only, so that a phrase which two groups share does not chain them.
 */
export function mergeSeeds(seeds: readonly Cohort[]): Cohort[] {
  const order = seeds.map((_, s) => s).sort((x, y) => seeds[y]!.accounts.length - seeds[x]!.accounts.length || x - y);
  const leadersOf = new Map<number, number[]>();
  const groups = new Map<number, number[]>();
  for (const s of order) {
    const { accounts } = seeds[s]!;
    const shared = new Map<number, number>();
    for (const account of accounts)
      for (const leader of leadersOf.get(account) ?? []) shared.set(leader, (shared.get(leader) ?? 0) + 1);
    let best = -1;
    let most = MERGE_JACCARD;
    for (const [leader, both] of shared) {
      const jaccard = both / (accounts.length + seeds[leader]!.accounts.length - both);
      if (jaccard >= most) {
        most = jaccard;
        best = leader;
      }
    }
    if (best !== -1) {
      groups.get(best)!.push(s);
      continue;
    }
    groups.set(s, [s]);
    for (const account of accounts) {
      const list = leadersOf.get(account);
      if (list === undefined) leadersOf.set(account, [s]);
      else list.push(s);
    }
  }
  return [...groups.values()].map((group) => ({
    accounts: Uint32Array.from(new Set(group.flatMap((s) => [...seeds[s]!.accounts]))).sort(),
    families: [...new Set(group.flatMap((s) => [...seeds[s]!.families]))].sort((a, b) => a - b),
    seed: seeds[group[0]!]!.seed,
  }));
}
