// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { User } from '@stillwatch/core/api';
import { readAll } from '../../pages.ts';
import type { Records } from '../../parts.ts';

const MOST_PEOPLE = 100_000;

export async function readPeople(records: Records): Promise<User[]> {
  return await readAll((page) => records.people.users(page), MOST_PEOPLE);
}

/**
 * Records and the audit trail name people, and a name must mean one of them.
 * @throws AppError CONFLICT.
 */
export async function refuseTakenName(records: Records, name: string): Promise<void> {
  if (/^key:/i.test(name)) throw new AppError('CONFLICT', 'names that begin with key: are those of keys');
  const users = await readPeople(records);
  if (users.some((user) => user.name.toLowerCase() === name.toLowerCase())) {
    throw new AppError('CONFLICT', 'somebody has this name already', { hint: 'Choose a name that tells them apart.' });
  }
}

/** Version that an entity tag stands for. */
export function versionOf(user: User): number {
  return Number(/\d+/.exec(user.etag)?.[0] ?? 0);
}

/** Without an administrator nobody could let one in again. @throws AppError CONFLICT. */
export async function refuseLastAdministrator(records: Records, user: string): Promise<void> {
  const users = await readPeople(records);
  const others = users.filter(({ id, roles, disabled }) => id !== user && !disabled && roles.includes('admin'));
  if (others.length === 0) throw new AppError('CONFLICT', 'this is the last administrator', { hint: 'Make another one first.' });
}
