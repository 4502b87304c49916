// SPDX-License-Identifier: Apache-2.0
import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Dialect, SqliteDatabase, SqliteStatement } from 'kysely';
import { toParameter } from './parameters.ts';
import { patientDialect } from './patience.ts';

const FILE = 'records.sqlite';
/** How long a statement waits for another connection that writes. */
const BUSY_MS = 10_000;
/** How much of that SQLite waits itself, holding up the process: enough for a small transaction of another one. */
const BLOCKING_MS = 5;
/** Prepared statements that are kept; pages and filters make a few hundred different ones. */
const KEPT_STATEMENTS = 300;

export function sqliteFile(folder: string): string {
  return join(folder, FILE);
}

/**
 * Opens the file of a folder, making both where they are not there (0600, 0700): the write-ahead log and the shared
 * memory beside it get the same rights from SQLite.
 * @param readOnly a snapshot reader: its transactions begin deferred, so that it never holds writers up.
 */
export function openSqlite(folder: string, readOnly = false): Dialect {
  const file = sqliteFile(folder);
  if (!readOnly) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
  }
  const database = new DatabaseSync(file, { timeout: BUSY_MS, enableForeignKeyConstraints: true, readOnly });
  try {
    if (!readOnly) database.exec('pragma journal_mode = wal');
    // Whatever was acknowledged survives the power going, not only the process.
    database.exec('pragma synchronous = full');
    // What is erased is overwritten: a destroyed key must not lie in a free page.
    database.exec('pragma secure_delete = on');
    // A row that is replaced counts as deleted, so that the triggers of the audit trail see it.
    database.exec('pragma recursive_triggers = on');
    database.exec(`pragma busy_timeout = ${BLOCKING_MS}`);
  } catch (error) {
    database.close();
    throw error;
  }
  return patientDialect({ database: adapt(database, readOnly) }, BUSY_MS);
}

/** `node:sqlite` in the shape that Kysely's dialect asks for. */
function adapt(database: DatabaseSync, readOnly: boolean): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(text) {
      // A deferred transaction that turns to writing fails at once when another process wrote in between.
      const sql = text === 'begin' && !readOnly ? 'begin immediate' : text;
      const known = kept.get(sql);
      if (known !== undefined) return known;
      const statement = wrap(database.prepare(sql));
      if (kept.size >= KEPT_STATEMENTS) kept.delete(kept.keys().next().value!);
      kept.set(sql, statement);
      return statement;
    },
  };
}

function wrap(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(toParameter)),
    run: (parameters) => statement.run(...parameters.map(toParameter)),
    iterate: (parameters) => statement.iterate(...parameters.map(toParameter)),
  };
}
