// SPDX-License-Identifier: Apache-2.0
import { TECHNIQUES, techniqueBit } from '@stillwatch/core';
import type { TrafficView } from '@stillwatch/core/api';
import { sqlList, sqlValue, type TrafficStore } from '@stillwatch/traffic';
import { fits, FLAG_NAMES, inTime, nameAccounts, plansOf, type Scope } from './scope.ts';

/** Steps of a chart, seconds; the first that needs at most {@link MOST_STEPS} of them is taken. */
const STEPS = [10, 60, 300, 900, 3_600, 10_800, 21_600, 86_400, 604_800, 2_592_000, 31_536_000];
const MOST_STEPS = 200;
const TOP = 10;

export function stepOf(from: number, to: number): number {
  return STEPS.find((step) => Math.ceil(to / step) - Math.floor(from / step) <= MOST_STEPS) ?? STEPS.at(-1)!;
}

interface Slot {
  readonly at: number;
  readonly matching: number;
  readonly all: number;
}

/** Exchanges per step, those that fit and all; steps without any are there too. */
export async function readSeries(store: TrafficStore, scope: Scope, step: number): Promise<Slot[]> {
  const rows = await store.rows<{ slot: number; matching: string; everything: string }>(
    `SELECT intDiv(toUInt32(ts), ${sqlValue(step)}) AS slot, countIf(${fits(store, scope)}) AS matching, count() AS everything
     FROM ${store.table('exchanges')} WHERE ${inTime(scope)} GROUP BY slot`,
  );
  const bySlot = new Map(rows.map((row) => [row.slot, row]));
  const slots: Slot[] = [];
  for (let slot = Math.floor(scope.from / step); slot * step < scope.to; slot++) {
    const row = bySlot.get(slot);
    slots.push({ at: slot * step, matching: Number(row?.matching ?? 0), all: Number(row?.everything ?? 0) });
  }
  return slots;
}

export async function countScope(store: TrafficStore, scope: Scope): Promise<{ exchanges: number; accounts: number }> {
  const rows = await store.rows<{ exchanges: string; owners: string }>(
    `SELECT count() AS exchanges, uniqExact(account) AS owners FROM ${store.table('exchanges')}
     WHERE ${inTime(scope)} AND ${fits(store, scope)}`,
  );
  return { exchanges: Number(rows[0]?.exchanges ?? 0), accounts: Number(rows[0]?.owners ?? 0) };
}

type Top = TrafficView['top'][number]['values'];

/** A scope's exchanges and accounts, and its commonest techniques and flags: all that one row can tell. */
export async function countValues(
  store: TrafficStore,
  scope: Scope,
): Promise<{ exchanges: number; accounts: number; technique: Top; flag: Top }> {
  const techniques = TECHNIQUES.map(({ id }) => [id, techniqueBit(id)] as const);
  const countBits = (column: 'tech' | 'flags', bits: readonly (readonly [string, number])[]): string[] =>
    bits.map(([, bit], i) => `countIf(bitAnd(${column}, ${sqlValue(bit)}) != 0) AS ${column}${i}`);
  const counts = [...countBits('tech', techniques), ...countBits('flags', FLAG_NAMES)];
  const [row = {}] = await store.rows<Record<string, string>>(
    `SELECT count() AS exchanges, uniqExact(account) AS owners, ${counts.join(', ')}
     FROM ${store.table('exchanges')} WHERE ${inTime(scope)} AND ${fits(store, scope)}`,
  );
  const top = (column: 'tech' | 'flags', bits: readonly (readonly [string, number])[]): Top =>
    bits
      .map(([value], i) => ({ value, exchanges: Number(row[`${column}${i}`] ?? 0) }))
      .filter(({ exchanges }) => exchanges > 0)
      .sort((a, b) => b.exchanges - a.exchanges)
      .slice(0, TOP);
  return {
    exchanges: Number(row['exchanges'] ?? 0),
    accounts: Number(row['owners'] ?? 0),
    technique: top('tech', techniques),
    flag: top('flags', FLAG_NAMES),
  };
}

/** Commonest accounts, models and plans of a scope. */
export async function readTop(store: TrafficStore, scope: Scope): Promise<Record<'account' | 'model' | 'plan', Top>> {
  const from = `FROM ${store.table('exchanges')} WHERE ${inTime(scope)} AND ${fits(store, scope)}`;
  const accounts = await store.rows<{ account: string; n: string }>(
    `SELECT account, count() AS n ${from} GROUP BY account ORDER BY n DESC, account LIMIT ${TOP}`,
  );
  const names = await nameAccounts(
    store,
    accounts.map(({ account }) => account),
  );
  const models = await store.rows<{ model: string; n: string }>(
    `SELECT model, count() AS n ${from} GROUP BY model ORDER BY n DESC, model LIMIT ${TOP}`,
  );
  const plans = await store.rows<{ planName: string; total: string }>(
    `SELECT planName, sum(n) AS total FROM (SELECT account, count() AS n ${from} GROUP BY account) AS counted
     GLOBAL ANY LEFT JOIN (${plansOf(store)}) AS plans USING account GROUP BY planName ORDER BY total DESC, planName LIMIT ${TOP}`,
  );
  return {
    account: accounts.map(({ account, n }) => ({ value: names.get(account) ?? '', exchanges: Number(n) })),
    model: models.map(({ model, n }) => ({ value: model, exchanges: Number(n) })),
    plan: plans.map(({ planName, total }) => ({ value: planName, exchanges: Number(total) })),
  };
}

/** Exchanges of each of several groups of accounts. */
export async function countGroups(store: TrafficStore, scope: Scope, groups: readonly (readonly bigint[])[]): Promise<number[]> {
  if (groups.length === 0) return [];
  const counts = groups.map((accounts, i) => `countIf(account IN ${sqlList(accounts)}) AS c${i}`);
  const [row] = await store.rows<Record<string, string>>(
    `SELECT ${counts.join(', ')} FROM ${store.table('exchanges')} WHERE ${inTime(scope)} AND ${fits(store, scope)}`,
  );
  return groups.map((_, i) => Number(row?.[`c${i}`] ?? 0));
}
