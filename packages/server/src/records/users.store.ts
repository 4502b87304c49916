// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { Role, type User } from '@stillwatch/core/api';
import { z } from 'zod';
import type { PeopleStore } from '../parts.ts';
import { fromJson, toIsoOrNull } from './columns.ts';
import type { StoreContext } from './database.ts';
import { isConstraint } from './database-errors.ts';
import { after, inOrder, timed, toPage } from './paging.ts';
import { toCount } from './parameters.ts';
import { SEEN_MS } from './seen.ts';
import type { Tables } from './tables.ts';

const Roles = z.array(Role);
const USERS = timed<Tables['users']>('users', 'created_at', 'asc', (row) => row.created_at);

function toUser(row: Tables['users']): User {
  const { id, name, email, roles, disabled, last_seen, version } = row;
  return {
    id,
    name,
    email,
    roles: fromJson(Roles, roles),
    disabled: disabled === 1,
    lastSeen: toIsoOrNull(last_seen),
    etag: `"${version}"`,
  };
}

type UserStore = Pick<PeopleStore, 'users' | 'user' | 'addUser' | 'userBySubject' | 'changeUser' | 'countUsers' | 'seen'>;

/** People, in the order in which they were added. Their entity tag is their version in quotation marks. */
export function userStore({ database, now, newId }: StoreContext): UserStore {
  const { db } = database;
  return {
    async users(page) {
      const rows = await db
        .selectFrom('users')
        .selectAll()
        .where(after(USERS, page))
        .orderBy(inOrder(USERS))
        .limit(page.limit + 1)
        .execute();
      return toPage(USERS, rows, page.limit, toUser);
    },
    async user(id) {
      const row = await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toUser(row);
    },
    async addUser({ name, email, roles, subject = null }) {
      const rest = { disabled: 0, last_seen: null, created_at: now(), version: 1 };
      const row = { id: newId(), name, email, roles: JSON.stringify(roles), subject, ...rest };
      try {
        await db.insertInto('users').values(row).execute();
      } catch (error) {
        if (isConstraint(error, 'unique')) throw new AppError('CONFLICT', 'there is somebody of this subject already');
        throw error;
      }
      return toUser(row);
    },
    async userBySubject(subject) {
      const row = await db.selectFrom('users').selectAll().where('subject', '=', subject).executeTakeFirst();
      return row === undefined ? null : toUser(row);
    },
    /** Ends the sessions too, in the same transaction, so that nobody keeps what was taken from them. */
    async changeUser(id, { roles, disabled }, version) {
      return database.transact(async (tx) => {
        const old = await tx.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
        if (old === undefined) throw new AppError('NOT_FOUND', 'there is nobody of this id');
        if (old.version !== version) throw new AppError('PRECONDITION_FAILED', 'this person was changed since they were read');
        const row = {
          ...old,
          roles: roles === undefined ? old.roles : JSON.stringify(roles),
          disabled: disabled === undefined ? old.disabled : Number(disabled),
          version: version + 1,
        };
        await tx.updateTable('users').set(row).where('id', '=', id).execute();
        if (row.roles !== old.roles || row.disabled === 1) {
          await tx.deleteFrom('sessions').where('user_id', '=', id).execute();
          await tx.deleteFrom('sign_in_links').where('user_id', '=', id).execute();
        }
        return toUser(row);
      });
    },
    async countUsers() {
      const { users } = await db
        .selectFrom('users')
        .select(({ fn }) => fn.countAll().as('users'))
        .executeTakeFirstOrThrow();
      return toCount(users);
    },
    async seen(id, at) {
      await db
        .updateTable('users')
        .set({ last_seen: at })
        .where('id', '=', id)
        .where((where) => where.or([where('last_seen', 'is', null), where('last_seen', '<=', at - SEEN_MS)]))
        .execute();
    },
  };
}
