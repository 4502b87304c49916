// SPDX-License-Identifier: Apache-2.0
import type { Session, User } from '@stillwatch/core/api';
import { permissionsOf } from '@stillwatch/core/api';
import type { FastifyReply } from 'fastify';
import type { Config } from '../../config/index.ts';
import type { Records, SessionRecord } from '../../parts.ts';
import { drawToken, hashToken } from './tokens.ts';

/** Whether people reach the node through TLS. */
export function isHttps(config: Config): boolean {
  return config.publicUrl?.startsWith('https:') === true;
}

/** `__Host-` binds a cookie to this very host and to TLS. Without, nodes on one machine share a host: the port tells them apart. */
export function cookieName(config: Config): string {
  return isHttps(config) ? '__Host-stillwatch' : `stillwatch-${config.port}`;
}

/** Starts a session and hands its id to the browser; the records keep the id's hash only. */
export async function startSession(
  reply: FastifyReply,
  records: Records,
  config: Config,
  user: User,
  now: number,
): Promise<SessionRecord> {
  const id = drawToken();
  const session: SessionRecord = {
    idHash: hashToken(id),
    user: user.id,
    csrfToken: drawToken(),
    createdAt: now,
    expiresAt: now + config.signIn.sessionHours * 3_600_000,
  };
  await records.people.addSession(session);
  await records.people.seen(user.id, now);
  reply.setCookie(cookieName(config), id, {
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    secure: isHttps(config),
    expires: new Date(session.expiresAt),
  });
  return session;
}

export async function endSession(reply: FastifyReply, records: Records, config: Config, session: SessionRecord): Promise<void> {
  await records.people.endSession(session.idHash);
  reply.clearCookie(cookieName(config), { path: '/', secure: isHttps(config), httpOnly: true, sameSite: 'strict' });
}

export function describeSession(user: User, session: SessionRecord): Session {
  return {
    user: { id: user.id, name: user.name, roles: user.roles },
    permissions: permissionsOf(user.roles),
    csrfToken: session.csrfToken,
    expiresAt: new Date(session.expiresAt).toISOString(),
  };
}
