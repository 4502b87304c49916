// SPDX-License-Identifier: Apache-2.0
import { LogAlarm } from '@stillwatch/core/api';
import type { AlarmStore } from '../parts.ts';
import { fromColumn, toIso, toIsoOrNull, toMs } from './columns.ts';
import type { StoreContext } from './database.ts';
import type { Tables } from './tables.ts';

function toAlarm({ id, at, kind, origin, own, detail, cleared_at, cleared_by }: Tables['log_alarms']): LogAlarm {
  const rest = { origin, own: own === 1, detail, clearedAt: toIsoOrNull(cleared_at), clearedBy: cleared_by };
  return fromColumn(LogAlarm, { id, at: toIso(at), kind, ...rest });
}

/** What was seen of logs that must not be: it stands until somebody clears it. */
export function alarmStore({ database: { db }, newId }: StoreContext): AlarmStore {
  return {
    async raise({ at, kind, origin, own, detail }) {
      const row = {
        id: newId(),
        at: toMs(at),
        kind,
        origin,
        own: own ? 1 : 0,
        detail: detail.slice(0, 4e3),
        cleared_at: null,
        cleared_by: null,
      };
      const added = await db
        .insertInto('log_alarms')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst();
      if (added !== undefined) return { alarm: toAlarm(row), fresh: true };
      const standing = await db
        .selectFrom('log_alarms')
        .selectAll()
        .where('kind', '=', kind)
        .where('origin', '=', origin)
        .where('cleared_at', 'is', null)
        .executeTakeFirst();
      return { alarm: toAlarm(standing ?? row), fresh: false };
    },
    async list(limit) {
      const rows = await db
        .selectFrom('log_alarms')
        .selectAll()
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toAlarm);
    },
    async clear(id, by, at) {
      const row = await db
        .updateTable('log_alarms')
        .set({ cleared_at: at, cleared_by: by })
        .where('id', '=', id)
        .where('cleared_at', 'is', null)
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? null : toAlarm(row);
    },
  };
}
