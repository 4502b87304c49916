// SPDX-License-Identifier: Apache-2.0
import type { TrafficTable } from '@stillwatch/detection';
import type { AttributeField } from '@stillwatch/traffic/schema';
import { ATTRIBUTE_FIELDS } from '@stillwatch/traffic/schema';
import { findLinked } from './linked.ts';
import { findBursts, type Switch, switchesOf } from './moments.ts';

/** What the workers ask about a table, looked up once. */
export interface Facts {
  readonly table: TrafficTable;
  /** The accounts that an account is linked with by shared identity values, itself among them. */
  clusterOf(account: number): Cluster;
  /** Accounts that use each system prompt. */
  readonly systemUsers: Uint32Array;
  /** Seconds in which at least five accounts sent something, with how many did. */
  readonly bursts: ReadonlyMap<number, number>;
  /** First uses of another model, by account. */
  readonly switches: readonly (readonly Switch[])[];
}

export interface Cluster {
  readonly size: number;
  readonly requests: number;
  /** Members on rented servers. */
  readonly hosted: number;
  /** Members that use each value of a field, largest first. */
  readonly users: Readonly<Record<'payment' | 'net' | 'asn', readonly number[]>>;
  /** Seconds at which members first used each model after another one, ascending. */
  readonly switchTimes: ReadonlyMap<number, readonly number[]>;
}

/** @param fields identity fields of which a common value links two accounts. */
export function gatherFacts(table: TrafficTable, fields: readonly AttributeField[]): Facts {
  const { accounts, exchanges } = table;
  const systemUsers = new Uint32Array(exchanges.systemGrams.length);
  for (let a = 0; a < accounts.count; a++) {
    const prompts = new Set(exchanges.system.subarray(exchanges.rowStart[a], exchanges.rowStart[a + 1]));
    for (const prompt of prompts) if (prompt !== 0) systemUsers[prompt]!++;
  }
  const switches = Array.from({ length: accounts.count }, (_, a) => switchesOf(table, a));
  const values = indexValues(table);
  const clusters: Cluster[] = [];
  for (const members of findLinked(table, fields)) {
    const cluster = describe(members);
    for (const a of members) clusters[a] = cluster;
  }
  for (let a = 0; a < accounts.count; a++) clusters[a] ??= describe([a]);
  return { table, clusterOf: (account) => clusters[account]!, systemUsers, bursts: findBursts(table), switches };

  function describe(members: readonly number[]): Cluster {
    const times = Map.groupBy(
      members.flatMap((a) => switches[a]!),
      (change) => change.model,
    );
    return {
      size: members.length,
      requests: members.reduce((sum, a) => sum + exchanges.rowStart[a + 1]! - exchanges.rowStart[a]!, 0),
      hosted: members.filter((a) => accounts.hosted[a] === 1).length,
      users: { payment: countUsers(members, 'payment'), net: countUsers(members, 'net'), asn: countUsers(members, 'asn') },
      switchTimes: new Map(
        Array.from(times, ([model, changes]) => [model, changes.map((change) => change.ts).sort((x, y) => x - y)]),
      ),
    };
  }

  function countUsers(members: readonly number[], field: AttributeField): number[] {
    const users = new Map<number, number>();
    for (const a of members) {
      for (const value of values.get(keyOf(a, ATTRIBUTE_FIELDS.indexOf(field))) ?? [])
        users.set(value, (users.get(value) ?? 0) + 1);
    }
    return [...users.values()].sort((x, y) => y - x);
  }
}

function indexValues({ attributes }: TrafficTable): Map<number, number[]> {
  const values = new Map<number, number[]>();
  for (let i = 0; i < attributes.count; i++) {
    const key = keyOf(attributes.account[i]!, attributes.field[i]!);
    const list = values.get(key);
    if (list === undefined) values.set(key, [attributes.value[i]!]);
    else list.push(attributes.value[i]!);
  }
  return values;
}

function keyOf(account: number, field: number): number {
  return account * ATTRIBUTE_FIELDS.length + field;
}
