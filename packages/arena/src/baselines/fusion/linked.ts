// SPDX-License-Identifier: Apache-2.0
import { createUnionFind, type TrafficTable } from '@stillwatch/detection';
import { ATTRIBUTE_FIELDS, type AttributeField } from '@stillwatch/traffic/schema';

/**
 * Accounts joined by any value they share in one of the fields, or by a declared organisation: connected components of
 * at least two. As in the method that is compared here, neither the rarity of a value nor the number of its users matters.
 */
export function findLinked({ accounts, attributes }: TrafficTable, fields: readonly AttributeField[]): number[][] {
  const components = createUnionFind(accounts.count);
  const firstOf = new Map<number, number>();
  const join = (key: number, account: number): void => {
    const first = firstOf.get(key);
    if (first === undefined) firstOf.set(key, account);
    else components.union(first, account);
  };
  for (let i = 0; i < attributes.count; i++) {
    if (fields.includes(ATTRIBUTE_FIELDS[attributes.field[i]!]!)) join(attributes.value[i]!, attributes.account[i]!);
  }
  // Organisations have numbers of their own; −1 is none.
  accounts.org.forEach((org, account) => {
    if (org !== -1) join(-1 - org, account);
  });
  return components.groups(2);
}
