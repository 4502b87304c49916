// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { signInLink } from '../auth/links.ts';
import { refuseLastAdministrator, refuseTakenName } from '../auth/people.ts';
import { drawKey } from '../auth/tokens.ts';
import type { Handlers } from '../contract.ts';
import { mapPage, orNotFound, refuseMissing, versionOfTag } from '../describe.ts';
import { RequestError } from '../problems.ts';
import { originOf } from '../security.ts';

export const administration: Pick<
  Handlers,
  'listUsers' | 'inviteUser' | 'changeUser' | 'listKeys' | 'addKey' | 'revokeKey' | 'listAudit' | 'listSettings'
> = {
  async listUsers({ records }, { query }) {
    return mapPage(await records.people.users(query), (user) => user);
  },
  async inviteUser({ records, parts, request, now, audit, about }, { body: { name, email, roles } }) {
    await refuseTakenName(records, name);
    const user = await records.people.addUser({ name, email, roles: [...new Set(roles)] });
    about({ kind: 'person', id: user.id, name });
    await audit('user.added', user.id);
    return { user, link: await signInLink(records, user.id, originOf(parts.config.config, request), now) };
  },
  async changeUser({ records, audit, about }, { params: { id }, body: { roles, disabled }, ifMatch }) {
    const user = orNotFound(await records.people.user(id), 'person');
    about({ kind: 'person', id, name: user.name });
    const version = versionOfTag(ifMatch);
    if (user.etag !== `"${version}"`) throw new AppError('PRECONDITION_FAILED', 'this person was changed since they were read');
    const wasAdmin = user.roles.includes('admin') && !user.disabled;
    const isAdmin = (roles ?? user.roles).includes('admin') && !(disabled ?? user.disabled);
    if (wasAdmin && !isAdmin) await refuseLastAdministrator(records, id);
    const change = {
      ...(roles === undefined ? {} : { roles: [...new Set(roles)] }),
      ...(disabled === undefined ? {} : { disabled }),
    };
    const changed = await records.people.changeUser(id, change, version);
    // What they may do from now on has to be asked for anew.
    await records.people.endSessionsOf(id);
    await audit('user.changed', id, `${changed.roles.join(', ')}${changed.disabled ? '; shut out' : ''}`);
    return changed;
  },
  async listKeys({ records }, { query }) {
    return mapPage(await records.people.keys(query), (key) => key);
  },
  async addKey({ records, now, audit }, { body: { name, permissions, expiresAt } }) {
    const expires = expiresAt === null ? null : Date.parse(expiresAt);
    if (expires !== null && expires <= now) throw new RequestError('/body/expiresAt', 'lies in the past');
    const { secret, prefix, hash } = drawKey();
    const key = await records.people.addKey({
      name,
      prefix,
      hash,
      permissions: [...new Set(permissions)],
      expiresAt: expires,
      at: now,
    });
    await audit('key.created', key.id, key.permissions.join(', '));
    return { key, secret };
  },
  async revokeKey({ records, audit }, { params: { id } }) {
    refuseMissing(await records.people.revokeKey(id), 'key');
    await audit('key.revoked', id);
    return null;
  },
  async listAudit({ records }, { query: { by, action, ...page } }) {
    const filter = { ...(by === undefined ? {} : { by }), ...(action === undefined ? {} : { action }) };
    return mapPage(await records.audit.list(filter, page), (entry) => entry);
  },
  async listSettings({ parts }) {
    return { settings: [...parts.config.settings] };
  },
};
