// SPDX-License-Identifier: Apache-2.0
import { setImmediate } from 'node:timers/promises';
import { sqlValue, type TrafficStore } from '@stillwatch/traffic';
import { type AccountKey, beyond } from './accounts.ts';
import { fits, inTime, type Scope } from './scope.ts';

/** Accounts whose ids are opened for one answer, the busiest of a scope. */
const MOST_OPENED = 200_000;
/** Ids that are opened before others get their turn; about 10 ms. */
const OPENED_AT_ONCE = 1_000;

interface Row {
  readonly account: string;
  readonly n: string;
  readonly named: string;
}

/**
 * Ids that were opened, by hash: whoever types asks again with every letter, and opening is what takes the time.
 * At most {@link MOST_OPENED} a store.
 */
const openedOf = new WeakMap<TrafficStore, Map<string, string>>();

/**
 * Accounts of a scope whose ids begin with something, the busiest first. Ids are stored sealed, so that nothing but
 * opening finds them; one query brings all that are to be opened.
 * @returns at most `limit` keys, and where to go on; null at the end.
 */
export async function searchAccounts(
  store: TrafficStore,
  scope: Scope,
  { beginning, after, limit }: { beginning: string; after: AccountKey | null; limit: number },
): Promise<{ keys: AccountKey[]; next: AccountKey | null }> {
  const rows = await store.rows<Row>(
    `SELECT account, n, named FROM (
       SELECT account, count() AS n FROM ${store.table('exchanges')} WHERE ${inTime(scope)} AND ${fits(store, scope)}
       GROUP BY account HAVING ${beyond(after)} ORDER BY n DESC, account LIMIT ${sqlValue(MOST_OPENED)}
     ) AS counted GLOBAL ANY LEFT JOIN (
       SELECT account, max(sealed) AS named FROM ${store.table('accounts')} GROUP BY account
     ) AS facts USING account ORDER BY n DESC, account`,
  );
  const opened = openedOf.get(store) ?? new Map<string, string>();
  openedOf.set(store, opened);
  const keys: AccountKey[] = [];
  let fresh = 0;
  for (const { account, n, named } of rows) {
    let name = opened.get(account);
    if (name === undefined && named !== '') {
      if (opened.size >= MOST_OPENED) opened.clear();
      name = store.nodeKey.open(named);
      opened.set(account, name);
      if (++fresh % OPENED_AT_ONCE === 0) await setImmediate();
    }
    if (name?.startsWith(beginning) !== true) continue;
    if (keys.length === limit) return { keys, next: keys.at(-1)! };
    keys.push(keyOf({ account, n }));
  }
  // Enough was opened for one answer; the next page goes on from here.
  return { keys, next: rows.length < MOST_OPENED ? null : keyOf(rows.at(-1)!) };
}

function keyOf({ account, n }: Pick<Row, 'account' | 'n'>): AccountKey {
  return { exchanges: Number(n), account: BigInt(account) };
}
