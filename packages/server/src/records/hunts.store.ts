// SPDX-License-Identifier: Apache-2.0
import { HuntReportSchema } from '@stillwatch/core';
import { Hunt } from '@stillwatch/core/api';
import type { HuntRecord, HuntStore } from '../parts.ts';
import { fromJson, toMs } from './columns.ts';
import type { StoreContext } from './database.ts';
import { after, inOrder, timed, toPage } from './paging.ts';
import type { Tables } from './tables.ts';

const HuntColumn = Hunt.extend({
  summary: HuntReportSchema.pick({
    calibration: true,
    explained: true,
    thresholds: true,
    read: true,
    accounts: true,
  }).nullable(),
});

const NEWEST = timed<Tables['hunts']>('hunts', 'started_at', 'desc', (row) => row.started_at);

export function toHuntRow(hunt: HuntRecord): Tables['hunts'] {
  return { id: hunt.id, started_at: toMs(hunt.startedAt), hunt: JSON.stringify(hunt) };
}

function toHunt({ hunt }: { hunt: string }): HuntRecord {
  return fromJson(HuntColumn, hunt);
}

/** Hunts by when they began, whatever became of them. */
export function huntStore({ database: { db } }: StoreContext): HuntStore {
  return {
    async put(hunt) {
      const row = toHuntRow(hunt);
      await db
        .insertInto('hunts')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },
    async get(id) {
      const row = await db.selectFrom('hunts').select('hunt').where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toHunt(row);
    },
    async latest() {
      const row = await db.selectFrom('hunts').select('hunt').orderBy(inOrder(NEWEST)).limit(1).executeTakeFirst();
      return row === undefined ? null : toHunt(row);
    },
    async list(page) {
      const rows = await db
        .selectFrom('hunts')
        .selectAll()
        .where(after(NEWEST, page))
        .orderBy(inOrder(NEWEST))
        .limit(page.limit + 1)
        .execute();
      return toPage(NEWEST, rows, page.limit, toHunt);
    },
  };
}
