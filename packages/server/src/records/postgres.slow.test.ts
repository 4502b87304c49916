// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Records } from '../parts.ts';
import { backupRecords } from './backup.ts';
import { answersOf, fillRecords } from './contract/backup.fixture.ts';
import { type Harness, testClock } from './contract/samples.fixture.ts';
import { openDatabase } from './database.ts';
import { toRecordsError } from './database-errors.ts';
import { openRecords } from './open.ts';
import { findPostgres, type PostgresServer, startPostgres } from './postgres.fixture.ts';
import { recordsContract } from './records.contract.fixture.ts';
import { restoreRecords } from './restore.ts';

const bin = findPostgres();

describe.skipIf(bin === null)('records in PostgreSQL (skipped where /usr/lib/postgresql has none)', () => {
  let server: PostgresServer;
  let harness: Harness;

  beforeAll(async () => {
    server = await startPostgres(bin!);
  });
  afterAll(async () => {
    await server.stop();
  });

  beforeEach(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stillwatch-records-'));
    const clock = testClock();
    const emptyPlace = async () => ({ url: await server.database(), folder });
    const place = await emptyPlace();
    const open = (): Promise<Records> => openRecords({ ...place, clock });
    harness = { place, clock, records: await open(), again: open, emptyPlace, folder };
  });
  afterEach(async () => {
    await harness.records.close();
    rmSync(harness.folder, { recursive: true });
  });

  recordsContract(() => harness);

  it('moves records from SQLite to PostgreSQL and back', async () => {
    const { clock, folder } = harness;
    const small = { url: null, folder: join(folder, 'small'), clock };
    const before = await openRecords(small);
    await fillRecords(before);
    const expected = await answersOf(before);
    await before.close();
    const shared = { ...(await harness.emptyPlace()), clock };
    await backupRecords(small, join(folder, 'there.jsonl'));
    await restoreRecords(join(folder, 'there.jsonl'), shared);
    await backupRecords(shared, join(folder, 'back.jsonl'));
    const back = { ...small, folder: join(folder, 'back') };
    await restoreRecords(join(folder, 'back.jsonl'), back);
    for (const place of [shared, back]) {
      const records = await openRecords(place);
      expect(await answersOf(records)).toEqual(expected);
      await records.close();
    }
  });

  it('survives a connection that is lost in the middle of a transaction', async () => {
    const { db, transact, close } = openDatabase(harness.place);
    const lost = transact(async (tx) => {
      await tx.insertInto('node_values').values({ name: 'half', value: '1' }).execute();
      await server.admin(`select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction'`);
      // Long enough that the end of the connection is seen while nothing is asked.
      await sleep(200);
      await tx.insertInto('node_values').values({ name: 'whole', value: '1' }).execute();
    });
    const error: unknown = await lost.catch((error: unknown) => toRecordsError(error));
    expect(error).toThrowWithCode('RECORDS_UNAVAILABLE');
    expect(await db.selectFrom('node_values').selectAll().execute()).toEqual([]);
    await close();
  });

  it('says that it cannot be reached, and works again when it can', async () => {
    const { records } = harness;
    await server.admin(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'stillwatch'`);
    const until = Date.now() + 10_000;
    let answered = false;
    while (!answered && Date.now() < until) {
      answered = await records.ping().then(
        () => true,
        (error: unknown) => {
          expect(error).toThrowWithCode('RECORDS_UNAVAILABLE');
          return false;
        },
      );
    }
    expect(answered).toBe(true);
    const nowhere = { url: 'postgres://postgres@127.0.0.1:1/x', folder: harness.folder, clock: harness.clock };
    await expect(openRecords(nowhere)).rejects.toThrowWithCode('RECORDS_UNAVAILABLE');
  });
});
