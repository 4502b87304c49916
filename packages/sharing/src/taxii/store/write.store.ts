// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { sql } from 'kysely';
import type { Collection, NewObject } from '../model.ts';
import { fromMicros } from '../wire/timestamps.ts';
import type { AddOutcome, CollectionStore } from './collection-store.ts';
import { inChunks, integer, type TaxiiDatabase, type TaxiiTransaction, toInteger } from './database.ts';
import { keysOfLabels } from './labels.store.ts';
import { keyOf } from './versions.ts';
import { settleCurrent, type Version, versionsOf } from './versions.store.ts';

/** So many objects are taken in one transaction: readers have a turn in between. */
const BATCH = 1_000;
const COLUMNS = 10;

interface NewVersion extends Version {
  readonly seq: null;
  readonly object: NewObject;
}

/** Taking objects in. */
export function writeStore({ db }: TaxiiDatabase): Pick<CollectionStore, 'add' | 'load'> {
  return {
    async add(collection, objects, now) {
      const outcomes: AddOutcome[] = [];
      for (let i = 0; i < objects.length; i += BATCH) {
        const batch = objects.slice(i, i + BATCH);
        outcomes.push(
          ...(await db.transaction().execute(async (tx) => {
            const { key, first } = await reserve(tx, collection, batch.length, now);
            return write(tx, key, batch, (n) => first + n);
          })),
        );
      }
      return outcomes;
    },
    async load(collection, objects) {
      let taken = 0;
      for (let i = 0; i < objects.length; i += BATCH) {
        const batch = objects.slice(i, i + BATCH);
        const last = batch.reduce((last, { added }) => Math.max(last, added), 0);
        const outcomes = await db.transaction().execute(async (tx) => {
          // What is added later is later than everything that was loaded.
          const { key } = await reserve(tx, collection, 1, last);
          return write(tx, key, batch, (n) => batch[n]!.added);
        });
        taken += outcomes.filter(({ isNew }) => isNew).length;
      }
      return taken;
    },
  };
}

/**
 * Locks a collection until the transaction ends, so that what is read of it never has an earlier `date_added` than what
 * was read before, and gives out as many as are needed: now, or after the last one where the clock stands or goes back.
 */
async function reserve(
  tx: TaxiiTransaction,
  { id }: Collection,
  count: number,
  now: number,
): Promise<{ key: number; first: number }> {
  const row = await tx
    .updateTable('taxii_collections')
    .set({
      last_added: sql<number>`case when last_added >= ${integer(now)} then last_added else ${integer(now - 1)} end + ${integer(count)}`,
    })
    .where('id', '=', id)
    .returning(['key', 'last_added'])
    .executeTakeFirst();
  if (row === undefined) throw new AppError('NOT_FOUND', 'there is no such collection');
  return { key: toInteger(row.key), first: toInteger(row.last_added) - count + 1 };
}

async function write(
  tx: TaxiiTransaction,
  collection: number,
  objects: readonly NewObject[],
  addedOf: (n: number) => number,
): Promise<AddOutcome[]> {
  const versions = await versionsOf(tx, collection, [...new Set(objects.map(({ id }) => id))]);
  const fresh: NewVersion[] = [];
  const outcomes = objects.map((object, n): AddOutcome => {
    const version_key = keyOf(object.version);
    const known = versions.get(object.id) ?? [];
    versions.set(object.id, known);
    const found = known.find((one) => one.version_key === version_key && (one.spec === object.spec || version_key === ''));
    if (found !== undefined) return { id: object.id, version: found.version || fromMicros(found.added), isNew: false };
    const made = {
      seq: null,
      spec: object.spec,
      version_key,
      added: addedOf(n),
      version: object.version ?? '',
      current: 0,
      object,
    };
    fresh.push(made);
    known.push(made);
    return { id: object.id, version: made.version || fromMicros(made.added), isNew: true };
  });
  await settleCurrent(tx, new Set(fresh.map(({ object }) => object.id)), versions);
  const labels = await keysOfLabels(tx, collection, new Set(fresh.map(({ object }) => object.label)));
  for (const chunk of inChunks(fresh, COLUMNS)) {
    const rows = chunk.map(({ object, spec, version_key, version, added, current }) => ({
      collection,
      id: object.id,
      type: object.type,
      spec,
      version_key,
      version,
      added,
      current,
      label: labels.get(object.label)!,
      body: object.body,
    }));
    await tx.insertInto('taxii_objects').values(rows).execute();
  }
  return outcomes;
}
