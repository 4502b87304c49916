// SPDX-License-Identifier: Apache-2.0
import { FLAG, type Technique, TECHNIQUE_IDS, techniqueBit } from '@stillwatch/core';
import { sqlList, sqlValue, type TrafficStore } from '@stillwatch/traffic';

/** Largest second that the store's times can have. */
const LAST_SECOND = 4_294_967_295;

/** Which exchanges are meant; all that is given must hold. Seconds since 1970 UTC, [from, to). */
export interface Scope {
  readonly from: number;
  readonly to: number;
  /** Hashes of accounts; an empty list fits none. */
  readonly accounts?: readonly bigint[] | undefined;
  readonly model?: string | undefined;
  readonly technique?: string | undefined;
  readonly plan?: string | undefined;
  readonly flag?: string | undefined;
}

/** Names of the flags on the wire: `tool-result` for TOOL_RESULT. */
export const FLAG_NAMES: readonly (readonly [name: string, bit: number])[] = Object.entries(FLAG).map(([name, bit]) => [
  name.toLowerCase().replaceAll('_', '-'),
  bit,
]);

export function flagsOf(mask: number): string[] {
  return FLAG_NAMES.filter(([, bit]) => (mask & bit) !== 0).map(([name]) => name);
}

export function inTime({ from, to }: Pick<Scope, 'from' | 'to'>): string {
  const second = (value: number): number => Math.min(LAST_SECOND, Math.max(0, Math.floor(value)));
  return `ts >= toDateTime(${sqlValue(second(from))}) AND ts < toDateTime(${sqlValue(second(to))})`;
}

/** What a scope asks beyond its time, for a WHERE or a countIf over `exchanges`. */
export function fits(store: TrafficStore, { accounts, model, technique, plan, flag }: Omit<Scope, 'from' | 'to'>): string {
  const conditions = ['1 = 1'];
  if (accounts !== undefined) conditions.push(accounts.length === 0 ? '1 = 0' : `account IN ${sqlList(accounts)}`);
  if (model !== undefined) conditions.push(`model = ${sqlValue(model)}`);
  if (technique !== undefined) {
    const bit = TECHNIQUE_IDS.includes(technique as Technique) ? techniqueBit(technique as Technique) : 0;
    conditions.push(`bitAnd(tech, ${sqlValue(bit)}) != 0`);
  }
  if (flag !== undefined) {
    const bit = FLAG_NAMES.find(([name]) => name === flag)?.[1] ?? 0;
    conditions.push(`bitAnd(flags, ${sqlValue(bit)}) != 0`);
  }
  // GLOBAL, because on a cluster each shard has the facts of its own accounts only.
  if (plan !== undefined) {
    conditions.push(`account GLOBAL IN (SELECT account FROM (${plansOf(store)}) AS plans WHERE planName = ${sqlValue(plan)})`);
  }
  return conditions.join(' AND ');
}

/** Plan of each account, as its newest facts say. */
export function plansOf(store: TrafficStore): string {
  return `SELECT account, argMax(plan, seen) AS planName FROM ${store.table('accounts')} GROUP BY account`;
}

export function hashOfAccount(store: TrafficStore, account: string): bigint {
  return store.nodeKey.pseudonym('account', account);
}

/** Ids of accounts by their hashes, as the log has them. */
export async function nameAccounts(store: TrafficStore, hashes: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  const distinct = [...new Set(hashes)];
  if (distinct.length === 0) return names;
  const rows = await store.rows<{ account: string; named: string }>(
    `SELECT account, argMax(sealed, seen) AS named FROM ${store.table('accounts')}
     WHERE account IN ${sqlList(distinct.map(BigInt))} GROUP BY account`,
  );
  for (const { account, named } of rows) names.set(account, store.nodeKey.open(named));
  return names;
}

/** Times of the oldest and newest exchange, seconds; null where there is none. */
export async function spanOfStore(store: TrafficStore): Promise<{ from: number; to: number } | null> {
  const rows = await store.rows<{ n: string; oldest: number; newest: number }>(
    `SELECT count() AS n, toUInt32(min(ts)) AS oldest, toUInt32(max(ts)) AS newest FROM ${store.table('exchanges')}`,
  );
  const { n, oldest, newest } = rows[0] ?? { n: '0', oldest: 0, newest: 0 };
  return Number(n) === 0 ? null : { from: oldest, to: newest + 1 };
}
