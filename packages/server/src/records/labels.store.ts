// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { Label, LabelStore } from '../parts.ts';
import { fromColumn } from './columns.ts';
import type { StoreContext } from './database.ts';
import type { Tables } from './tables.ts';

const LabelName = z.enum(['benign', 'malicious']);

function toLabel({ account, label, actor, at, reason }: Tables['labels']): Label {
  return { account, label: fromColumn(LabelName, label), by: actor, at, reason };
}

/** What people call accounts; the newest word counts. */
export function labelStore({ database: { db } }: StoreContext): LabelStore {
  return {
    async set({ account, label, by, at, reason }) {
      const row = { account, label, actor: by, at, reason };
      await db
        .insertInto('labels')
        .values(row)
        .onConflict((conflict) => conflict.column('account').doUpdateSet(row))
        .execute();
    },
    async get(account) {
      const row = await db.selectFrom('labels').selectAll().where('account', '=', account).executeTakeFirst();
      return row === undefined ? null : toLabel(row);
    },
    async all() {
      const rows = await db.selectFrom('labels').selectAll().orderBy('account').execute();
      return rows.map(toLabel);
    },
  };
}
