// SPDX-License-Identifier: Apache-2.0
import type { Authorisation } from '@stillwatch/core';
import type { TrafficStore } from '@stillwatch/traffic';
import { loadExchanges, SAMPLE_TYPES, SAMPLES, samplesOf } from './load-exchanges.ts';
import { GRAMS, type TrafficTable } from './traffic-table.ts';

/** What operators call networks of rented servers, where two customers rarely share an address by chance. */
const HOSTING = /^(hosting|hosted|data ?-?cent(er|re)|dch|cloud|server|vps)$/i;

/** Which exchanges to look at, seconds since 1970 UTC, [since, until). */
export interface Window {
  readonly since: number;
  readonly until: number;
}

/** A window of traffic and what is needed to name its accounts again. */
export interface LoadedWindow {
  readonly table: TrafficTable;
  /** Account id as in the log. */
  accountName(account: number): string;
  /** Hash of an account in the store. */
  accountHash(account: number): bigint;
  /** Hash of an identity value (dense number of the table) in the store. */
  valueHash(value: number): bigint;
}

/**
 * Loads a window from the traffic store into typed arrays: about 110 bytes an exchange, so that 16 million
 * take under 2 GB. Every query is portable (ClickHouse 18.16 to 26).
 * @param authorisations registry entries; those that cover an account at any time of the window are applied.
 */
export async function loadWindow(
  store: TrafficStore,
  window: Window | null,
  authorisations: readonly Authorisation[] = [],
): Promise<LoadedWindow> {
  const inWindow =
    window === null ? '1 = 1' : `ts >= toDateTime(${Math.floor(window.since)}) AND ts < toDateTime(${Math.floor(window.until)})`;
  const listed = await store.columns(
    `SELECT account, toUInt32(count()) AS n FROM ${store.table('exchanges')} WHERE ${inWindow} GROUP BY account ORDER BY account`,
    { account: 'UInt64', n: 'UInt32' },
  );
  const numberOf = new Map<bigint, number>();
  listed.account.forEach((hash, a) => numberOf.set(hash, a));
  const systems = await loadSystems(store);
  const exchanges = await loadExchanges(store, inWindow, listed, systems);
  const facts = await loadFacts();
  const valueHashes: bigint[] = [];
  return {
    table: {
      accounts: { count: listed.length, ...facts.columns },
      exchanges,
      attributes: await loadAttributes(),
    },
    accountName: (account) => store.nodeKey.open(facts.sealed[account]!),
    accountHash: (account) => listed.account[account]!,
    valueHash: (value) => valueHashes[value]!,
  };

  async function loadFacts() {
    const found = await store.columns(
      `SELECT account, argMax(sealed, seen) AS id, argMax(org, seen) AS orgHash, argMax(plan, seen) AS planName,
         argMax(declaredUse, seen) AS declared, argMax(asnType, seen) AS network, max(created) AS born
       FROM ${store.table('accounts')} GROUP BY account ORDER BY account`,
      {
        account: 'UInt64',
        id: 'String',
        orgHash: 'UInt64',
        planName: 'String',
        declared: 'String',
        network: 'String',
        born: 'UInt32',
      },
    );
    const sealed: string[] = Array.from({ length: listed.length }, () => '');
    const created = new Uint32Array(listed.length);
    const org = new Int32Array(listed.length).fill(-1);
    const plan: string[] = Array.from({ length: listed.length }, () => '');
    const declaredUse: string[] = Array.from({ length: listed.length }, () => '');
    const hosted = new Uint8Array(listed.length);
    const authorised: string[] = Array.from({ length: listed.length }, () => '');
    const orgNumber = new Map<bigint, number>();
    const permitted = permittedHashes(store, window, authorisations);
    for (let i = 0; i < found.length; i++) {
      const a = numberOf.get(found.account[i]!);
      if (a === undefined) continue;
      sealed[a] = found.id[i]!;
      created[a] = found.born[i]!;
      plan[a] = found.planName[i]!;
      declaredUse[a] = found.declared[i]!;
      hosted[a] = HOSTING.test(found.network[i]!) ? 1 : 0;
      const hash = found.orgHash[i]!;
      authorised[a] = permitted.accounts.get(found.account[i]!) ?? permitted.orgs.get(hash) ?? '';
      if (hash === 0n) continue;
      const known = orgNumber.get(hash);
      org[a] = known ?? orgNumber.size;
      if (known === undefined) orgNumber.set(hash, orgNumber.size);
    }
    return { sealed, columns: { created, org, plan, declaredUse, hosted, authorised } };
  }

  async function loadAttributes(): Promise<TrafficTable['attributes']> {
    const seen =
      window === null
        ? '1 = 1'
        : `last >= toDateTime(${Math.floor(window.since)}) AND first < toDateTime(${Math.floor(window.until)})`;
    const found = await store.columns(
      `SELECT account, field, value FROM ${store.table('attributes')} WHERE ${seen} GROUP BY account, field, value ORDER BY account, field, value`,
      { account: 'UInt64', field: 'UInt8', value: 'UInt64' },
    );
    const valueNumber = new Map<bigint, number>();
    const account = new Uint32Array(found.length);
    const field = new Uint8Array(found.length);
    const value = new Uint32Array(found.length);
    let rows = 0;
    for (let i = 0; i < found.length; i++) {
      const a = numberOf.get(found.account[i]!);
      if (a === undefined) continue;
      let v = valueNumber.get(found.value[i]!);
      if (v === undefined) {
        v = valueNumber.size;
        valueNumber.set(found.value[i]!, v);
        valueHashes.push(found.value[i]!);
      }
      account[rows] = a;
      field[rows] = found.field[i]!;
      value[rows] = v;
      rows++;
    }
    return {
      count: rows,
      account: account.subarray(0, rows),
      field: field.subarray(0, rows),
      value: value.subarray(0, rows),
      values: valueNumber.size,
    };
  }
}

