// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { CollectionStore } from './collection-store.ts';
import { all, any, conditionsOf } from './conditions.store.ts';
import { inChunks, type TaxiiDatabase, toInteger } from './database.ts';
import { viewOf } from './labels.store.ts';
import { rangesOf } from './ranges.store.ts';
import { find } from './read.store.ts';
import { settleCurrent, versionsOf } from './versions.store.ts';

/** Deleting objects. */
export function removeStore(database: TaxiiDatabase): Pick<CollectionStore, 'remove'> {
  return {
    async remove(selection) {
      const { key } = await find(database, selection.collection);
      return database.db.transaction().execute(async (tx) => {
        // Locks the collection, as whoever adds does: which version is current depends on both.
        await tx.updateTable('taxii_collections').set({ last_added: sql<number>`last_added` }).where('key', '=', key).execute();
        const view = await viewOf(tx, key, selection.isVisible);
        const { ranges, filters } = rangesOf(selection, false);
        const where = sql`o.collection = ${key} and ${any(ranges)}`;
        const meant = all([...filters, ...conditionsOf(selection, key, view)]);
        const { rows } = await sql<{ seq: number; id: string }>`
          select o.seq, o.id from taxii_objects o where ${where} and ${meant}`.execute(tx);
        const seqs = rows.map(({ seq }) => toInteger(seq));
        for (const chunk of inChunks(seqs, 1)) await tx.deleteFrom('taxii_objects').where('seq', 'in', chunk).execute();
        const ids = new Set(rows.map(({ id }) => id));
        await settleCurrent(tx, ids, await versionsOf(tx, key, [...ids]));
        return rows.length;
      });
    },
  };
}
