// SPDX-License-Identifier: Apache-2.0
import type { EvidenceFamily } from '@stillwatch/core';
import { ATTRIBUTE_FIELDS } from '@stillwatch/traffic/schema';
import { seriesOf } from './events.ts';
import { sampleTexts } from './row-sample.ts';
import { findReleases, type Release } from './releases.ts';
import { findCronPhases, type Scale, SCALES, testSynchrony } from './synchrony.ts';
import { measureTurnover, type Sides } from './turnover.ts';
import { findTemplates, type TemplateFamily } from './templates.ts';
import { TECHNIQUE_COUNT, type TrafficTable } from './traffic-table.ts';

/** What every cohort is measured against: the window's own traffic, looked at once. */
export interface DetectionContext {
  readonly table: TrafficTable;
  /** Link families that are left out, to see what each is worth. */
  readonly without: ReadonlySet<EvidenceFamily>;
  readonly families: readonly TemplateFamily[];
  /** Families that an account uses. */
  readonly familiesOf: readonly (readonly number[])[];
  /** Accounts of one declared organisation count as one owner. */
  readonly ownerOf: Uint32Array;
  /** Moments of the hour at which everybody's schedules fire. */
  readonly cron: Uint8Array;
  /** accounts × techniques: share of an account's exchanges that show a technique. */
  readonly techniqueShares: Float32Array;
  /** Accounts that use a value; indexed by dense value number. */
  readonly valueUsers: Uint32Array;
  /** Rows of `attributes` of account a: attributeStart[a] … attributeStart[a+1]−1. */
  readonly attributeStart: Uint32Array;
  readonly attributeRows: Uint32Array;
  /** Rows of `attributes` with value v: valueStart[v] … valueStart[v+1]−1. */
  readonly valueStart: Uint32Array;
  readonly valueRows: Uint32Array;
  /** Per identity field: accounts that carry it, and accounts that share a value of it with another owner. */
  readonly fieldAccounts: Float64Array;
  readonly fieldSharers: Float64Array;
  /** Share of template uses whose text another account used too, over all families: the null of the work queue. */
  readonly repeatedShare: number;
  /** Per scale: how much more often strangers of this window meet than minutes, hours or days apart; at least 1. */
  readonly meeting: readonly number[];
  /** Models that appear within the window. */
  readonly releases: readonly Release[];
  /** Per moment of the window: how many of all accounts stop and begin there. */
  readonly turnover: readonly Sides[];
  readonly from: number;
  readonly to: number;
  /** Exchanges before hour i of the window; the last entry is all of them. */
  readonly before: Float64Array;
}

/** Families of evidence that link accounts; the ablation leaves them out one at a time. */
export const LINK_FAMILIES = ['identity', 'template', 'synchrony', 'partition', 'lifecycle', 'pivot'] as const;
export type LinkFamily = (typeof LINK_FAMILIES)[number];

export function createContext(whole: TrafficTable, without: readonly LinkFamily[] = []): DetectionContext {
  const table = without.includes('identity') ? { ...whole, attributes: NO_ATTRIBUTES } : whole;
  const families = without.includes('template') ? [] : findTemplates(table);
  const { accounts, exchanges, attributes } = table;
  const ownerOf = assignOwners(table);
  const familiesOf: number[][] = Array.from({ length: accounts.count }, () => []);
  families.forEach((family, f) => {
    for (const account of family.accounts) familiesOf[account]!.push(f);
  });
  let from = 0xffffffff;
  let to = 0;
  if (exchanges.count === 0) from = 0;
  for (let row = 0; row < exchanges.count; row++) {
    from = Math.min(from, exchanges.ts[row]!);
    to = Math.max(to, exchanges.ts[row]!);
  }
  const valueUsers = new Uint32Array(attributes.values);
  for (let i = 0; i < attributes.count; i++) valueUsers[attributes.value[i]!]!++;
  const [attributeStart, attributeRows] = indexBy(attributes.account, attributes.count, accounts.count);
  const [valueStart, valueRows] = indexBy(attributes.value, attributes.count, attributes.values);
  const cron = findCronPhases(exchanges.ts, exchanges.account);
  const { fieldAccounts, fieldSharers } = countSharers(table, ownerOf);
  return {
    table,
    without: new Set(without),
    families,
    familiesOf,
    ownerOf,
    cron,
    techniqueShares: measureTechniques(table),
    valueUsers,
    attributeStart,
    attributeRows,
    valueStart,
    valueRows,
    fieldAccounts,
    fieldSharers,
    repeatedShare: measureRepetition(table, families),
    meeting: SCALES.map((scale) => measureMeeting(table, ownerOf, cron, scale)),
    releases: without.includes('pivot') ? [] : findReleases(table, ownerOf, from, to),
    turnover: measureTurnover(table, { from, to }),
    from,
    to,
    before: countHours(exchanges.ts, from, to),
  };
}

