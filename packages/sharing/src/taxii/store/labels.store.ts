// SPDX-License-Identifier: Apache-2.0
import type { Kysely } from 'kysely';
import { type TaxiiTransaction, toInteger } from './database.ts';
import type { TaxiiTables } from './tables.ts';

/** What of a collection somebody sees. */
export interface View {
  /** Keys of the labels that are shown. */
  readonly labels: readonly number[];
  /** Is that every label which the collection has? */
  readonly whole: boolean;
}

/** Asks for every label of a collection whether it is shown. */
export async function viewOf(db: Kysely<TaxiiTables>, collection: number, isVisible: (label: string) => boolean): Promise<View> {
  const rows = await db.selectFrom('taxii_labels').select(['key', 'label']).where('collection', '=', collection).execute();
  const labels = rows.filter(({ label }) => isVisible(label)).map(({ key }) => toInteger(key));
  return { labels, whole: labels.length === rows.length };
}

/** Keys of labels, made where the collection does not have them yet. Its row is locked. */
export async function keysOfLabels(
  tx: TaxiiTransaction,
  collection: number,
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, number>> {
  const keys = new Map<string, number>();
  for (const label of wanted) {
    const found = await tx
      .selectFrom('taxii_labels')
      .select('key')
      .where('collection', '=', collection)
      .where('label', '=', label)
      .executeTakeFirst();
    const made =
      found ?? (await tx.insertInto('taxii_labels').values({ collection, label }).returning('key').executeTakeFirstOrThrow());
    keys.set(label, toInteger(made.key));
  }
  return keys;
}
