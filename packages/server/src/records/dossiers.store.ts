// SPDX-License-Identifier: Apache-2.0
import { Dossier, DossierFile, WithheldFile } from '@stillwatch/core/api';
import { z } from 'zod';
import type { DossierRecord, DossierStore } from '../parts.ts';
import { fromJson, toMs } from './columns.ts';
import type { StoreContext } from './database.ts';
import { after, inOrder, newestFirst, toPage } from './paging.ts';
import type { Tables } from './tables.ts';

const DOSSIERS = newestFirst('dossiers');
const Kept = z.strictObject({
  dossier: Dossier.omit({ held: true }),
  included: z.array(DossierFile),
  withheld: z.array(WithheldFile),
});
const Subjects = z.array(z.string());

function toRecord(row: Tables['dossiers']): DossierRecord {
  return { ...fromJson(Kept, row.dossier), subjects: fromJson(Subjects, row.subjects), retainUntil: row.retain_until };
}

/** Dossiers that were built; their files lie in the data folder. */
export function dossierStore({ database: { db } }: StoreContext): DossierStore {
  return {
    async put({ subjects, retainUntil, ...kept }) {
      const { id, campaign, at, state } = kept.dossier;
      const row = {
        id,
        campaign,
        at: toMs(at),
        state,
        dossier: JSON.stringify(kept),
        subjects: JSON.stringify(subjects),
        retain_until: retainUntil,
      };
      await db
        .insertInto('dossiers')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },
    async get(id) {
      const row = await db.selectFrom('dossiers').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toRecord(row);
    },
    async list({ campaign }, page) {
      let query = db.selectFrom('dossiers').selectAll().where(after(DOSSIERS, page));
      if (campaign !== undefined) query = query.where('campaign', '=', campaign);
      const rows = await query
        .orderBy(inOrder(DOSSIERS))
        .limit(page.limit + 1)
        .execute();
      return toPage(DOSSIERS, rows, page.limit, toRecord);
    },
    async about(subject) {
      // Pseudonyms are hex and dashes: one that is quoted is one that is listed.
      const query = db.selectFrom('dossiers').selectAll().where('state', '!=', 'deleted');
      const rows = await query.where('subjects', 'like', `%"${subject}"%`).execute();
      return rows.map(toRecord).filter(({ subjects }) => subjects.includes(subject));
    },
    async overdue(now) {
      const rows = await db
        .selectFrom('dossiers')
        .selectAll()
        .where('retain_until', '<=', now)
        .where('state', '!=', 'deleted')
        .execute();
      return rows.map(toRecord);
    },
  };
}
