// SPDX-License-Identifier: Apache-2.0
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { Kysely, type SqliteDatabase, SqliteDialect, sql } from 'kysely';
import type { AssertionDatabase } from './assertions.store.ts';
import { type AssertionTables, assertionTables } from './tables.ts';

/** An empty database in memory with the tables of assertions. */
export async function openTestDatabase(): Promise<AssertionDatabase & { close(): Promise<void> }> {
  const memory = new DatabaseSync(':memory:');
  const database: SqliteDatabase = {
    close: () => memory.close(),
    prepare(text) {
      const statement = memory.prepare(text);
      return {
        reader: statement.columns().length > 0,
        all: (values) => statement.all(...(values as SQLInputValue[])),
        run: (values) => statement.run(...(values as SQLInputValue[])),
        iterate: (values) => statement.iterate(...(values as SQLInputValue[])),
      };
    },
  };
  const db = new Kysely<AssertionTables>({ dialect: new SqliteDialect({ database }) });
  for (const statement of assertionTables('sqlite')) await sql.raw(statement).execute(db);
  return { db, transact: (work) => db.transaction().execute(work), close: () => db.destroy() };
}
