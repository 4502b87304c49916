// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { Caller } from '../auth/caller.ts';
import { takeSignInLink } from '../auth/links.ts';
import { describeSession, endSession, startSession } from '../auth/sessions.ts';
import type { Handlers } from '../contract.ts';

export const session: Pick<Handlers, 'signInOptions' | 'signInByLink' | 'getSession' | 'signOut'> = {
  async signInOptions({ parts }) {
    const { oidc, demonstration } = parts.config.config;
    return { oidc: oidc.issuer === null ? null : { name: oidc.name, start: '/v1/oidc/start' }, link: true, demonstration };
  },
  async signInByLink({ records, parts, reply, now, audit, about, requestId }, { body: { token } }) {
    try {
      const user = await takeSignInLink(records, token, now);
      about({ kind: 'person', id: user.id, name: user.name });
      const started = await startSession(reply, records, parts.config.config, user, now);
      await audit('session.started', user.id, null, user.name);
      return describeSession(user, started);
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'INTERNAL';
      parts.log.write('warn', 'sign-in.failed', { requestId, by: 'link', cause: code });
      throw error;
    }
  },
  async getSession({ caller }) {
    const { user, session: current } = person(caller);
    return describeSession(user, current);
  },
  async signOut({ caller, records, parts, reply, audit }) {
    const { user, session: current } = person(caller);
    await endSession(reply, records, parts.config.config, current);
    await audit('session.ended', user.id);
    return null;
  },
};

/** The contract lets nobody else in. */
function person(caller: Caller): Extract<Caller, { kind: 'person' }> {
  if (caller.kind !== 'person') throw new AppError('FORBIDDEN', 'this is for people, not for keys');
  return caller;
}
