// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { sql } from 'kysely';
import type { Collection, StoredObject } from '../model.ts';
import { fromMicros } from '../wire/timestamps.ts';
import type { CollectionStore, ObjectPage, PageRequest } from './collection-store.ts';
import { all, asksForCurrent, type Condition, conditionsOf, isIn } from './conditions.store.ts';
import { type TaxiiDatabase, toInteger } from './database.ts';
import { viewOf } from './labels.store.ts';
import { after, from, type Place, rangesOf, windowsOf } from './ranges.store.ts';

/** Rows of one statement: bodies may be long, so as many as probably fit what is left of the page. */
const FEWEST = 16;
const MOST = 512;

/** Reading objects. */
export function readStore(database: TaxiiDatabase): Pick<CollectionStore, 'page' | 'has'> {
  const { db } = database;
  return {
    page: (request) => page(database, request),
    async has(collection, id, isVisible) {
      const found = await find(database, collection);
      const view = await viewOf(db, found.key, isVisible);
      const row = await db
        .selectFrom('taxii_objects as o')
        .select('o.seq')
        .where('o.collection', '=', found.key)
        .where('o.id', '=', id)
        .where(isIn('o.label', view.labels))
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}

/** @throws AppError NOT_FOUND */
export async function find({ db }: TaxiiDatabase, { id }: Collection): Promise<{ key: number; last: number }> {
  const row = await db.selectFrom('taxii_collections').select(['key', 'last_added']).where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new AppError('NOT_FOUND', 'there is no such collection');
  return { key: toInteger(row.key), last: toInteger(row.last_added) };
}

async function page(database: TaxiiDatabase, request: PageRequest): Promise<ObjectPage> {
  // In this order: whatever was added up to `last` has its label in the view, so that a label which comes up meanwhile
  // neither shows anything nor makes the page pass something over.
  const { key, last } = await find(database, request.collection);
  const view = await viewOf(database.db, key, request.isVisible);
  const conditions = conditionsOf(request, key, view);
  const current = asksForCurrent(request, view);
  const objects: StoredObject[] = [];
  let place = startOf(request);
  let size = 0;
  const upTo = { added: last, seq: Number.MAX_SAFE_INTEGER };
  for await (const until of windowsOf(database, { key, request, current, place, upTo })) {
    for (;;) {
      const average = objects.length === 0 ? request.maxSize / FEWEST : Math.max(1, size / objects.length);
      const fits = Math.ceil((request.maxSize - size) / average);
      const wanted = Math.min(request.limit + 1 - objects.length, MOST, Math.max(FEWEST, fits));
      const rows = await read(database, request, { key, conditions, current, place, until, wanted });
      for (const row of rows) {
        const full = objects.length === request.limit || (objects.length > 0 && size + row.body.length > request.maxSize);
        if (full) return { objects, more: true };
        objects.push(row);
        size += row.body.length;
      }
      if (rows.length < wanted) break;
      place = rows.at(-1)!;
    }
    place = until;
  }
  return { objects, more: false };
}

function startOf({ after, addedAfter }: PageRequest): Place {
  const start = { added: addedAfter ?? Number.MIN_SAFE_INTEGER, seq: Number.MAX_SAFE_INTEGER };
  return after !== null && after.added >= start.added ? after : start;
}

interface Reading {
  readonly key: number;
  readonly conditions: readonly Condition[];
  readonly current: boolean;
  readonly place: Place;
  readonly until: Place;
  readonly wanted: number;
}

/** The next rows after a place, in order. */
async function read({ db, dialect }: TaxiiDatabase, request: PageRequest, reading: Reading): Promise<StoredObject[]> {
  const { key, conditions, current, place, until, wanted } = reading;
  const body = request.bodies ? sql.ref('o.body') : sql`''`;
  const { ranges, filters, few, index } = rangesOf(request, current);
  // Little is found by its id: sorting that is cheaper than walking along the collection, which the planner might prefer.
  const order = few ? sql`o.added + 0, o.seq + 0` : sql`o.added, o.seq`;
  const selects = ranges.map(
    (range) => sql`
      select o.seq, o.added, o.id, o.spec, o.version, ${body} as body ${from(dialect, index)}
      where o.collection = ${key} and ${range} and ${after(place)} and ${sql`(o.added, o.seq) <= (${until.added}, ${until.seq})`}
        and ${all([...filters, ...conditions])}
      order by ${order} limit ${wanted}`,
  );
  const statement =
    selects.length === 1
      ? selects[0]!
      : sql`select * from (${sql.join(
          selects.map((one) => sql`select * from (${one}) as part`),
          sql` union all `,
        )}) as parts order by added, seq limit ${wanted}`;
  const { rows } = await (statement as ReturnType<typeof sql<StoredObject>>).execute(db);
  return rows.map(({ id, spec, version, body, ...row }) => {
    const added = toInteger(row.added);
    return { id, spec, version: version === '' ? fromMicros(added) : version, added, seq: toInteger(row.seq), body };
  });
}
