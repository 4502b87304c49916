// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@stillwatch/core';
import { Kysely, type Transaction } from 'kysely';
import { sqlStateOf, toRecordsError } from './database-errors.ts';
import type { Dialect } from './dialect.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import type { Tables } from './tables.ts';

/** Where records are: a folder for SQLite's file, or a PostgreSQL database that several nodes may share. */
export interface RecordsPlace {
  /** `postgres://…` or `postgresql://…`; null for the folder. */
  readonly url: string | null;
  readonly folder: string;
}

export interface Database {
  readonly db: Kysely<Tables>;
  readonly dialect: Dialect;
  /** Runs work in one serialisable transaction; again where PostgreSQL found it in conflict with others. */
  transact<T>(work: (tx: Transaction<Tables>) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** What every store is made with. */
export interface StoreContext {
  readonly database: Database;
  readonly now: () => number;
  readonly newId: () => string;
}

const ATTEMPTS = 12;
/** Serialisation failure, deadlock: nothing happened, and a second attempt may do. */
const AGAIN = new Set(['40001', '40P01']);

/** @throws AppError CONFIG_INVALID, RECORDS_UNAVAILABLE, RECORDS_CORRUPT */
export function openDatabase({ url, folder }: RecordsPlace, { readOnly = false } = {}): Database {
  const dialect = url === null ? 'sqlite' : 'postgres';
  if (url !== null && !(/^postgres(ql)?:\/\//.test(url) && URL.canParse(url))) {
    throw new AppError('CONFIG_INVALID', 'the URL of the records store is not one of PostgreSQL', {
      hint: 'Write postgres://user@host:port/database.',
    });
  }
  const db = new Kysely<Tables>({ dialect: connect(url, folder, readOnly) });
  return { db, dialect, transact: (work) => transact(db, dialect, work), close: () => db.destroy() };
}

function connect(url: string | null, folder: string, readOnly: boolean) {
  try {
    return url === null ? openSqlite(folder, readOnly) : openPostgres(url);
  } catch (error) {
    throw toRecordsError(error);
  }
}

async function transact<T>(db: Kysely<Tables>, dialect: Dialect, work: (tx: Transaction<Tables>) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      const transaction = dialect === 'sqlite' ? db.transaction() : db.transaction().setIsolationLevel('serializable');
      return await transaction.execute(work);
    } catch (error) {
      if (attempt === ATTEMPTS || !AGAIN.has(sqlStateOf(error))) throw error;
      // Those who collided come back at different times.
      await sleep(Math.random() * 2 ** Math.min(attempt + 2, 8));
    }
  }
}

/** PostgreSQL takes 65,535 parameters and SQLite 32,766; far fewer, so that no statement takes long to build and to run. */
const MOST_PARAMETERS = 1_000;

/** Cuts rows into chunks that fit one statement. */
export function* chunks<T>(rows: readonly T[], parametersPerRow: number): Generator<readonly T[]> {
  const size = Math.max(1, Math.floor(MOST_PARAMETERS / parametersPerRow));
  for (let i = 0; i < rows.length; i += size) yield rows.slice(i, i + size);
}
