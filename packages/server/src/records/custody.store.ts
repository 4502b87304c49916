// SPDX-License-Identifier: Apache-2.0
import { EVIDENCE_ORIGINS, type Hold, HoldTarget } from '@stillwatch/core/api';
import { z } from 'zod';
import type { CustodyStore, EvidenceDeed, EvidenceRecord } from '../parts.ts';
import { fromColumn, toIso, toIsoOrNull } from './columns.ts';
import { chunks, type StoreContext } from './database.ts';
import { after, inOrder, newestFirst, toPage } from './paging.ts';
import type { Tables } from './tables.ts';

const HOLDS = newestFirst('holds');
const EVIDENCE = newestFirst('evidence');
const Origin = z.enum(EVIDENCE_ORIGINS);
const Gone = z.enum(['erased', 'expired', 'deleted']).nullable();

function toItem(row: Tables['evidence'] & { leaf_index: number | null }): EvidenceRecord {
  const { entry_key, leaf_index, vault_key, retain_until, ...rest } = row;
  return {
    ...rest,
    origin: fromColumn(Origin, row.origin),
    gone: fromColumn(Gone, row.gone),
    entryKey: entry_key,
    leaf: leaf_index,
    vaultKey: vault_key,
    retainUntil: retain_until,
  };
}

function toHold(row: Tables['holds']): Hold {
  return {
    id: row.id,
    target: fromColumn(HoldTarget, { kind: row.target_kind, id: row.target_id }),
    reason: row.reason,
    by: row.actor,
    at: toIso(row.at),
    liftedBy: row.lifted_by,
    liftedAt: toIsoOrNull(row.lifted_at),
    liftReason: row.lift_reason,
  };
}

/** Evidence items with their history, and legal holds. */
export function custodyStore({ database: { db }, newId }: StoreContext): CustodyStore {
  /** The newest leaf of its key, of whichever log: a key is drawn for one item. */
  const items = () =>
    db
      .selectFrom('evidence')
      .selectAll('evidence')
      .select(({ selectFrom }) =>
        selectFrom('log_entries')
          .select(({ fn }) => fn.max('log_entries.leaf_index').as('index'))
          .whereRef('log_entries.entry_key', '=', 'evidence.entry_key')
          .as('leaf_index'),
      );
  return {
    async addEvidence({ entryKey, vaultKey, retainUntil, ...rest }) {
      await db
        .insertInto('evidence')
        .values({ ...rest, entry_key: entryKey, vault_key: vaultKey, retain_until: retainUntil, gone: null })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    },
    async evidence(id) {
      const row = await items().where('evidence.id', '=', id).executeTakeFirst();
      return row === undefined ? null : toItem(row);
    },
    async evidenceOf(campaign, page) {
      const rows = await items()
        .where('campaign', '=', campaign)
        .where(after(EVIDENCE, page))
        .orderBy(inOrder(EVIDENCE))
        .limit(page.limit + 1)
        .execute();
      return toPage(EVIDENCE, rows, page.limit, toItem);
    },
    async addDeed(evidence, { at, by, what, hash }) {
      await db.insertInto('evidence_history').values({ id: newId(), evidence, at, actor: by, what, hash }).execute();
    },
    async deeds(evidence) {
      const found = new Map<string, EvidenceDeed[]>(evidence.map((id) => [id, []]));
      for (const chunk of chunks(evidence, 1)) {
        const query = db.selectFrom('evidence_history').selectAll().where('evidence', 'in', chunk);
        for (const row of await query.orderBy('evidence').orderBy('at').orderBy('id').execute()) {
          found.get(row.evidence)!.push({ at: row.at, by: row.actor, what: row.what, hash: row.hash });
        }
      }
      return found;
    },
    async overdue(now) {
      const rows = await items().where('retain_until', '<=', now).where('gone', 'is', null).limit(1_000).execute();
      return rows.map(toItem);
    },
    async remove(id, gone) {
      await db.updateTable('evidence').set({ gone, sealed: null }).where('id', '=', id).where('gone', 'is', null).execute();
    },

    async placeHold({ target, reason, by, at }) {
      const row = {
        id: newId(),
        target_kind: target.kind,
        target_id: target.id,
        reason,
        actor: by,
        at,
        lifted_by: null,
        lifted_at: null,
        lift_reason: null,
      };
      await db.insertInto('holds').values(row).execute();
      return toHold(row);
    },
    async hold(id) {
      const row = await db.selectFrom('holds').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toHold(row);
    },
    async holds(page) {
      const rows = await db
        .selectFrom('holds')
        .selectAll()
        .where(after(HOLDS, page))
        .orderBy(inOrder(HOLDS))
        .limit(page.limit + 1)
        .execute();
      return toPage(HOLDS, rows, page.limit, toHold);
    },
    async activeHolds() {
      const rows = await db.selectFrom('holds').selectAll().where('lifted_at', 'is', null).orderBy('at').orderBy('id').execute();
      return rows.map(toHold);
    },
    async liftHold(id, by, at, reason) {
      const row = await db
        .updateTable('holds')
        .set({ lifted_by: by, lifted_at: at, lift_reason: reason })
        .where('id', '=', id)
        .where('lifted_at', 'is', null)
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? null : toHold(row);
    },
  };
}
