// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { type ApiKey, Permission } from '@stillwatch/core/api';
import { z } from 'zod';
import type { PeopleStore } from '../parts.ts';
import { fromJson, toIso, toIsoOrNull } from './columns.ts';
import type { StoreContext } from './database.ts';
import { isConstraint } from './database-errors.ts';
import { after, inOrder, timed, toPage } from './paging.ts';
import { SEEN_MS } from './seen.ts';
import type { Tables } from './tables.ts';

const Permissions = z.array(Permission);
const KEYS = timed<Tables['api_keys']>('keys', 'created_at', 'desc', (row) => row.created_at);

function toApiKey(row: Tables['api_keys']): ApiKey {
  const { id, name, prefix } = row;
  return {
    id,
    name,
    prefix,
    permissions: fromJson(Permissions, row.permissions),
    createdAt: toIso(row.created_at),
    expiresAt: toIsoOrNull(row.expires_at),
    lastUsed: toIsoOrNull(row.last_used),
    revoked: row.revoked === 1,
  };
}

type ApiKeyStore = Pick<PeopleStore, 'keys' | 'addKey' | 'keyByHash' | 'keyUsed' | 'revokeKey'>;

/** API keys, the newest first. Revoked ones stay listed: the audit trail names them. */
export function apiKeyStore({ database: { db }, newId }: StoreContext): ApiKeyStore {
  return {
    async keys(page) {
      const rows = await db
        .selectFrom('api_keys')
        .selectAll()
        .where(after(KEYS, page))
        .orderBy(inOrder(KEYS))
        .limit(page.limit + 1)
        .execute();
      return toPage(KEYS, rows, page.limit, toApiKey);
    },
    async addKey({ name, prefix, hash, permissions, expiresAt, at }) {
      const times = { created_at: at, expires_at: expiresAt, last_used: null };
      const row = { id: newId(), name, prefix, hash, permissions: JSON.stringify(permissions), ...times, revoked: 0 };
      try {
        await db.insertInto('api_keys').values(row).execute();
      } catch (error) {
        if (isConstraint(error, 'unique')) throw new AppError('CONFLICT', 'there is such a key already');
        throw error;
      }
      return toApiKey(row);
    },
    async keyByHash(hash, now) {
      const row = await db
        .selectFrom('api_keys')
        .selectAll()
        .where('hash', '=', hash)
        .where('revoked', '=', 0)
        .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now)]))
        .executeTakeFirst();
      return row === undefined ? null : toApiKey(row);
    },
    async keyUsed(id, at) {
      await db
        .updateTable('api_keys')
        .set({ last_used: at })
        .where('id', '=', id)
        .where((where) => where.or([where('last_used', 'is', null), where('last_used', '<=', at - SEEN_MS)]))
        .execute();
    },
    async revokeKey(id) {
      const { numUpdatedRows } = await db
        .updateTable('api_keys')
        .set({ revoked: 1 })
        .where('id', '=', id)
        .where('revoked', '=', 0)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },
  };
}