async function loadSystems(store: TrafficStore): Promise<{ numberOf: Map<number, number>; grams: Uint32Array }> {
  // Inside, other names: an alias that is also a column would be taken for the column within its own aggregate.
  const found = await store.columns(
    `SELECT system, ${SAMPLES.map((name) => `any_${name} AS ${name}`).join(', ')} FROM (
       SELECT toUInt32(bitAnd(sys, 4294967295)) AS system, ${SAMPLES.map((name) => `any(${name}) AS any_${name}`).join(', ')}
       FROM ${store.table('systems')} GROUP BY system
     ) AS systems ORDER BY system`,
    { system: 'UInt32', ...SAMPLE_TYPES },
  );
  const numberOf = new Map<number, number>();
  const grams = new Uint32Array((found.length + 1) * GRAMS);
  const systems = found.system;
  const columns = samplesOf(found);
  for (let i = 0; i < found.length; i++) {
    numberOf.set(systems[i]!, i + 1);
    for (let g = 0; g < GRAMS; g++) grams[(i + 1) * GRAMS + g] = columns[g]![i]!;
  }
  return { numberOf, grams };
}

/** Registry entries by the hashes that stand for their accounts and organisations. */
function permittedHashes(store: TrafficStore, window: Window | null, authorisations: readonly Authorisation[]) {
  const accounts = new Map<bigint, string>();
  const orgs = new Map<bigint, string>();
  for (const entry of authorisations) {
    const from = entry.from === undefined ? -Infinity : Date.parse(entry.from) / 1000;
    const to = entry.to === undefined ? Infinity : Date.parse(entry.to) / 1000;
    if (window !== null && (from >= window.until || to < window.since)) continue;
    if (entry.account !== undefined) accounts.set(store.nodeKey.pseudonym('account', entry.account), entry.kind);
    if (entry.org !== undefined) orgs.set(store.nodeKey.pseudonym('org', entry.org), entry.kind);
  }
  return { accounts, orgs };
}
