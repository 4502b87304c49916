// SPDX-License-Identifier: Apache-2.0
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { type CompiledQuery, Kysely, SqliteDialect, type SqliteStatement } from 'kysely';
import type { CollectionStore } from './collection-store.ts';
import { openCollectionStore } from './open.store.ts';
import type { TaxiiTables } from './tables.ts';

/** Collections in SQLite, in memory or in a file. */
export interface SqliteCollections {
  readonly store: CollectionStore;
  readonly db: Kysely<TaxiiTables>;
  /** Another store over the same database, as after a restart. */
  again(): Promise<CollectionStore>;
  close(): Promise<void>;
}

export async function openSqliteCollections(file = ':memory:'): Promise<SqliteCollections> {
  const db = openSqliteKysely(file);
  const open = (): Promise<CollectionStore> => openCollectionStore({ db, dialect: 'sqlite', now: 0 });
  return { store: await open(), db, again: open, close: () => db.destroy() };
}

/** SQLite through `node:sqlite`, set up as a node does for its records. */
export function openSqliteKysely(file: string, onQuery?: (query: CompiledQuery) => void): Kysely<TaxiiTables> {
  const database = new DatabaseSync(file);
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = full');
  const kept = new Map<string, SqliteStatement>();
  return new Kysely<TaxiiTables>({
    ...(onQuery === undefined ? {} : { log: ({ query }) => onQuery(query) }),
    dialect: new SqliteDialect({
      database: {
        close: () => database.close(),
        prepare(text) {
          const sql = text === 'begin' ? 'begin immediate' : text;
          const statement = kept.get(sql) ?? wrap(database.prepare(sql));
          if (kept.size < 300) kept.set(sql, statement);
          return statement;
        },
      },
    }),
  });
}

type Parameters = Parameter[];
type Parameter = null | string | number;

function wrap(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...(parameters as Parameters)),
    run: (parameters) => statement.run(...(parameters as Parameters)),
    iterate: (parameters) => statement.iterate(...(parameters as Parameters)),
  };
}
