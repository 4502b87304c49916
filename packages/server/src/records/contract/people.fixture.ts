// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { AT, type Harness, NOON } from './samples.fixture.ts';

const ADA = { name: 'Ada', email: null, roles: ['analyst', 'approver'] } as const;
const KEY = {
  name: 'intake',
  prefix: 'sw_ab',
  hash: 'hash-1',
  permissions: ['intake'],
  expiresAt: NOON + 1000,
  at: NOON,
} as const;

export function peopleContract(given: () => Harness): void {
  it('keeps people, by id and by subject', async () => {
    const { people } = given().records;
    expect(await people.countUsers()).toBe(0);
    const ada = await people.addUser({ ...ADA, subject: 'https://id.example ada' });
    expect(ada).toEqual({ id: ada.id, ...ADA, disabled: false, lastSeen: null, etag: '"1"' });
    const bob = await people.addUser({ name: 'Bob', email: 'bob@example.org', roles: ['admin'] });
    expect(await people.users({ limit: 10 })).toEqual({ items: [ada, bob], next: null });
    expect(await people.userBySubject('https://id.example ada')).toEqual(ada);
    expect(await people.userBySubject('https://id.example bob')).toBeNull();
    expect(await people.user(bob.id)).toEqual(bob);
    expect(await people.user('nobody')).toBeNull();
    expect(await people.countUsers()).toBe(2);
    await expect(people.addUser({ ...ADA, subject: 'https://id.example ada' })).rejects.toThrowWithCode('CONFLICT');
  });

  it('changes what was read last, and ends the sessions of whoever loses something', async () => {
    const { people } = given().records;
    const { id } = await people.addUser(ADA);
    const session = { idHash: 's1', user: id, csrfToken: 'x', createdAt: NOON, expiresAt: NOON + 1000 };
    await people.addSession(session);
    await people.addLink(id, 'link', NOON + 1000);
    expect(await people.changeUser(id, { roles: ['auditor'] }, 1)).toMatchObject({ roles: ['auditor'], etag: '"2"' });
    expect(await people.session('s1', NOON)).toBeNull();
    expect(await people.takeLink('link', NOON)).toBeNull();
    await expect(people.changeUser(id, { disabled: true }, 1)).rejects.toThrowWithCode('PRECONDITION_FAILED');
    await expect(people.changeUser('nobody', {}, 1)).rejects.toThrowWithCode('NOT_FOUND');
    expect(await people.changeUser(id, { disabled: true }, 2)).toMatchObject({ disabled: true, roles: ['auditor'] });
    await people.addSession(session);
    await people.addLink(id, 'link', NOON + 1000);
    expect(await people.session('s1', NOON)).toBeNull();
    expect(await people.takeLink('link', NOON)).toBeNull();
  });

  it('lets a sign-in link be used once, in its time', async () => {
    const { people } = given().records;
    const { id } = await people.addUser(ADA);
    await people.addLink(id, 'one', NOON + 1000);
    await people.addLink(id, 'late', NOON + 1000);
    const taken = await Promise.all([people.takeLink('one', NOON), people.takeLink('one', NOON), people.takeLink('one', NOON)]);
    expect(taken.filter((user) => user === id)).toHaveLength(1);
    expect(taken.filter((user) => user === null)).toHaveLength(2);
    expect(await people.takeLink('late', NOON + 1000)).toBeNull();
  });

  it('knows sessions until they end', async () => {
    const { people } = given().records;
    const { id } = await people.addUser(ADA);
    const session = { idHash: 's1', user: id, csrfToken: 'x', createdAt: NOON, expiresAt: NOON + 1000 };
    await people.addSession(session);
    await people.addSession({ ...session, idHash: 's2' });
    await people.addSession({ ...session, idHash: 's3' });
    expect(await people.session('s1', NOON + 999)).toEqual(session);
    expect(await people.session('s1', NOON + 1000)).toBeNull();
    await people.endSession('s1');
    expect(await people.session('s1', NOON)).toBeNull();
    expect(await people.session('s2', NOON)).not.toBeNull();
    await people.endSessionsOf(id);
    expect(await people.session('s2', NOON)).toBeNull();
    expect(await people.session('s3', NOON)).toBeNull();
  });

  it('remembers to the minute when somebody was seen', async () => {
    const { people } = given().records;
    const { id } = await people.addUser(ADA);
    for (const [at, seen] of [
      [0, 0],
      [59_999, 0],
      [60_000, 60_000],
    ] as const) {
      await people.seen(id, NOON + at);
      expect((await people.user(id))?.lastSeen).toBe(new Date(NOON + seen).toISOString());
    }
    expect((await people.user(id))?.etag).toBe('"1"');
  });

  it('knows a key by its hash until it expires or is revoked', async () => {
    const { people } = given().records;
    const key = await people.addKey(KEY);
    const shown = { name: 'intake', prefix: 'sw_ab', permissions: ['intake'], createdAt: AT, lastUsed: null, revoked: false };
    expect(key).toEqual({ id: key.id, ...shown, expiresAt: new Date(NOON + 1000).toISOString() });
    expect(await people.keyByHash('hash-1', NOON + 999)).toEqual(key);
    expect(await people.keyByHash('hash-1', NOON + 1000)).toBeNull();
    expect(await people.keyByHash('hash-2', NOON)).toBeNull();
    await expect(people.addKey(KEY)).rejects.toThrowWithCode('CONFLICT');
    const forever = await people.addKey({ ...KEY, hash: 'hash-2', expiresAt: null, at: NOON + 1 });
    await people.keyUsed(forever.id, NOON);
    expect(await people.keyByHash('hash-2', NOON * 2)).toEqual({ ...forever, lastUsed: AT });
    expect(await people.revokeKey(key.id)).toBe(true);
    expect(await people.revokeKey(key.id)).toBe(false);
    expect(await people.keyByHash('hash-1', NOON)).toBeNull();
    expect((await people.keys({ limit: 10 })).items.map(({ id, revoked }) => [id, revoked])).toEqual([
      [forever.id, false],
      [key.id, true],
    ]);
  });
}
