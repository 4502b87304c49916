// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { User } from '@stillwatch/core/api';
import type { Records } from '../../parts.ts';
import { drawToken, hashToken } from './tokens.ts';

export const LINK_MS = 24 * 3_600_000;

/** Makes a one-time link by which somebody signs in. @param origin `https://stillwatch.example.org` */
export async function signInLink(records: Records, user: string, origin: string, now: number): Promise<string> {
  const token = drawToken();
  await records.people.addLink(user, hashToken(token), now + LINK_MS);
  return `${origin.replace(/\/$/, '')}/sign-in#token=${token}`;
}

/** Where there is nobody yet, makes the first administrator, who may do everything, and their link; else null. */
export async function firstSignInLink(records: Records, origin: string, now: number): Promise<string | null> {
  if ((await records.people.countUsers()) > 0) return null;
  const user = await records.people.addUser({
    name: 'first administrator',
    email: null,
    roles: ['admin', 'analyst', 'approver', 'auditor'],
  });
  return await signInLink(records, user.id, origin, now);
}

/** Person of a link's token, which is used up by it. @throws AppError SIGN_IN_FAILED. */
export async function takeSignInLink(records: Records, token: string, now: number): Promise<User> {
  const id = await records.people.takeLink(hashToken(token), now);
  const user = id === null ? null : await records.people.user(id);
  if (user === null || user.disabled) {
    throw new AppError('SIGN_IN_FAILED', 'the link was used, has expired, or was never one', {
      hint: 'Ask an administrator for a new one, or run `stillwatch sign-in-link` where the node runs.',
    });
  }
  return user;
}
