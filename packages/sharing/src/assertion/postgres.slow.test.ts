// SPDX-License-Identifier: Apache-2.0
import { type Kysely, sql, type Transaction } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { matchLedger, type MatchTables, matchTables } from '../matching/ledger.store.ts';
import { findPostgres, type PostgresCollections, type PostgresServer, startPostgres } from '../taxii/store/postgres.fixture.ts';
import { assertionContract } from './assertions.contract.fixture.ts';
import type { AssertionTables } from './tables.ts';
import { assertionTables } from './tables.ts';

const bin = findPostgres();

describe.skipIf(bin === null)('in PostgreSQL (skipped where /usr/lib/postgresql has none)', () => {
  let server: PostgresServer;
  let opened: PostgresCollections;

  beforeAll(async () => {
    server = await startPostgres(bin!);
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    opened = await server.collections();
    for (const statement of [...assertionTables('postgres'), ...matchTables('postgres')])
      await sql.raw(statement).execute(opened.db);
  });
  afterEach(() => opened.close());

  /** The same database, seen as having other tables. */
  const as = <T>() => {
    const db = opened.db as unknown as Kysely<T>;
    const transact = <R>(work: (tx: Transaction<T>) => Promise<R>): Promise<R> =>
      db.transaction().setIsolationLevel('serializable').execute(work);
    return { db, transact };
  };

  describe('assertions', () => assertionContract(() => as<AssertionTables>()));

  it('the ledger of private matching keeps to its budget', async () => {
    const ledger = matchLedger(as<MatchTables>());
    const budget = { perEpoch: 30, perMinute: 20 };
    const ask = (batch: number, at: number) =>
      ledger.spend({ peer: 'b', epoch: 'e', kind: 'account', session: 's', batch, elements: 10, at }, budget);
    const outcomes = [
      await ask(0, 0),
      await ask(0, 1),
      await ask(1, 2),
      await ask(2, 3),
      await ask(2, 70_000),
      await ask(3, 999_999),
    ];
    expect(outcomes).toEqual(['spent', 'replayed', 'spent', 'too-fast', 'spent', 'over-budget']);
    expect((await ledger.queries({}, 9)).map(({ batch, at }) => [batch, at])).toEqual([
      [2, 70_000],
      [1, 2],
      [0, 0],
    ]);
  });
});
