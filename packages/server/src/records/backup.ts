// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { AppError, systemCodeOf, toAppError } from '@stillwatch/core';
import { type Kysely, sql } from 'kysely';
import type { Clock } from '../parts.ts';
import { BACKUP_VERSION, type BackupEnd, type BackupHeader, KEPT_TABLES, type KeptTable } from './backup-format.ts';
import { type Database, openDatabase, type RecordsPlace } from './database.ts';
import { toRecordsError } from './database-errors.ts';
import { RECORDS_VERSION, versionOf } from './migrations.ts';
import type { Tables } from './tables.ts';

/** Rows that are read at once; a campaign's may have megabytes. */
const ROWS = 200;

/**
 * Writes all records as they are at one moment into a file (0600), while the node goes on. The file is there whole or
 * not at all.
 * @returns rows per table.
 * @throws AppError OUTPUT_UNWRITABLE (also where the file is there already), DATA_VERSION, RECORDS_UNAVAILABLE, DISK_FULL
 */
export async function backupRecords(
  { url, folder, clock }: RecordsPlace & { clock: Clock },
  file: string,
): Promise<Readonly<Record<string, number>>> {
  if (existsSync(file)) throw new AppError('OUTPUT_UNWRITABLE', 'the file of the backup is there already', { place: { file } });
  const database = openDatabase({ url, folder }, { readOnly: true });
  const part = `${file}.part`;
  try {
    return await writeFile(part, file, (write) => snapshot(database, (tx) => writeRows(tx, clock.now(), write)));
  } catch (error) {
    await rm(part, { force: true });
    throw error instanceof AppError ? error : toRecordsError(error);
  } finally {
    await database.close();
  }
}

async function writeFile<T>(part: string, file: string, work: (write: Write) => Promise<T>): Promise<T> {
  try {
    const handle = await open(part, 'w', 0o600);
    let result: T;
    try {
      result = await work((text) => handle.appendFile(text));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
    return result;
  } catch (error) {
    throw outputError(error, file);
  }
}

type Write = (text: string) => Promise<void>;

function outputError(error: unknown, file: string): unknown {
  const { code } = toAppError(error);
  if (!['EACCES', 'EPERM', 'EISDIR', 'ENOENT', 'ENOTDIR', 'EROFS'].includes(systemCodeOf(error))) return error;
  return new AppError('OUTPUT_UNWRITABLE', `the backup cannot be written (${code})`, { place: { file }, cause: error });
}

/** One moment of the whole database; SQLite's readers see that in any transaction. */
function snapshot<T>({ db, dialect }: Database, work: (tx: Kysely<Tables>) => Promise<T>): Promise<T> {
  const transaction = db.transaction();
  if (dialect === 'sqlite') return transaction.execute(work);
  return transaction.setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);
}

async function writeRows(tx: Kysely<Tables>, now: number, write: Write): Promise<Record<string, number>> {
  const version = await versionOf(tx);
  if (version !== RECORDS_VERSION) {
    throw new AppError('DATA_VERSION', `the records are of version ${version}, this Stillwatch writes ${RECORDS_VERSION}`);
  }
  const hash = createHash('sha256');
  const put = async (lines: readonly object[]): Promise<void> => {
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    hash.update(text);
    await write(text);
  };
  const at = new Date(now).toISOString();
  await put([{ format: 'stillwatch-records', version: BACKUP_VERSION, records: version, at } satisfies BackupHeader]);
  const rows: Record<string, number> = {};
  for (const table of Object.keys(KEPT_TABLES) as KeptTable[]) {
    rows[table] = 0;
    for await (const chunk of readTable(tx, table)) {
      rows[table] += chunk.length;
      await put(chunk.map((row) => ({ table, row })));
    }
  }
  await write(`${JSON.stringify({ rows, sha256: hash.digest('hex') } satisfies BackupEnd)}\n`);
  return rows;
}

async function* readTable(tx: Kysely<Tables>, table: KeptTable): AsyncGenerator<Record<string, unknown>[]> {
  const columns = KEPT_TABLES[table];
  const key = sql.join(columns.map((column) => sql.ref(column)));
  for (let last: Record<string, unknown> | undefined; ; ) {
    const from = last;
    const where = from === undefined ? sql`1 = 1` : sql`(${key}) > (${sql.join(columns.map((column) => from[column]))})`;
    const query = sql<Record<string, unknown>>`select * from ${sql.table(table)} where ${where} order by ${key} limit ${ROWS}`;
    const { rows } = await query.execute(tx);
    if (rows.length > 0) yield rows;
    if (rows.length < ROWS) return;
    last = rows.at(-1)!;
  }
}
