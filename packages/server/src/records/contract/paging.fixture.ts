// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Page, PageRequest } from '../../parts.ts';
import { AT, everyPage, type Harness, NOON, sampleEvent, sampleHunt, sampleMember, sampleUpdate } from './samples.fixture.ts';

const ROWS = 30;
const TIERS = ['confirmed', 'probable', 'watch'] as const;

/** Rows of which many have the same time and the same strength, so that only the last column tells them apart. */
async function fill({ records, clock }: Harness): Promise<void> {
  const indices = Array.from({ length: ROWS }, (_, i) => i);
  const iso = (i: number): string => new Date(NOON + (i % 3)).toISOString();
  const accounts = indices.map((i) => `m${i}`);
  const updates = indices.map((i) =>
    sampleUpdate(`c${i}`, { tier: TIERS[i % 3]!, bits: 20 + (i % 2) / 3, accounts: [`a${i}`] }, { reviewCause: 'new' }),
  );
  const events = indices.map((i) => sampleEvent({ at: iso(i), statement: String(i) }));
  const members = accounts.map((account, i) => sampleMember(account, 9 + (i % 4)));
  await records.campaigns.apply(sampleHunt('h'), [...updates, sampleUpdate('c', { accounts }, { members, events })]);
  for (const { id } of (await records.reviews.list('waiting', { limit: 9 })).items)
    await records.reviews.claim(id, 'ada', NOON + 9);
  await records.alerts.addChannel({ kind: 'email', name: 'x', target: 'x', url: 'x', secret: null, at: AT });
  for (const i of indices) {
    clock.ms = NOON + (i % 3);
    await records.hunts.put(sampleHunt(`h${i}`, { startedAt: iso(i) }));
    await records.audit.add({ at: iso(i), by: `by${i % 2}`, action: 'x', object: 'x', reason: null, requestId: 'r' });
    await records.alerts.add({ at: clock.ms, kind: 'test', campaign: null, statement: String(i) });
    await records.people.addUser({ name: `user ${i}`, email: null, roles: [] });
    const hash = `hash ${i}`;
    await records.people.addKey({ name: 'k', prefix: 'k', hash, permissions: [], expiresAt: null, at: clock.ms });
    await records.exceptions.suppress({ campaign: 'c', reason: 'r', until: AT, by: 'ada', at: iso(i) });
    await records.exceptions.allow({ entry: { org: 'o', kind: 'internal', note: '' }, reason: 'r', by: 'ada', at: iso(i) });
  }
  clock.ms = NOON;
}

type List = (page: PageRequest) => Promise<Page<object>>;
const listsOf = ({ records }: Harness): Readonly<Record<string, List>> => ({
  campaigns: (page) => records.campaigns.list({}, page),
  'current campaigns of one tier': (page) => records.campaigns.list({ current: true, tier: 'probable' }, page),
  'campaigns by words': (page) => records.campaigns.list({ q: 'quiet-c1' }, page),
  members: (page) => records.campaigns.members('c', page),
  events: (page) => records.campaigns.events('c', page),
  reviews: (page) => records.reviews.list(undefined, page),
  'waiting reviews': (page) => records.reviews.list('waiting', page),
  hunts: (page) => records.hunts.list(page),
  audit: (page) => records.audit.list({}, page),
  'audit of one': (page) => records.audit.list({ by: 'by1' }, page),
  alerts: (page) => records.alerts.list(page),
  channels: (page) => records.alerts.channels(page),
  users: (page) => records.people.users(page),
  keys: (page) => records.people.keys(page),
  suppressions: (page) => records.exceptions.suppressions(page),
  authorisations: (page) => records.exceptions.allowed(page),
});

export function pagingContract(given: () => Harness): void {
  it('pages give every row once and in order, whatever their size', async () => {
    await fill(given());
    for (const [name, list] of Object.entries(listsOf(given()))) {
      const { items, next } = await list({ limit: 1000 });
      expect(next, name).toBeNull();
      expect(items.length, name).toBeGreaterThan(0);
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: ROWS + 3 }), async (limit) => {
          expect(await everyPage(limit, list), name).toEqual(items);
        }),
        { numRuns: 6, examples: [[1], [items.length], [items.length + 1]] },
      );
    }
  });

  it('takes no cursor that a list did not write', async () => {
    await fill(given());
    const lists = listsOf(given());
    const cursorOf = async (name: string): Promise<string> => (await lists[name]!({ limit: 1 })).next!;
    const forge = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const forged = [
      '',
      'x',
      '%',
      forge(null),
      forge(['hunts', NOON]),
      forge(['hunts', NOON, 7]),
      forge(['hunts', 'x', 'h1']),
      forge(['hunts', 1.5, 'h1']),
      forge(['hunts', NOON, 'h1', 'h2']),
      Buffer.from('["hunts",1e999,"h1"]').toString('base64url'),
      `${await cursorOf('hunts')}=`,
      await cursorOf('audit'),
    ];
    for (const cursor of forged) await expect(lists.hunts!({ cursor, limit: 10 })).rejects.toThrowWithCode('REQUEST_INVALID');
    await expect(lists.hunts!({ cursor: await cursorOf('hunts'), limit: 0 })).rejects.toThrowWithCode('REQUEST_INVALID');
    await fc.assert(
      fc.asyncProperty(fc.string(), async (cursor) => {
        await expect(lists.audit!({ cursor, limit: 10 })).rejects.toThrowWithCode('REQUEST_INVALID');
      }),
      { numRuns: 50 },
    );
  });
}
