// SPDX-License-Identifier: Apache-2.0
import { type RawBuilder, sql } from 'kysely';
import { toMicros } from '../wire/timestamps.ts';
import type { Selection } from './collection-store.ts';
import type { View } from './labels.store.ts';
import { keyOf } from './versions.ts';

export type Condition = RawBuilder<boolean>;

/** Several conditions that all hold; no condition always does. */
export function all(conditions: readonly Condition[]): Condition {
  return conditions.length === 0 ? sql<boolean>`1 = 1` : sql<boolean>`(${sql.join([...conditions], sql` and `)})`;
}

/** Several of which one holds; of no condition none does. */
export function any(conditions: readonly Condition[]): Condition {
  return conditions.length === 0 ? sql<boolean>`1 = 0` : sql<boolean>`(${sql.join([...conditions], sql` or `)})`;
}

export function isIn(column: string, values: readonly (string | number)[]): Condition {
  return values.length === 0 ? sql<boolean>`1 = 0` : sql<boolean>`${sql.ref(column)} in (${sql.join([...values])})`;
}

/** Is this the common question, which the rows marked as current answer: the last version of everything, all seen? */
export function asksForCurrent({ specs, versions }: Selection, { whole }: View): boolean {
  return whole && specs === null && versions !== 'all' && versions.last && !versions.first && versions.exact.length === 0;
}

/**
 * Which rows `o` of a collection are meant, but for ids and types. First and last are among the versions that the reader
 * may see: one that is kept from a reader does not hide the one before it.
 */
export function conditionsOf(selection: Selection, collection: number, view: View): Condition[] {
  const visible = (alias: string): Condition => isIn(`${alias}.label`, view.labels);
  if (asksForCurrent(selection, view)) return [sql`o.current = 1`, visible('o')];
  const { specs, versions } = selection;
  const other = (test: Condition): Condition =>
    sql`exists (select 1 from taxii_objects n where n.collection = ${collection} and n.id = o.id and ${test} and ${visible('n')})`;
  // The newest of all versions is so among those that are seen, which spares looking for others of most objects.
  const isNewest = (test: Condition): Condition => (specs === null ? sql`(o.current = 1 or ${test})` : test);
  const conditions = [visible('o')];
  if (specs === null) conditions.push(isNewest(sql`not ${other(sql`n.spec > o.spec`)}`));
  else conditions.push(isIn('o.spec', specs));
  if (versions === 'all') return conditions;
  const sameSpecs = specs === null ? sql<boolean>`n.spec = o.spec` : isIn('n.spec', specs);
  const wanted = versions.exact.map(isVersion);
  if (versions.first) wanted.push(sql`not ${other(sql`${sameSpecs} and n.version_key < o.version_key`)}`);
  if (versions.last) wanted.push(isNewest(sql`not ${other(sql`${sameSpecs} and n.version_key > o.version_key`)}`));
  return [...conditions, any(wanted)];
}

/** Is it this version? `date_added` stands for the version of what has none. */
export function isVersion(timestamp: string): Condition {
  const key = keyOf(timestamp);
  const micros = toMicros(timestamp)!;
  return sql`(o.version_key = ${key} or (o.version_key = '' and o.added = ${micros}))`;
}
