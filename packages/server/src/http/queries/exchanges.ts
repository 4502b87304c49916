// SPDX-License-Identifier: Apache-2.0
import { techniquesOf } from '@stillwatch/core';
import type { ExchangeRow } from '@stillwatch/core/api';
import { sqlValue, type TrafficStore } from '@stillwatch/traffic';
import { fits, flagsOf, inTime, nameAccounts, type Scope } from './scope.ts';

/** Key of an exchange in the store. */
export interface ExchangeKey {
  readonly account: bigint;
  /** Seconds since 1970 UTC. */
  readonly second: number;
  readonly id: bigint;
}

/** `<account hash>-<second>-<id hash>` in base 36. */
export function writeRef({ account, second, id }: ExchangeKey): string {
  return `${account.toString(36)}-${second.toString(36)}-${id.toString(36)}`;
}

/** The key that a reference stands for, or null. */
export function readRef(ref: string): ExchangeKey | null {
  const parts = ref.split('-');
  if (parts.length !== 3 || !parts.every((part) => /^[0-9a-z]{1,13}$/.test(part))) return null;
  const [account, second, id] = parts.map(readBase36) as [bigint, bigint, bigint];
  if (account >= 2n ** 64n || id >= 2n ** 64n || second >= 2n ** 32n) return null;
  return { account, second: Number(second), id };
}

function readBase36(text: string): bigint {
  let value = 0n;
  for (const digit of text) value = value * 36n + BigInt(Number.parseInt(digit, 36));
  return value;
}

interface Row {
  readonly account: string;
  readonly second: number;
  readonly id: string;
  readonly ms: number;
  readonly model: string;
  readonly tech: number;
  readonly intent: number;
  readonly words: number;
  readonly turns: number;
  readonly flags: number;
  readonly inTokens: number;
  readonly outTokens: number;
  readonly reasoningTokens: number;
}

/** A page of a scope's exchanges, newest first; `next` is the reference of the last one. */
export async function readExchanges(
  store: TrafficStore,
  scope: Scope,
  { after, limit }: { after: ExchangeKey | null; limit: number },
): Promise<{ rows: Omit<ExchangeRow, 'campaign'>[]; next: string | null }> {
  const found = await store.rows<Row>(
    `SELECT account, toUInt32(ts) AS second, id, ms, model, tech, intent, words, turns, flags, inTokens, outTokens, reasoningTokens
     FROM ${store.table('exchanges')} WHERE ${inTime(scope)} AND ${fits(store, scope)} AND ${beyond(after)}
     ORDER BY ts DESC, account DESC, id DESC LIMIT ${sqlValue(limit + 1)}`,
  );
  const shown = found.slice(0, limit);
  const names = await nameAccounts(
    store,
    shown.map(({ account }) => account),
  );
  const rows = shown.map((row) => ({
    ref: refOf(row),
    at: new Date(row.second * 1000 + Math.min(999, row.ms)).toISOString(),
    account: names.get(row.account) ?? '',
    model: row.model,
    techniques: techniquesOf(row.tech),
    signal: row.intent / 8,
    words: row.words,
    turns: row.turns,
    inputTokens: row.inTokens,
    outputTokens: row.outTokens,
    reasoningTokens: row.reasoningTokens,
    flags: flagsOf(row.flags),
  }));
  return { rows, next: found.length > limit ? refOf(shown.at(-1)!) : null };
}

function refOf(row: Row): string {
  return writeRef({ account: BigInt(row.account), second: row.second, id: BigInt(row.id) });
}

/** Exchanges that come after one in the order of the list; spelled out, because old servers compare no tuples with times. */
function beyond(after: ExchangeKey | null): string {
  if (after === null) return '1 = 1';
  const [account, id, time] = [sqlValue(after.account), sqlValue(after.id), `toDateTime(${sqlValue(after.second)})`];
  return `(ts < ${time} OR (ts = ${time} AND (account < ${account} OR (account = ${account} AND id < ${id}))))`;
}
