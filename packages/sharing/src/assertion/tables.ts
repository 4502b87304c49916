// SPDX-License-Identifier: Apache-2.0
import type { ColumnType } from 'kysely';

/** The databases that assertions can be in. */
export type SharingDialect = 'sqlite' | 'postgres';

/** Eight bytes; drivers of PostgreSQL give them as text unless told otherwise. */
export type Int8 = ColumnType<number | string, number, number>;

/** Tables of assertions as Kysely sees them. Times are integer milliseconds since 1970 UTC, booleans 0 or 1. */
export interface AssertionTables {
  assertions: {
    id: string;
    /** Grows with every one that is added; pages go by it. */
    sequence: Int8;
    object_id: string;
    object_type: string;
    source: string;
    /** Sharing group; null for none. */
    audience: string | null;
    version_at: Int8;
    /** The earlier of its own expiry and its object's; null where neither ends. */
    expires_at: number | null;
    is_withdrawal: number;
    received_at: number;
    hops: Int8;
    /** The statement with its signature as JSON. */
    body: string;
  };
  /** Newest version that has expired and was removed, so that neither it nor an older one comes in again. */
  expired_versions: {
    source: string;
    object_id: string;
    /** Sharing group as in {@link AssertionTables.assertions}, as JSON: null is a value here. */
    audience: string;
    version_at: Int8;
  };
}

const TABLES: Readonly<Record<keyof AssertionTables, string>> = {
  assertions: `id text primary key, sequence integer not null unique, object_id text not null, object_type text not null,
    source text not null, audience text, version_at integer not null, expires_at integer, is_withdrawal integer not null,
    received_at integer not null, hops integer not null, body text not null`,
  expired_versions: `source text not null, object_id text not null, audience text not null, version_at integer not null,
    primary key (source, object_id, audience)`,
};
const INDEXES: Readonly<Record<string, string>> = {
  assertions_of_object: 'assertions (object_id, source)',
  assertions_of_source: 'assertions (source, sequence)',
  assertions_of_type: 'assertions (object_type, sequence)',
  assertions_expiry: 'assertions (expires_at)',
};

/** Statements that make the tables, for one step of whoever keeps the versions of the database. */
export function assertionTables(dialect: SharingDialect): string[] {
  return [
    ...Object.entries(TABLES).map(
      ([name, columns]) => `create table ${name} (${typed(columns, dialect)})${dialect === 'sqlite' ? ' strict' : ''}`,
    ),
    ...Object.entries(INDEXES).map(([name, on]) => `create index ${name} on ${on}`),
  ];
}

/** PostgreSQL's `integer` has four bytes, and its text sorts by locale unless told not to. */
function typed(columns: string, dialect: SharingDialect): string {
  if (dialect === 'sqlite') return columns;
  const types: Readonly<Record<string, string>> = { text: 'text collate "C"', integer: 'bigint' };
  return columns.replaceAll(/\b(text|integer)\b/g, (type) => types[type]!);
}
