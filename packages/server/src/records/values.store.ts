// SPDX-License-Identifier: Apache-2.0
import type { ValueStore } from '../parts.ts';
import type { StoreContext } from './database.ts';

/** Small values by name. */
export function valueStore({ database: { db } }: StoreContext): ValueStore {
  return {
    async get(name) {
      const row = await db.selectFrom('node_values').select('value').where('name', '=', name).executeTakeFirst();
      return row?.value ?? null;
    },
    async set(name, value) {
      await db
        .insertInto('node_values')
        .values({ name, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute();
    },
  };
}
