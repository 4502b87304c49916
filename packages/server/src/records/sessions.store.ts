// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { PeopleStore, SessionRecord } from '../parts.ts';
import type { StoreContext } from './database.ts';
import type { Tables } from './tables.ts';

/** Of a row's `user_id`. */
const ENABLED = sql<boolean>`exists (select 1 from users where users.id = user_id and users.disabled = 0)`;

function toSession({ id_hash, user_id, csrf_token, created_at, expires_at }: Tables['sessions']): SessionRecord {
  return { idHash: id_hash, user: user_id, csrfToken: csrf_token, createdAt: created_at, expiresAt: expires_at };
}

type SessionStore = Pick<PeopleStore, 'addLink' | 'takeLink' | 'addSession' | 'session' | 'endSession' | 'endSessionsOf'>;

/** Sign-in links and sessions, known by hashes only. Whoever is shut out has neither. */
export function sessionStore({ database: { db }, now }: StoreContext): SessionStore {
  return {
    async addLink(user, tokenHash, expiresAt) {
      await db.deleteFrom('sign_in_links').where('expires_at', '<=', now()).execute();
      await db.insertInto('sign_in_links').values({ token_hash: tokenHash, user_id: user, expires_at: expiresAt }).execute();
    },
    async takeLink(tokenHash, now) {
      // One statement, so that of two who come with it one gets in.
      const taken = await db
        .deleteFrom('sign_in_links')
        .where('token_hash', '=', tokenHash)
        .where('expires_at', '>', now)
        .where(ENABLED)
        .returning('user_id')
        .executeTakeFirst();
      return taken?.user_id ?? null;
    },
    async addSession({ idHash, user, csrfToken, createdAt, expiresAt }) {
      await db.deleteFrom('sessions').where('expires_at', '<=', createdAt).execute();
      const row = { id_hash: idHash, user_id: user, csrf_token: csrfToken, created_at: createdAt, expires_at: expiresAt };
      await db.insertInto('sessions').values(row).execute();
    },
    async session(idHash, now) {
      const row = await db
        .selectFrom('sessions')
        .selectAll()
        .where('id_hash', '=', idHash)
        .where('expires_at', '>', now)
        .where(ENABLED)
        .executeTakeFirst();
      return row === undefined ? null : toSession(row);
    },
    async endSession(idHash) {
      await db.deleteFrom('sessions').where('id_hash', '=', idHash).execute();
    },
    async endSessionsOf(user) {
      await db.deleteFrom('sessions').where('user_id', '=', user).execute();
    },
  };
}
