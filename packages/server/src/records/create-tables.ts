// SPDX-License-Identifier: Apache-2.0
import type { Dialect } from './dialect.ts';

/**
 * Statements that make tables and indexes, as each database needs them.
 * @param tables columns by name, in which types are `text`, `integer` and `real`.
 * @param indexes `table (column, column)`
 */
export function createTables(tables: Readonly<Record<string, string>>, indexes: readonly string[], dialect: Dialect): string[] {
  return [
    ...Object.entries(tables).map(([name, columns]) => `create table ${name} (${typed(columns, dialect)})${STRICT[dialect]}`),
    ...indexes.map((index) => `create index ${index.replaceAll(/\W+/g, '_').replace(/_$/, '')} on ${index}`),
  ];
}

/** SQLite then refuses values of another type instead of storing them as they come. */
const STRICT: Readonly<Record<Dialect, string>> = { sqlite: ' strict', postgres: '' };

/** PostgreSQL's `integer` has four bytes, its `real` too, and its text sorts by locale unless told not to. */
function typed(columns: string, dialect: Dialect): string {
  if (dialect === 'sqlite') return columns;
  const types: Readonly<Record<string, string>> = { text: 'text collate "C"', integer: 'bigint', real: 'double precision' };
  return columns.replaceAll(/\b(text|integer|real)\b/g, (type) => types[type]!);
}
