// SPDX-License-Identifier: Apache-2.0
import { Channel } from '@stillwatch/core/api';
import type { AlertStore } from '../parts.ts';
import { fromColumn, toIso, toMs } from './columns.ts';
import type { StoreContext } from './database.ts';
import { after, inOrder, newestFirst, toPage } from './paging.ts';
import type { Tables } from './tables.ts';

const CHANNELS = newestFirst('channels');

function toChannel({ id, kind, name, target, at }: Pick<Tables['channels'], 'id' | 'kind' | 'name' | 'target' | 'at'>): Channel {
  return { id, kind: fromColumn(Channel.shape.kind, kind), name, target, at: toIso(at) };
}

type ChannelStore = Pick<AlertStore, 'channels' | 'addChannel' | 'channelTarget' | 'removeChannel'>;

/** Where alerts go; what is needed to deliver is given for one channel at a time and never listed. */
export function channelStore({ database, newId }: StoreContext): ChannelStore {
  const { db } = database;
  return {
    async channels(page) {
      const rows = await db
        .selectFrom('channels')
        .select(['id', 'kind', 'name', 'target', 'at'])
        .where(after(CHANNELS, page))
        .orderBy(inOrder(CHANNELS))
        .limit(page.limit + 1)
        .execute();
      return toPage(CHANNELS, rows, page.limit, toChannel);
    },
    async addChannel({ kind, name, target, at, url, secret }) {
      const row = { id: newId(), kind, name, target, url, secret, at: toMs(at) };
      await db.insertInto('channels').values(row).execute();
      return toChannel(row);
    },
    async channelTarget(id) {
      const row = await db.selectFrom('channels').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : { channel: toChannel(row), url: row.url, secret: row.secret };
    },
    /** What it has not delivered goes with it: nothing will ever come of that, and nobody needs to be told. */
    async removeChannel(id) {
      return database.transact(async (tx) => {
        await tx.deleteFrom('deliveries').where('channel', '=', id).where('status', '<>', 'delivered').execute();
        const { numDeletedRows } = await tx.deleteFrom('channels').where('id', '=', id).executeTakeFirstOrThrow();
        return numDeletedRows > 0n;
      });
    },
  };
}
