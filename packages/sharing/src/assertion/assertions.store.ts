// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { Insertable, Kysely, Selectable, Transaction } from 'kysely';
import { type Assertion, AssertionSchema } from './assertion.ts';
import { isWithdrawal, versionOf } from './standing.ts';
import type { AssertionTables } from './tables.ts';

/** What the store is made with: the server's database, of which it uses its own tables only. */
export interface AssertionDatabase {
  readonly db: Kysely<AssertionTables>;
  /** One serialisable transaction, run again where it collided with another. */
  transact<T>(work: (tx: Transaction<AssertionTables>) => Promise<T>): Promise<T>;
}

export interface AssertionFilter {
  readonly source?: string;
  readonly type?: string;
}

/** Assertions as they came, in the order in which they were added. Who may read them is not its business: see `project`. */
export interface AssertionStore {
  /**
   * Adds verified assertions, all or none. One that is there stays as it is, with the fewer hops of the two; a version
   * that has expired here before is not taken again.
   * @returns ids that were new.
   */
  add(assertions: readonly Assertion[], receivedAt: number): Promise<string[]>;
  get(id: string): Promise<Assertion | null>;
  /** Everything that anybody says of these objects. */
  ofObjects(objectIds: readonly string[]): Promise<Assertion[]>;
  /** In the order of arrival. @param after the `next` of the page before. */
  list(filter: AssertionFilter, page: { limit: number; after?: number }): Promise<{ items: Assertion[]; next: number | null }>;
  /**
   * Removes what has expired and the older versions that it had replaced. Withdrawals stay.
   * @returns ids of what was removed.
   */
  removeExpired(now: number): Promise<string[]>;
}

type NewRow = Insertable<AssertionTables['assertions']>;
/** Rows per statement; twelve parameters each stay far below the limits of both databases. */
const CHUNK = 80;

export function assertionStore({ db, transact }: AssertionDatabase): AssertionStore {
  return {
    add: (assertions, receivedAt) => transact((tx) => add(tx, assertions, receivedAt)),

    async get(id) {
      const row = await db.selectFrom('assertions').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toAssertion(row);
    },

    async ofObjects(objectIds) {
      const found: Assertion[] = [];
      for (const chunk of chunks([...new Set(objectIds)])) {
        const rows = await db.selectFrom('assertions').selectAll().where('object_id', 'in', chunk).orderBy('sequence').execute();
        found.push(...rows.map(toAssertion));
      }
      return found;
    },

    async list({ source, type }, { limit, after = 0 }) {
      if (!Number.isSafeInteger(limit) || limit < 1 || !Number.isSafeInteger(after)) {
        throw new AppError(
          'REQUEST_INVALID',
          'a page of assertions needs a limit of at least 1 and a whole number to go on from',
        );
      }
      let query = db.selectFrom('assertions').selectAll().where('sequence', '>', after);
      if (source !== undefined) query = query.where('source', '=', source);
      if (type !== undefined) query = query.where('object_type', '=', type);
      const rows = await query
        .orderBy('sequence')
        .limit(limit + 1)
        .execute();
      const shown = rows.slice(0, limit);
      return { items: shown.map(toAssertion), next: rows.length > limit ? Number(shown.at(-1)!.sequence) : null };
    },

    removeExpired: (now) => transact((tx) => removeExpired(tx, now)),
  };
}

