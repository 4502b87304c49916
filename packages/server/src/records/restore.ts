// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { AppError, systemCodeOf, toAppError } from '@stillwatch/core';
import { type Kysely, sql } from 'kysely';
import type { Clock } from '../parts.ts';
import {
  BACKUP_VERSION,
  BackupHeader,
  BackupLine,
  damaged,
  isKept,
  sinceOf,
  KEPT_TABLES,
  type KeptTable,
  parseLine,
} from './backup-format.ts';
import { chunks, openDatabase, type RecordsPlace } from './database.ts';
import { toRecordsError } from './database-errors.ts';
import { readLines } from './lines.ts';
import { migrate, RECORDS_VERSION, versionOf } from './migrations.ts';
import type { Tables } from './tables.ts';

/**
 * Puts a backup into records that are empty, whole or not at all; of either database into either.
 * @returns rows per table.
 * @throws AppError RECORDS_CORRUPT for a damaged file, CONFLICT where there are records already, DATA_VERSION,
 *   INPUT_NOT_FOUND, INPUT_UNREADABLE, and what {@link openDatabase} throws
 */
export async function restoreRecords(
  file: string,
  { url, folder, clock }: RecordsPlace & { clock: Clock },
): Promise<Readonly<Record<string, number>>> {
  const header = await readHeader(file);
  const database = openDatabase({ url, folder });
  const { db, dialect } = database;
  try {
    // Rows go into tables of the version that they were written from, which then go the way of every upgrade.
    const place = { dialect, at: clock.now() };
    await migrate(db, { ...place, to: header.records });
    const version = await versionOf(db);
    if (version !== header.records) {
      throw new AppError('DATA_VERSION', `the backup is of version ${header.records}, the records are of ${version} already`);
    }
    const rows = await database.transact(async (tx) => {
      await refuseRecords(tx, version);
      return readInto(tx, file);
    });
    await migrate(db, place);
    return rows;
  } catch (error) {
    throw toRecordsError(error);
  } finally {
    await database.close();
  }
}

async function readHeader(file: string): Promise<BackupHeader> {
  try {
    for await (const { line } of readLines(file)) {
      const header = parseLine(BackupHeader, line);
      if (header.version > BACKUP_VERSION || header.records > RECORDS_VERSION) {
        throw new AppError('DATA_VERSION', 'the backup was written by a newer Stillwatch', { place: { file } });
      }
      return header;
    }
  } catch (error) {
    throw toAppError(error);
  }
  throw damaged('it is empty');
}

const EVERY_TABLE = [...(Object.keys(KEPT_TABLES) as KeptTable[]), 'sessions', 'sign_in_links', 'leases', 'idempotency'] as const;
async function refuseRecords(tx: Kysely<Tables>, version: number): Promise<void> {
  for (const table of EVERY_TABLE) {
    if (isKept(table) && version < sinceOf(table)) continue;
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(tx);
    if (rows.length === 0) continue;
    throw new AppError('CONFLICT', 'there are records already', { hint: 'Restore into an empty folder or database.' });
  }
}

type Row = Readonly<Record<string, string | number | null>>;

/** Rows that wait to be inserted together. */
const ROWS = 200;

async function readInto(tx: Kysely<Tables>, file: string): Promise<Record<string, number>> {
  const hash = createHash('sha256');
  const counts: Record<string, number> = Object.fromEntries(Object.keys(KEPT_TABLES).map((table) => [table, 0]));
  let waiting: { table: KeptTable; rows: Row[] } | null = null;
  let ended = false;
  let first = true;
  for await (const { line, ended: whole } of readLines(file)) {
    if (!whole || ended) throw damaged(ended ? 'something follows its end' : 'it breaks off');
    const parsed = first ? null : parseLine(BackupLine, line);
    first = false;
    if (parsed !== null && 'sha256' in parsed) {
      const sameCounts = Object.entries(counts).every(([table, count]) => (parsed.rows[table] ?? 0) === count);
      if (!sameCounts || parsed.sha256 !== hash.digest('hex')) throw damaged('what it holds is not what was written');
      ended = true;
      continue;
    }
    hash.update(line).update('\n');
    if (parsed === null) continue;
    const { table, row } = parsed;
    if (!isKept(table)) throw damaged('it has a table that there is not');
    if (waiting !== null && (waiting.table !== table || waiting.rows.length >= ROWS)) {
      await insert(tx, waiting.table, waiting.rows);
      waiting = null;
    }
    waiting ??= { table, rows: [] };
    waiting.rows.push(row);
    counts[table]!++;
  }
  if (!ended) throw damaged('it breaks off');
  if (waiting !== null) await insert(tx, waiting.table, waiting.rows);
  return counts;
}

async function insert(tx: Kysely<Tables>, table: KeptTable, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0]!);
  try {
    for (const chunk of chunks(rows, columns.length)) {
      const values = sql.join(chunk.map((row) => sql`(${sql.join(columns.map((column) => row[column] ?? null))})`));
      const names = sql.join(columns.map((column) => sql.ref(column)));
      await sql`insert into ${sql.table(table)} (${names}) values ${values}`.execute(tx);
    }
  } catch (error) {
    // Rows that do not fit their table: a file that nobody's backup wrote.
    const { code } = toRecordsError(error);
    throw code === 'INTERNAL' && systemCodeOf(error) !== '40001' ? damaged('a row does not fit its table') : error;
  }
}
