// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { RECORDS_VERSION, versionOf } from '../migrations.ts';
import { openRecords } from '../open.ts';
import { AT, type Harness } from './samples.fixture.ts';

export function openingContract(given: () => Harness): void {
  it('makes the tables once, also where several open at once', async () => {
    const { clock } = given();
    const place = await given().emptyPlace();
    const opened = await Promise.all(Array.from({ length: 4 }, () => openRecords({ ...place, clock })));
    await Promise.all(opened.map((records) => records.ping()));
    await Promise.all(opened.map((records) => records.close()));
    const { db, close } = openDatabase(place);
    try {
      expect(await versionOf(db)).toBe(RECORDS_VERSION);
      const made = await db.selectFrom('migrations').select(['version', 'at']).orderBy('version').execute();
      expect(made).toEqual(Array.from({ length: RECORDS_VERSION }, (_, i) => ({ version: i + 1, at: clock.ms })));
    } finally {
      await close();
    }
  });

  it('leaves records of a newer version alone', async () => {
    const { clock, place } = given();
    const { db, close } = openDatabase(place);
    try {
      await db
        .insertInto('migrations')
        .values({ version: RECORDS_VERSION + 1, name: 'next', at: 0 })
        .execute();
    } finally {
      await close();
    }
    await expect(openRecords({ ...place, clock })).rejects.toThrowWithCode('DATA_VERSION');
  });

  it('refuses to change or remove what is in the audit trail', async () => {
    const { place, records } = given();
    const entry = await records.audit.add({ at: AT, by: 'ada', action: 'x', object: 'x', reason: null, requestId: 'r' });
    const { db, dialect, close } = openDatabase(place);
    const statements = [
      sql`update audit set actor = 'eve'`,
      sql`delete from audit`,
      dialect === 'sqlite' ? sql`insert or replace into audit select * from audit` : sql`truncate audit`,
    ];
    try {
      for (const statement of statements) await expect(statement.execute(db)).rejects.toThrow('append-only');
    } finally {
      await close();
    }
    expect(await records.audit.list({}, { limit: 10 })).toEqual({ items: [entry], next: null });
  });

  it('runs transactions as if one after another, also over several connections', async () => {
    const { place, records } = given();
    const databases = [openDatabase(place), openDatabase(place)];
    await records.values.set('count', '0');
    const addOne = (i: number): Promise<void> =>
      databases[i % 2]!.transact(async (tx) => {
        const { value } = await tx
          .selectFrom('node_values')
          .select('value')
          .where('name', '=', 'count')
          .executeTakeFirstOrThrow();
        await tx
          .updateTable('node_values')
          .set({ value: String(Number(value) + 1) })
          .where('name', '=', 'count')
          .execute();
      });
    try {
      await Promise.all(Array.from({ length: 10 }, (_, i) => addOne(i)));
    } finally {
      await Promise.all(databases.map(({ close }) => close()));
    }
    expect(await records.values.get('count')).toBe('10');
  });

  it('says so when it was closed, and when a row is not what it should be', async () => {
    const { place, records } = given();
    await records.people.addUser({ name: 'Ada', email: null, roles: [] });
    const { db, close } = openDatabase(place);
    await db.updateTable('users').set({ roles: '["owner"]' }).execute();
    await close();
    await expect(records.people.users({ limit: 1 })).rejects.toThrowWithCode('RECORDS_CORRUPT');
    await expect(records.hunts.get(undefined as unknown as string)).rejects.toThrowWithCode('INTERNAL');
    await records.close();
    await expect(records.ping()).rejects.toThrowWithCode('RECORDS_UNAVAILABLE');
    await expect(records.hunts.latest()).rejects.toThrowWithCode('RECORDS_UNAVAILABLE');
  });
}
