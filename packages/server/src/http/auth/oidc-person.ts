// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { Role, type User } from '@stillwatch/core/api';
import type { Config } from '../../config/index.ts';
import { type Done, recordAudit } from '../audit.ts';
import type { ServerParts } from '../contract.ts';
import { readPeople, versionOf } from './people.ts';

/** What a provider says of somebody. */
export interface Claims {
  readonly sub: string;
  readonly [name: string]: unknown;
}

/** Roles that the configured mapping gives. */
function rolesOf(claims: Claims, config: Config): Role[] {
  const claim = claims[config.oidc.rolesClaim];
  const groups = (Array.isArray(claim) ? claim : [claim]).filter((group) => typeof group === 'string');
  const roles = groups.flatMap((group) => (Object.hasOwn(config.oidc.roles, group) ? config.oidc.roles[group]! : []));
  return Role.options.filter((role) => roles.includes(role));
}

/**
 * The person of a provider’s claims, with the roles that these give; somebody new is added.
 * @throws AppError FORBIDDEN for whom there is no role, SIGN_IN_FAILED for whom was shut out.
 */
export async function findPerson(
  parts: ServerParts,
  claims: Claims,
  { issuer, requestId, now }: { issuer: string; requestId: string; now: number },
  deeds: Done[],
): Promise<User> {
  const { people } = parts.records;
  const { config } = parts.config;
  const subject = `${issuer} ${claims.sub}`;
  const mapped = rolesOf(claims, config);
  const roles = mapped.length > 0 ? mapped : [...config.oidc.defaultRoles];
  const known = await people.userBySubject(subject);
  if (roles.length === 0 && (known === null || Object.keys(config.oidc.roles).length > 0)) {
    if (known !== null) await people.endSessionsOf(known.id);
    throw new AppError('FORBIDDEN', 'the identity provider gives this person no role here');
  }
  if (known === null) return await addPerson(parts, claims, { subject, roles, requestId }, deeds);
  if (known.disabled) throw new AppError('SIGN_IN_FAILED', 'this person was shut out');
  const same = known.roles.length === roles.length && roles.every((role) => known.roles.includes(role));
  if (same || Object.keys(config.oidc.roles).length === 0) return known;
  // Who was given less must not go on with the sessions they have.
  await people.endSessionsOf(known.id);
  const changed = await people.changeUser(known.id, { roles }, versionOf(known));
  const deed = { action: 'user.changed', object: known.id, by: 'identity provider', requestId, reason: null, at: now } as const;
  await recordAudit(parts, deed, deeds);
  return changed;
}

async function addPerson(
  parts: ServerParts,
  claims: Claims,
  { subject, roles, requestId }: { subject: string; roles: Role[]; requestId: string },
  deeds: Done[],
): Promise<User> {
  const text = (name: string): string | null => {
    const value = claims[name];
    return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 100) : null;
  };
  // An address that the provider did not check may be anybody's.
  const email = claims['email_verified'] === false ? null : text('email');
  const wanted = (text('name') ?? text('preferred_username') ?? email ?? claims.sub).replace(/^key:/i, '');
  const users = await readPeople(parts.records);
  const taken = users.some(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  const name = taken ? `${wanted} (${claims.sub.slice(0, 60)})` : wanted;
  const user = await parts.records.people.addUser({ name, email, roles, subject });
  const deed = { action: 'user.added', object: user.id, by: 'identity provider', requestId, reason: null } as const;
  await recordAudit(parts, deed, deeds);
  return user;
}
