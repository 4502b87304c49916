// SPDX-License-Identifier: Apache-2.0
import { Authorisation } from '@stillwatch/core';
import type { AllowEntry, Suppression } from '@stillwatch/core/api';
import type { ExceptionStore } from '../parts.ts';
import { fromJson, toIso, toMs } from './columns.ts';
import type { StoreContext } from './database.ts';
import { after, inOrder, newestFirst, toPage } from './paging.ts';
import type { Tables } from './tables.ts';

const SUPPRESSIONS = newestFirst('suppressions');
const ALLOWED = newestFirst('allowed');

function toSuppression({ id, campaign, reason, until_at, actor, at }: Tables['suppressions']): Suppression {
  return { id, campaign, reason, until: toIso(until_at), by: actor, at: toIso(at) };
}

function toAllowEntry({ id, entry, reason, actor, at }: Tables['allowed']): AllowEntry {
  return { id, entry: fromJson(Authorisation, entry), reason, by: actor, at: toIso(at) };
}

/** Suppressions and authorisations, the newest first. A suppression that has ended stays listed until it is lifted. */
export function exceptionStore({ database: { db }, newId }: StoreContext): ExceptionStore {
  return {
    async suppressions(page) {
      const rows = await db
        .selectFrom('suppressions')
        .selectAll()
        .where(after(SUPPRESSIONS, page))
        .orderBy(inOrder(SUPPRESSIONS))
        .limit(page.limit + 1)
        .execute();
      return toPage(SUPPRESSIONS, rows, page.limit, toSuppression);
    },
    async suppress({ campaign, reason, until, by, at }) {
      const row = { id: newId(), campaign, reason, until_at: toMs(until), actor: by, at: toMs(at) };
      await db.insertInto('suppressions').values(row).execute();
      return toSuppression(row);
    },
    async unsuppress(id) {
      const { numDeletedRows } = await db.deleteFrom('suppressions').where('id', '=', id).executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    },
    async isSuppressed(campaign, now) {
      const row = await db
        .selectFrom('suppressions')
        .select('id')
        .where('campaign', '=', campaign)
        .where('until_at', '>', now)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    async allowed(page) {
      const rows = await db
        .selectFrom('allowed')
        .selectAll()
        .where(after(ALLOWED, page))
        .orderBy(inOrder(ALLOWED))
        .limit(page.limit + 1)
        .execute();
      return toPage(ALLOWED, rows, page.limit, toAllowEntry);
    },
    async allow({ entry, reason, by, at }) {
      const row = { id: newId(), entry: JSON.stringify(entry), reason, actor: by, at: toMs(at) };
      await db.insertInto('allowed').values(row).execute();
      return toAllowEntry(row);
    },
    async disallow(id) {
      const { numDeletedRows } = await db.deleteFrom('allowed').where('id', '=', id).executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    },
  };
}
