// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AT, sampleHunt, sampleUpdate, testClock } from './contract/samples.fixture.ts';
import { openDatabase } from './database.ts';
import { openRecords } from './open.ts';
import { sqliteFile } from './sqlite.ts';

let folder: string;
const clock = testClock();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillwatch-sqlite-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('makes its files for their owner only', async () => {
  const inside = join(folder, 'made', 'for', 'it');
  const records = await openRecords({ url: null, folder: inside, clock });
  await records.values.set('a', 'b');
  expect(readdirSync(inside).sort()).toEqual(['records.sqlite', 'records.sqlite-shm', 'records.sqlite-wal']);
  for (const name of readdirSync(inside)) expect(statSync(join(inside, name)).mode & 0o777, name).toBe(0o600);
  expect(statSync(inside).mode & 0o777).toBe(0o700);
  await records.close();
});

it('syncs every commit, checks references, and lets readers and one writer go on together', async () => {
  for (const readOnly of [false, true]) {
    const { db, close } = openDatabase({ url: null, folder }, { readOnly });
    const value = async (name: string): Promise<unknown> => {
      const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(db);
      return Object.values(rows[0]!)[0];
    };
    expect(await value('journal_mode')).toBe('wal');
    expect(await value('synchronous')).toBe(2);
    expect(await value('foreign_keys')).toBe(1);
    expect(await value('recursive_triggers')).toBe(1);
    expect(await value('busy_timeout')).toBeGreaterThan(0);
    await close();
  }
});

it('has strict tables only', async () => {
  await (await openRecords({ url: null, folder, clock })).close();
  const { db, close } = openDatabase({ url: null, folder });
  const { rows } = await sql<{
    name: string;
    strict: number;
  }>`select name, strict from pragma_table_list where schema = 'main'`.execute(db);
  const loose = rows.filter(({ name, strict }) => strict === 0 && !name.startsWith('sqlite_'));
  expect(rows.length).toBeGreaterThan(15);
  expect(loose).toEqual([]);
  await close();
});

it('says that a file is not one of SQLite, or is damaged', async () => {
  writeFileSync(sqliteFile(folder), 'this is no database, and long enough to be looked at\n'.repeat(100));
  await expect(openRecords({ url: null, folder, clock })).rejects.toThrowWithCode('RECORDS_CORRUPT');
});

it('takes no URL but one of PostgreSQL', async () => {
  for (const url of ['', 'mysql://host/x', 'postgres:/x', 'postgres://[x/y']) {
    await expect(openRecords({ url, folder, clock })).rejects.toThrowWithCode('CONFIG_INVALID');
  }
});

it('says that a folder cannot be used', async () => {
  writeFileSync(join(folder, 'file'), '');
  await expect(openRecords({ url: null, folder: join(folder, 'file'), clock })).rejects.toThrowWithCode('RECORDS_UNAVAILABLE');
});

it('waits for another writer without holding up the process', async () => {
  const records = await openRecords({ url: null, folder, clock });
  const other = openDatabase({ url: null, folder });
  let done = false;
  let turns = 0;
  await other.transact(async (tx) => {
    await tx.insertInto('node_values').values({ name: 'theirs', value: '1' }).execute();
    const writing = records.audit.add({ at: AT, by: 'ada', action: 'x', object: 'x', reason: null, requestId: 'r' });
    void writing.then(() => {
      done = true;
    });
    // The other's transaction goes on in this very process.
    for (; turns < 20; turns++) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(done).toBe(false);
  });
  expect((await records.audit.list({}, { limit: 1 })).items).toHaveLength(1);
  expect(await records.values.get('theirs')).toBe('1');
  await other.close();
  await records.close();
});

it('lets other things happen in the middle of a large transaction', async () => {
  const records = await openRecords({ url: null, folder, clock });
  const accounts = Array.from({ length: 5_000 }, (_, i) => `account-${i}`);
  let turns = 0;
  const ticking = setInterval(() => turns++, 1);
  await records.campaigns.apply(sampleHunt('h'), [sampleUpdate('c', { accounts })]);
  clearInterval(ticking);
  expect(turns).toBeGreaterThan(2);
  await records.close();
});
