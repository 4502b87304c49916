// SPDX-License-Identifier: Apache-2.0
import { IDENTITY_FIELDS, TECHNIQUES, techniqueBit } from '@stillwatch/core';
import type { AccountDetail, AccountSummary } from '@stillwatch/core/api';
import { ATTRIBUTE_FIELDS, sqlValue, type TrafficStore } from '@stillwatch/traffic';
import { fits, inTime, nameAccounts, type Scope } from './scope.ts';

/** Values that more accounts than this share say nothing about who shares them. */
const MOST_SHARING = 200;
const MOST_VALUES = 30;
const EXAMPLES = 3;

/** Where a page of accounts ends: the busiest come first. */
export interface AccountKey {
  readonly exchanges: number;
  readonly account: bigint;
}

/** For a HAVING over `n` and `account`: what comes after a key. */
export function beyond(after: AccountKey | null): string {
  if (after === null) return '1 = 1';
  const exchanges = sqlValue(after.exchanges);
  return `(n < ${exchanges} OR (n = ${exchanges} AND account > ${sqlValue(after.account)}))`;
}

interface Row {
  readonly account: string;
  readonly n: string;
  readonly firstSecond: number;
  readonly lastSecond: number;
  readonly signals: string;
}

export interface CountedAccount {
  readonly key: AccountKey;
  readonly summary: Omit<AccountSummary, 'campaign'>;
}

/** Accounts of a scope with what they did in it, the busiest first. */
export async function readAccounts(
  store: TrafficStore,
  scope: Scope,
  { after, limit }: { after: AccountKey | null; limit: number },
): Promise<CountedAccount[]> {
  const rows = await store.rows<Row>(
    `SELECT account, count() AS n, toUInt32(min(ts)) AS firstSecond, toUInt32(max(ts)) AS lastSecond, countIf(tech != 0) AS signals
     FROM ${store.table('exchanges')} WHERE ${inTime(scope)} AND ${fits(store, scope)}
     GROUP BY account HAVING ${beyond(after)} ORDER BY n DESC, account LIMIT ${sqlValue(limit)}`,
  );
  const facts = await readFacts(
    store,
    rows.map(({ account }) => account),
  );
  return rows.map((row) => {
    const known = facts.get(row.account);
    return {
      key: { exchanges: Number(row.n), account: BigInt(row.account) },
      summary: {
        account: known?.name ?? '',
        exchanges: Number(row.n),
        firstSeen: moment(row.firstSecond),
        lastSeen: moment(row.lastSecond),
        plan: known?.plan ?? '',
        createdAt: known === undefined || known.created === 0 ? null : moment(known.created),
        signalled: Number(row.signals) / Number(row.n),
      },
    };
  });
}

function moment(second: number): string {
  return new Date(second * 1000).toISOString();
}

export interface Facts {
  readonly name: string;
  readonly organisation: string | null;
  readonly plan: string;
  readonly declaredUse: string;
  readonly network: string;
  readonly created: number;
  readonly absent: string[];
}

/** What the operator says of accounts, the newest. */
export async function readFacts(store: TrafficStore, hashes: readonly string[]): Promise<Map<string, Facts>> {
  if (hashes.length === 0) return new Map();
  const rows = await store.rows<{
    account: string;
    named: string;
    namedOrg: string;
    planName: string;
    declared: string;
    network: string;
    born: number;
    missing: number;
  }>(
    `SELECT account, argMax(sealed, seen) AS named, argMax(sealedOrg, seen) AS namedOrg, argMax(plan, seen) AS planName,
       argMax(declaredUse, seen) AS declared, argMax(asnType, seen) AS network, max(created) AS born, argMax(absent, seen) AS missing
     FROM ${store.table('accounts')} WHERE ${fits(store, { accounts: hashes.map(BigInt) })} GROUP BY account`,
  );
  return new Map(
    rows.map((row) => [
      row.account,
      {
        name: store.nodeKey.open(row.named),
        organisation: row.namedOrg === '' ? null : store.nodeKey.open(row.namedOrg),
        plan: row.planName,
        declaredUse: row.declared,
        network: row.network,
        created: row.born,
        absent: IDENTITY_FIELDS.filter((_, i) => (row.missing >> i) & 1),
      },
    ]),
  );
}

/** Identity values that an account shares with others, those that the fewest share first. */
export async function readShared(store: TrafficStore, account: bigint): Promise<AccountDetail['shared']> {
  const table = store.table('attributes');
  const rows = await store.rows<{ field: number; value: string; owners: string }>(
    `SELECT field, value, uniqExact(account) AS owners FROM ${table}
     WHERE (field, value) GLOBAL IN (SELECT field, value FROM ${table} WHERE account = ${sqlValue(account)} GROUP BY field, value)
     GROUP BY field, value HAVING owners > 1 AND owners <= ${MOST_SHARING} ORDER BY owners, field, value LIMIT ${MOST_VALUES}`,
  );
  if (rows.length === 0) return [];
  // Only now: what everybody shares would make lists of everybody.
  const pairs = rows.map(({ field, value }) => `(${sqlValue(field)}, ${sqlValue(BigInt(value))})`);
  const sharers = await store.rows<{ field: number; value: string; some: string[] }>(
    `SELECT field, value, groupUniqArray(account) AS some FROM ${table} WHERE (field, value) IN (${pairs.join(', ')}) GROUP BY field, value`,
  );
  const sharersOf = new Map(sharers.map(({ field, value, some }) => [`${field} ${value}`, some.map(String)]));
  const others = rows.map(({ field, value }) =>
    (sharersOf.get(`${field} ${value}`) ?? []).filter((hash) => BigInt(hash) !== account),
  );
  const names = await nameAccounts(store, others.flat());
  return rows.map(({ field, value, owners }, i) => ({
    field: ATTRIBUTE_FIELDS[field] ?? 'unknown',
    value: BigInt(value).toString(16).padStart(16, '0'),
    accounts: Number(owners),
    examples: others[i]!.map((hash) => names.get(hash) ?? '')
      .filter((name) => name !== '')
      .sort()
      .slice(0, EXAMPLES),
  }));
}

/** Exchanges of an account by technique. */
export async function readTechniques(store: TrafficStore, account: bigint): Promise<AccountDetail['techniques']> {
  const counts = TECHNIQUES.map(({ id }, i) => `countIf(bitAnd(tech, ${sqlValue(techniqueBit(id))}) != 0) AS c${i}`);
  const [row] = await store.rows<Record<string, string>>(
    `SELECT ${counts.join(', ')} FROM ${store.table('exchanges')} WHERE account = ${sqlValue(account)}`,
  );
  return TECHNIQUES.map(({ id }, i) => ({ id, exchanges: Number(row?.[`c${i}`] ?? 0) })).filter(({ exchanges }) => exchanges > 0);
}

/** Accounts of an organisation. */
export async function readOrganisation(store: TrafficStore, org: string): Promise<bigint[]> {
  const rows = await store.rows<{ account: string }>(
    `SELECT account FROM (SELECT account, argMax(org, seen) AS newest FROM ${store.table('accounts')} GROUP BY account) AS facts
     WHERE newest = ${sqlValue(store.nodeKey.pseudonym('org', org))}`,
  );
  return rows.map(({ account }) => BigInt(account));
}
