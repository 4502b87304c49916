// SPDX-License-Identifier: Apache-2.0
import { Alert } from '@stillwatch/core/api';
import type { Kysely } from 'kysely';
import type { AlertStore } from '../parts.ts';
import { channelStore } from './channels.store.ts';
import { fromColumn, toIso, toIsoOrNull } from './columns.ts';
import { chunks, type StoreContext } from './database.ts';
import { deliveryStore } from './deliveries.store.ts';
import { after, inOrder, newestFirst, toPage } from './paging.ts';
import type { Tables } from './tables.ts';

const ALERTS = newestFirst('alerts');
const Status = Alert.shape.deliveries.element.shape.status;

/** Alerts as an outbox: an alert and what is to be delivered of it are written together. */
export function alertStore(context: StoreContext): AlertStore {
  const { database, newId } = context;
  const { db } = database;
  return {
    ...channelStore(context),
    ...deliveryStore(context),

    async add({ at, kind, campaign, statement }, channels) {
      const row = { id: newId(), at, kind, campaign, statement };
      await database.transact(async (tx) => {
        const known = await tx.selectFrom('channels').select('id').orderBy('at').orderBy('id').execute();
        const to = known.map(({ id }) => id).filter((id) => channels?.includes(id) ?? true);
        await tx.insertInto('alerts').values(row).execute();
        for (const channel of to) {
          await tx
            .insertInto('deliveries')
            .values({ alert: row.id, channel, status: 'waiting', attempts: 0, next_at: at })
            .execute();
        }
      });
      return (await withDeliveries(db, [row]))[0]!;
    },

    async get(id) {
      const row = await db.selectFrom('alerts').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : (await withDeliveries(db, [row]))[0]!;
    },

    async list(page) {
      const rows = await db
        .selectFrom('alerts')
        .selectAll()
        .where(after(ALERTS, page))
        .orderBy(inOrder(ALERTS))
        .limit(page.limit + 1)
        .execute();
      const { items, next } = toPage(ALERTS, rows, page.limit, (row) => row);
      return { items: await withDeliveries(db, items), next };
    },

    async due(now, limit) {
      const rows = await db
        .selectFrom('deliveries')
        .select(['alert', 'channel', 'attempts'])
        .where('status', '=', 'waiting')
        .where('next_at', '<=', now)
        .orderBy('next_at')
        .orderBy('alert')
        .orderBy('channel')
        .limit(limit)
        .execute();
      const ids = [...new Set(rows.map(({ alert }) => alert))];
      const known = ids.length === 0 ? [] : await db.selectFrom('alerts').selectAll().where('id', 'in', ids).execute();
      const alerts = new Map((await withDeliveries(db, known)).map((alert) => [alert.id, alert]));
      return rows.map(({ alert, channel, attempts }) => ({ alert: alerts.get(alert)!, channel, attempts }));
    },

    async replay(id, now) {
      const found = await database.transact(async (tx) => {
        const row = await tx.selectFrom('alerts').selectAll().where('id', '=', id).executeTakeFirst();
        if (row === undefined) return null;
        await tx
          .updateTable('deliveries')
          .set({ status: 'waiting', attempts: 0, last_error: null, delivered_at: null, next_at: now })
          .where('alert', '=', id)
          .where('channel', 'in', tx.selectFrom('channels').select('id'))
          .execute();
        return row;
      });
      return found === null ? null : (await withDeliveries(db, [found]))[0]!;
    },
  };
}

/** Alerts as the API shows them, in the order given. */
async function withDeliveries(db: Kysely<Tables>, alerts: readonly Tables['alerts'][]): Promise<Alert[]> {
  const byAlert = new Map(alerts.map(({ id }) => [id, [] as Alert['deliveries']]));
  for (const chunk of chunks([...byAlert.keys()], 1)) {
    const rows = await db
      .selectFrom('deliveries')
      .selectAll()
      .where('alert', 'in', chunk)
      .orderBy('alert')
      .orderBy('channel')
      .execute();
    for (const { alert, channel, status, attempts, last_error, delivered_at } of rows) {
      const rest = { attempts, lastError: last_error, deliveredAt: toIsoOrNull(delivered_at) };
      byAlert.get(alert)?.push({ channel, status: fromColumn(Status, status), ...rest });
    }
  }
  return alerts.map(({ id, at, kind, campaign, statement }) => ({
    id,
    at: toIso(at),
    kind: fromColumn(Alert.shape.kind, kind),
    campaign,
    statement,
    deliveries: byAlert.get(id)!,
  }));
}
