// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { type ApiKey, type Operation, type Permission, permissionsOf, type User } from '@stillwatch/core/api';
import type { FastifyRequest } from 'fastify';
import type { Config } from '../../config/index.ts';
import type { Records, SessionRecord } from '../../parts.ts';
import { cookieName } from './sessions.ts';
import { hashToken, isKey, sameText } from './tokens.ts';

/** Who asks. `by` is how the records and the audit trail name them; `id` how the log does. */
export type Caller =
  | { readonly kind: 'nobody'; readonly id: ''; readonly by: ''; readonly permissions: readonly Permission[] }
  | {
      readonly kind: 'person';
      readonly id: string;
      readonly by: string;
      readonly permissions: readonly Permission[];
      readonly user: User;
      readonly session: SessionRecord;
    }
  | {
      readonly kind: 'key';
      readonly id: string;
      readonly by: string;
      readonly permissions: readonly Permission[];
      readonly key: ApiKey;
    };

export const NOBODY: Caller = { kind: 'nobody', id: '', by: '', permissions: [] };

/** When somebody was last seen is written down at most this often. */
const SEEN_EVERY_MS = 60_000;

/** Who sent a request: the key of its `Authorization` header, else the person of its session cookie. */
export async function findCaller(request: FastifyRequest, records: Records, now: number, config: Config): Promise<Caller> {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const [, token = ''] = /^Bearer +(\S+) *$/i.exec(authorization) ?? [];
    return isKey(token) ? await callerOfKey(token, records, now) : NOBODY;
  }
  const id = request.cookies[cookieName(config)];
  return id !== undefined && /^[\w-]{43}$/.test(id) ? await callerOfSession(id, records, now) : NOBODY;
}

async function callerOfKey(token: string, records: Records, now: number): Promise<Caller> {
  const key = await records.people.keyByHash(hashToken(token), now);
  if (key === null) return NOBODY;
  if (isOld(key.lastUsed, now)) await records.people.keyUsed(key.id, now);
  return { kind: 'key', id: key.id, by: `key:${key.name}`, permissions: key.permissions, key };
}

async function callerOfSession(id: string, records: Records, now: number): Promise<Caller> {
  const session = await records.people.session(hashToken(id), now);
  const user = session === null ? null : await records.people.user(session.user);
  if (session === null || user === null || user.disabled) return NOBODY;
  if (isOld(user.lastSeen, now)) await records.people.seen(user.id, now);
  return { kind: 'person', id: user.id, by: user.name, permissions: permissionsOf(user.roles), user, session };
}

function isOld(moment: string | null, now: number): boolean {
  return moment === null || now - Date.parse(moment) >= SEEN_EVERY_MS;
}

/**
 * Refuses who may not call an operation.
 * @throws AppError UNAUTHENTICATED, FORBIDDEN, CSRF_INVALID.
 */
export function authorise(caller: Caller, operation: Operation, request: FastifyRequest): void {
  if (operation.access === 'public') return;
  if (caller.kind === 'nobody') {
    throw new AppError('UNAUTHENTICATED', 'nobody is signed in, and there is no valid key', { hint: 'Sign in, or send a key.' });
  }
  if (operation.access === 'session') {
    if (caller.kind !== 'person') throw new AppError('FORBIDDEN', 'this is for people, not for keys');
  } else if (!caller.permissions.includes(operation.access)) {
    throw new AppError('FORBIDDEN', `this needs the permission ${operation.access}`);
  }
  if (caller.kind === 'person' && operation.method !== 'GET') {
    const token = request.headers['x-csrf-token'];
    if (typeof token !== 'string' || !sameText(token, caller.session.csrfToken)) {
      throw new AppError('CSRF_INVALID', 'X-CSRF-Token is missing or not that of the session', {
        hint: 'GET /v1/session tells it.',
      });
    }
  }
}
