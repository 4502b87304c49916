// SPDX-License-Identifier: Apache-2.0
import type { AuditEntry } from '@stillwatch/core/api';
import type { AuditStore } from '../parts.ts';
import { toIso, toMs } from './columns.ts';
import type { StoreContext } from './database.ts';
import { after, inOrder, newestFirst, toPage } from './paging.ts';
import type { Tables } from './tables.ts';

const AUDIT = newestFirst('audit');

function toEntry({ id, at, actor, action, object, reason, request_id }: Tables['audit']): AuditEntry {
  return { id, at: toIso(at), by: actor, action, object, reason, requestId: request_id };
}

/** The audit trail, the newest first. Triggers in the database refuse to change or remove what is in it. */
export function auditStore({ database: { db }, newId }: StoreContext): AuditStore {
  return {
    async add({ at, by, action, object, reason, requestId }) {
      const row = { id: newId(), at: toMs(at), actor: by, action, object, reason, request_id: requestId };
      await db.insertInto('audit').values(row).execute();
      return toEntry(row);
    },
    async list({ by, action }, page) {
      let query = db.selectFrom('audit').selectAll().where(after(AUDIT, page));
      if (by !== undefined) query = query.where('actor', '=', by);
      if (action !== undefined) query = query.where('action', '=', action);
      const rows = await query
        .orderBy(inOrder(AUDIT))
        .limit(page.limit + 1)
        .execute();
      return toPage(AUDIT, rows, page.limit, toEntry);
    },
  };
}
