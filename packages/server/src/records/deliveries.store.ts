// SPDX-License-Identifier: Apache-2.0
import type { AlertStore } from '../parts.ts';
import type { StoreContext } from './database.ts';
import { toCount } from './parameters.ts';

/** What became of one alert on one channel; one that is tried again later keeps waiting. */
export function deliveryStore({ database: { db } }: StoreContext): Pick<AlertStore, 'delivered' | 'failed' | 'countFailed'> {
  return {
    async delivered(alert, channel, at) {
      await db
        .updateTable('deliveries')
        .set((row) => ({
          status: 'delivered',
          attempts: row('attempts', '+', 1),
          last_error: null,
          delivered_at: at,
          next_at: null,
        }))
        .where('alert', '=', alert)
        .where('channel', '=', channel)
        .execute();
    },
    async failed(alert, channel, error, nextAt) {
      const status = nextAt === null ? 'failed' : 'waiting';
      await db
        .updateTable('deliveries')
        .set((row) => ({ status, attempts: row('attempts', '+', 1), last_error: error, next_at: nextAt }))
        .where('alert', '=', alert)
        .where('channel', '=', channel)
        .execute();
    },
    async countFailed() {
      const { failed } = await db
        .selectFrom('deliveries')
        .select(({ fn }) => fn.countAll().as('failed'))
        .where('status', '=', 'failed')
        .executeTakeFirstOrThrow();
      return toCount(failed);
    },
  };
}
