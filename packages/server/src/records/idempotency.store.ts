// SPDX-License-Identifier: Apache-2.0
import type { IdempotencyStore } from '../parts.ts';
import type { StoreContext } from './database.ts';

const KEPT_MS = 24 * 3_600_000;
/** A request that is still being worked on after this long was lost with its process. */
const LOST_MS = 120_000;

/** Answers by idempotency key and by who sent it. */
export function idempotencyStore({ database, database: { db } }: StoreContext): IdempotencyStore {
  return {
    async begin(key, actor, fingerprint, now) {
      return database.transact(async (tx) => {
        await tx
          .deleteFrom('idempotency')
          .where((where) =>
            where.or([
              where('expires_at', '<=', now),
              where.and([
                where('actor', '=', actor),
                where('request_key', '=', key),
                where('status', 'is', null),
                where('begun_at', '<=', now - LOST_MS),
              ]),
            ]),
          )
          .execute();
        const fresh = await tx
          .insertInto('idempotency')
          .values({ actor, request_key: key, fingerprint, begun_at: now, expires_at: now + KEPT_MS })
          .onConflict((conflict) => conflict.doNothing())
          .returning('request_key')
          .executeTakeFirst();
        if (fresh !== undefined) return { state: 'new' };
        const known = await tx
          .selectFrom('idempotency')
          .select(['fingerprint', 'status', 'body'])
          .where('actor', '=', actor)
          .where('request_key', '=', key)
          .executeTakeFirstOrThrow();
        if (known.fingerprint !== fingerprint) return { state: 'mismatch' };
        return known.status === null ? { state: 'running' } : { state: 'done', status: known.status, body: known.body ?? '' };
      });
    },
    async finish(key, actor, { status, body }) {
      await db
        .updateTable('idempotency')
        .set({ status, body })
        .where('actor', '=', actor)
        .where('request_key', '=', key)
        .execute();
    },
    async abandon(key, actor) {
      await db
        .deleteFrom('idempotency')
        .where('actor', '=', actor)
        .where('request_key', '=', key)
        .where('status', 'is', null)
        .execute();
    },
  };
}
