// SPDX-License-Identifier: Apache-2.0
import type { DetectionContext } from './context.ts';
import { median } from './stats.ts';

/** A set of accounts under suspicion of one operator, and the templates they have in common. */
export interface Cohort {
  /** Accounts, ascending. */
  readonly accounts: Uint32Array;
  /** Template families that are the cohort's own: common inside, rare outside. */
  readonly families: readonly number[];
  /** How it was found. */
  readonly seed: 'template' | 'identity' | 'synchrony';
}

/** Least share of the accounts that use a template of the cohort's own. */
const MIN_SHARE = 0.15;
/** How much more common it must be inside than outside. */
const MIN_LIFT = 12;
/**
 * A template is the cohort's own when at least half of its users are inside, or when a fifth of all that the
 * cohort sends is made of it: a phrase that others use too and that comes up now and then is nobody's own.
 */
const MOSTLY_INSIDE = 0.5;
const MIN_ROWS = 0.2;
/** Share of the accounts that its templates reach together: else each words it in its own way, and a few happen to agree. */
const MIN_COVERED = 0.5;
/** Least exchanges in a template against those in the cohort's main one: what rides along in slots is rarer. */
const MIN_WEIGHT = 0.2;

/** Families that are the cohort's own: used by many of its accounts, rare outside, and by habit. */
export function findOwnFamilies(context: DetectionContext, accounts: Uint32Array): number[] {
  const users = new Map<number, number>();
  for (const account of accounts) {
    for (const f of context.familiesOf[account]!) users.set(f, (users.get(f) ?? 0) + 1);
  }
  const outsideAccounts = Math.max(1, context.table.accounts.count - accounts.length);
  const inside = new Set(accounts);
  const { rowStart } = context.table.exchanges;
  const allRows = accounts.reduce((sum, account) => sum + rowStart[account + 1]! - rowStart[account]!, 0);
  const own: { f: number; rows: number }[] = [];
  for (const [f, used] of users) {
    const share = used / accounts.length;
    const outside = (context.families[f]!.accounts.length - used) / outsideAccounts;
    if (used < 3 || share < MIN_SHARE || share < MIN_LIFT * outside) continue;
    let rows = 0;
    for (const row of context.families[f]!.rows) if (inside.has(context.table.exchanges.account[row]!)) rows++;
    if (used < MOSTLY_INSIDE * context.families[f]!.accounts.length && rows < MIN_ROWS * allRows) continue;
    own.push({ f, rows });
  }
  const most = own.reduce((max, family) => Math.max(max, family.rows), 0);
  const families = own
    .filter(({ rows }) => rows >= MIN_WEIGHT * most)
    .map(({ f }) => f)
    .sort((a, b) => a - b);
  const covered = accounts.filter((account) => context.familiesOf[account]!.some((f) => families.includes(f)));
  return covered.length >= MIN_COVERED * accounts.length ? families : [];
}

/** Exchanges of the cohort in its own templates (ascending, each once); every exchange where it has none. */
export function coreRows(context: DetectionContext, cohort: Cohort): Uint32Array {
  let known = largeCores.get(context);
  if (known === undefined) largeCores.set(context, (known = new WeakMap()));
  let rows = known.get(cohort);
  if (rows !== undefined) return rows;
  rows = collectRows(context, cohort);
  if (rows.length >= LARGE_CORE) known.set(cohort, rows);
  return rows;
}

/** Exchanges from which on they are kept: a large cohort is looked at again and again. */
const LARGE_CORE = 100_000;
const largeCores = new WeakMap<DetectionContext, WeakMap<Cohort, Uint32Array>>();

function collectRows(context: DetectionContext, cohort: Cohort): Uint32Array {
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
  const inside = new Uint8Array(context.table.accounts.count);
  for (const account of cohort.accounts) inside[account] = 1;
  const lists = cohort.families.map((f) => context.families[f]!.rows.filter((row) => inside[exchanges.account[row]!] === 1));
  return lists.length === 1 ? lists[0]! : unite(lists, exchanges.count);
}

/** Rows that are in any of the lists, ascending, each once. @param count of all rows. */
function unite(lists: readonly Uint32Array[], count: number): Uint32Array {
  const total = lists.reduce((sum, list) => sum + list.length, 0);
  if (total > count / 16) {
    // For large parts of the window a mark for every row is cheaper than sorting.
    const marks = new Uint8Array(count);
    for (const list of lists) for (const row of list) marks[row] = 1;
    const rows = new Uint32Array(total);
    let n = 0;
    for (let row = 0; row < count; row++) if (marks[row] === 1) rows[n++] = row;
    return rows.slice(0, n);
  }
  const sorted = new Uint32Array(total);
  let at = 0;
  for (const list of lists) {
    sorted.set(list, at);
    at += list.length;
  }
  return sorted.sort().filter((row, i, all) => i === 0 || row !== all[i - 1]);
}

/** What one owner may contribute to what the cohort as a whole is said to do, against its median owner; at least some. */
const MOST_PER_OWNER = 4;
const LEAST_CAP = 8;

/**
 * Rows with the busiest owners' thinned evenly: a few who send most must not speak for the many beside them.
 * @param rows ascending.
 */
export function capPerOwner(context: DetectionContext, rows: Uint32Array): Uint32Array {
  const { account } = context.table.exchanges;
  const counts = countPerOwner(context, rows);
  const cap = Math.max(LEAST_CAP, MOST_PER_OWNER * median([...counts.values()]));
  if ([...counts.values()].every((count) => count <= cap)) return rows;
  const seen = new Map<number, number>();
  return rows.filter((row) => {
    const owner = context.ownerOf[account[row]!]!;
    const count = counts.get(owner)!;
    if (count <= cap) return true;
    const nth = seen.get(owner) ?? 0;
    seen.set(owner, nth + 1);
    return Math.floor(((nth + 1) * cap) / count) > Math.floor((nth * cap) / count);
  });
}

/** Number of rows of each owner. @param rows ascending, so that an account's stand together. */
export function countPerOwner(context: DetectionContext, rows: Uint32Array): Map<number, number> {
  const { account } = context.table.exchanges;
  const counts = new Map<number, number>();
  for (let from = 0; from < rows.length; ) {
    const current = account[rows[from]!]!;
    let to = from + 1;
    while (to < rows.length && account[rows[to]!] === current) to++;
    const owner = context.ownerOf[current]!;
    counts.set(owner, (counts.get(owner) ?? 0) + to - from);
    from = to;
  }
  return counts;
}

/** Number of different owners among accounts. */
export function countOwners(context: DetectionContext, accounts: ArrayLike<number>): number {
  const owners = new Set<number>();
  for (let i = 0; i < accounts.length; i++) owners.add(context.ownerOf[accounts[i]!]!);
  return owners.size;
}
