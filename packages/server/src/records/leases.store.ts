// SPDX-License-Identifier: Apache-2.0
import type { LeaseStore } from '../parts.ts';
import type { StoreContext } from './database.ts';

/** Leases are taken in one statement each, so that of several who try one has it. */
export function leaseStore({ database: { db } }: StoreContext): LeaseStore {
  return {
    async acquire(name, holder, now, ttlMs) {
      const row = { name, holder, expires_at: now + ttlMs };
      const taken = await db
        .insertInto('leases')
        .values(row)
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet({ holder, expires_at: row.expires_at })
            .where((where) => where.or([where('leases.holder', '=', holder), where('leases.expires_at', '<=', now)])),
        )
        .returning('name')
        .executeTakeFirst();
      return taken !== undefined;
    },
    async release(name, holder) {
      await db.deleteFrom('leases').where('name', '=', name).where('holder', '=', holder).execute();
    },
  };
}