const NO_ATTRIBUTES: TrafficTable['attributes'] = {
  count: 0,
  account: new Uint32Array(0),
  field: new Uint8Array(0),
  value: new Uint32Array(0),
  values: 0,
};

function countHours(ts: Uint32Array, from: number, to: number): Float64Array {
  const before = new Float64Array(Math.max(1, Math.floor((to - from) / 3600) + 2));
  for (let row = 0; row < ts.length; row++) before[Math.floor((ts[row]! - from) / 3600) + 1]!++;
  for (let i = 1; i < before.length; i++) before[i]! += before[i - 1]!;
  return before;
}

/** Share of the window's exchanges within the hours that hold [from, to], seconds since 1970 UTC. */
export function shareOfTraffic(context: DetectionContext, from: number, to: number): number {
  const { before } = context;
  const first = Math.max(0, Math.floor((from - context.from) / 3600));
  const last = Math.min(before.length - 1, Math.floor((to - context.from) / 3600) + 1);
  return (before[last]! - before[first]!) / Math.max(1, before.at(-1)!);
}

/** Owners that are looked at for what is usual. */
const MEETING_OWNERS = 2_000;

function measureMeeting(table: TrafficTable, ownerOf: Uint32Array, cron: Uint8Array, scale: Scale): number {
  const { exchanges, accounts } = table;
  const step = Math.max(1, accounts.count / MEETING_OWNERS);
  const rows: number[] = [];
  for (let a = 0; a < accounts.count; a += step) {
    const account = Math.floor(a);
    for (let row = exchanges.rowStart[account]!; row < exchanges.rowStart[account + 1]!; row++) rows.push(row);
  }
  const { ratio } = testSynchrony(seriesOf(exchanges, rows, { ownerOf, cron, cap: 40, session: scale.session }), scale);
  return Math.min(3, Math.max(1, ratio));
}

function assignOwners(table: TrafficTable): Uint32Array {
  const { accounts } = table;
  const ownerOf = new Uint32Array(accounts.count);
  const first = new Map<number, number>();
  for (let a = 0; a < accounts.count; a++) {
    const org = accounts.org[a]!;
    ownerOf[a] = a;
    if (org === -1) continue;
    const known = first.get(org);
    if (known === undefined) first.set(org, a);
    else ownerOf[a] = known;
  }
  return ownerOf;
}

function measureTechniques(table: TrafficTable): Float32Array {
  const { accounts, exchanges } = table;
  const shares = new Float32Array(accounts.count * TECHNIQUE_COUNT);
  for (let row = 0; row < exchanges.count; row++) {
    const mask = exchanges.techniques[row]!;
    if (mask === 0) continue;
    const base = exchanges.account[row]! * TECHNIQUE_COUNT;
    for (let k = 0; k < TECHNIQUE_COUNT; k++) if ((mask >> k) & 1) shares[base + k]!++;
  }
  for (let a = 0; a < accounts.count; a++) {
    const rows = exchanges.rowStart[a + 1]! - exchanges.rowStart[a]!;
    for (let k = 0; k < TECHNIQUE_COUNT; k++) shares[a * TECHNIQUE_COUNT + k]! /= Math.max(1, rows);
  }
  return shares;
}