async function add(tx: Transaction<AssertionTables>, assertions: readonly Assertion[], receivedAt: number): Promise<string[]> {
  const byId = new Map(assertions.map((one) => [one.id, one]));
  const fresh: NewRow[] = [];
  const newest = await tx.selectFrom('assertions').select('sequence').orderBy('sequence', 'desc').limit(1).executeTakeFirst();
  let sequence = Number(newest?.sequence ?? 0);
  for (const chunk of chunks([...byId.values()])) {
    const ids = chunk.map(({ id }) => id);
    const rows = await tx.selectFrom('assertions').select(['id', 'hops']).where('id', 'in', ids).execute();
    const known = new Map(rows.map(({ id, hops }) => [id, Number(hops)]));
    const gone = await tx
      .selectFrom('expired_versions')
      .selectAll()
      .where('object_id', 'in', [...new Set(chunk.map(({ object }) => object.id))])
      .execute();
    const floors = new Map(gone.map((row) => [keyOf(row), Number(row.version_at)]));
    for (const one of chunk) {
      const hops = known.get(one.id);
      if (hops !== undefined && one.hops < hops) {
        await tx.updateTable('assertions').set({ hops: one.hops }).where('id', '=', one.id).execute();
      }
      if (hops !== undefined) continue;
      const row = toRow(one, ++sequence, receivedAt);
      const floor = floors.get(keyOf({ ...row, audience: JSON.stringify(row.audience ?? null) }));
      if (row.is_withdrawal === 1 || floor === undefined || row.version_at > floor) fresh.push(row);
    }
  }
  for (const chunk of chunks(fresh)) await tx.insertInto('assertions').values(chunk).execute();
  return fresh.map(({ id }) => id);
}

async function removeExpired(tx: Transaction<AssertionTables>, now: number): Promise<string[]> {
  const expired = await tx
    .selectFrom('assertions')
    .select(['source', 'object_id', 'audience', 'version_at'])
    .where('expires_at', '<=', now)
    .where('is_withdrawal', '=', 0)
    .execute();
  const removed: string[] = [];
  for (const { source, object_id, audience, ...row } of expired) {
    const version_at = Number(row.version_at);
    const rows = await tx
      .deleteFrom('assertions')
      .where('source', '=', source)
      .where('object_id', '=', object_id)
      .where('audience', audience === null ? 'is' : '=', audience)
      .where('version_at', '<=', version_at)
      .where('is_withdrawal', '=', 0)
      .returning('id')
      .execute();
    removed.push(...rows.map(({ id }) => id));
    const key = { source, object_id, audience: JSON.stringify(audience) };
    await tx
      .insertInto('expired_versions')
      .values({ ...key, version_at })
      .onConflict((conflict) =>
        conflict
          .columns(['source', 'object_id', 'audience'])
          .doUpdateSet({ version_at })
          .where('expired_versions.version_at', '<', version_at),
      )
      .execute();
  }
  return removed;
}

function keyOf({ source, object_id, audience }: { source: string; object_id: string; audience: string }): string {
  return JSON.stringify([source, object_id, audience]);
}

function toRow(assertion: Assertion, sequence: number, receivedAt: number): NewRow {
  const { id, object, source, group, hops, ...rest } = assertion;
  const ends = [rest.expiresAt, object['valid_until']].flatMap((end) => (typeof end === 'string' ? [Date.parse(end)] : []));
  return {
    id,
    sequence,
    object_id: object.id,
    object_type: object.type,
    source,
    audience: group,
    version_at: Math.floor(versionOf(assertion)),
    // An end that cannot be read has come.
    expires_at: ends.length === 0 ? null : Math.min(...ends.map((ms) => (Number.isNaN(ms) ? 0 : Math.floor(ms)))),
    is_withdrawal: isWithdrawal(assertion) ? 1 : 0,
    received_at: receivedAt,
    hops,
    body: JSON.stringify({ object, source, group, ...rest }),
  };
}

/** @throws AppError RECORDS_CORRUPT */
function toAssertion({ id, hops, body }: Selectable<AssertionTables['assertions']>): Assertion {
  let value: unknown;
  try {
    value = { ...(JSON.parse(body) as object), id, hops: Number(hops) };
  } catch {
    throw new AppError('RECORDS_CORRUPT', `the assertion ${id} is not JSON any more`);
  }
  const parsed = AssertionSchema.safeParse(value);
  if (!parsed.success)
    throw new AppError('RECORDS_CORRUPT', `the assertion ${id} does not have the shape that it was written with`);
  return parsed.data;
}

function* chunks<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < rows.length; i += CHUNK) yield rows.slice(i, i + CHUNK);
}