/** Rows by key: those of key k lie at start[k] … start[k+1]−1, ascending. */
function indexBy(keys: Uint32Array, count: number, most: number): [start: Uint32Array, rows: Uint32Array] {
  const start = new Uint32Array(most + 1);
  for (let i = 0; i < count; i++) start[keys[i]! + 1]!++;
  for (let k = 0; k < most; k++) start[k + 1]! += start[k]!;
  const at = start.slice();
  const rows = new Uint32Array(count);
  for (let i = 0; i < count; i++) rows[at[keys[i]!]!++] = i;
  return [start, rows];
}

function countSharers(table: TrafficTable, ownerOf: Uint32Array): { fieldAccounts: Float64Array; fieldSharers: Float64Array } {
  const { accounts, attributes } = table;
  const firstOwner = new Int32Array(attributes.values).fill(-1);
  const shared = new Uint8Array(attributes.values);
  for (let i = 0; i < attributes.count; i++) {
    const owner = ownerOf[attributes.account[i]!]!;
    const value = attributes.value[i]!;
    if (firstOwner[value] === -1) firstOwner[value] = owner;
    else if (firstOwner[value] !== owner) shared[value] = 1;
  }
  const fields = ATTRIBUTE_FIELDS.length;
  const carries = new Uint8Array(accounts.count * fields);
  for (let i = 0; i < attributes.count; i++) {
    const at = attributes.account[i]! * fields + attributes.field[i]!;
    carries[at] = carries[at]! | (shared[attributes.value[i]!] === 1 ? 3 : 1);
  }
  const fieldAccounts = new Float64Array(fields);
  const fieldSharers = new Float64Array(fields);
  for (let a = 0; a < accounts.count; a++) {
    for (let f = 0; f < fields; f++) {
      const bits = carries[a * fields + f]!;
      if (bits !== 0) fieldAccounts[f]!++;
      if ((bits & 2) !== 0) fieldSharers[f]!++;
    }
  }
  return { fieldAccounts, fieldSharers };
}

/** Share of (family, account, text) uses whose text another account of the family used too; median over families. */
function measureRepetition(table: TrafficTable, families: readonly TemplateFamily[]): number {
  const shares: number[] = [];
  for (const family of families) {
    if (family.rows.length < 30 || family.accounts.length < 5) continue;
    shares.push(repeatedTexts(table, family.rows).share);
  }
  if (shares.length === 0) return 0.02;
  // The mean, not the median: most templates of unrelated people repeat a little, some repeat a lot.
  return Math.min(0.5, Math.max(0.005, shares.reduce((sum, share) => sum + share, 0) / shares.length));
}

/** Texts that are compared: of more exchanges, those of a sample of texts. */
const COMPARED_ROWS = 400_000;

/**
 * How many different texts the rows hold, and which share of uses repeats a text of another account; where there are very
 * many, of a sample of the texts.
 */
export function repeatedTexts(table: TrafficTable, all: Uint32Array): { different: number; share: number; uses: number } {
  const { exchanges } = table;
  const rows = sampleTexts(exchanges, all, COMPARED_ROWS);
  const firstAccount = new Map<number, number>();
  const repeated = new Set<number>();
  for (let i = 0; i < rows.length; i++) {
    const text = exchanges.text[rows[i]!]!;
    const account = exchanges.account[rows[i]!]!;
    const known = firstAccount.get(text);
    if (known === undefined) firstAccount.set(text, account);
    else if (known !== account) repeated.add(text);
  }
  let uses = 0;
  for (let i = 0; i < rows.length; i++) if (repeated.has(exchanges.text[rows[i]!]!)) uses++;
  return { different: firstAccount.size, share: rows.length === 0 ? 0 : uses / rows.length, uses };
}
