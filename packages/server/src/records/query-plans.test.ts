// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type CompiledQuery, Kysely } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page, PageRequest, Records } from '../parts.ts';
import { AT, NOON, sampleHunt, sampleUpdate } from './contract/samples.fixture.ts';
import type { Database } from './database.ts';
import { migrate } from './migrations.ts';
import { toRecords } from './open.ts';
import { toParameter } from './parameters.ts';
import { openSqlite, sqliteFile } from './sqlite.ts';
import type { Tables } from './tables.ts';

let folder: string;
let records: Records;
let plain: DatabaseSync;
let asked: CompiledQuery[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stillwatch-plans-'));
  const dialect = openSqlite(folder);
  const db = new Kysely<Tables>({ dialect, log: ({ query }) => void asked.push(query) });
  await migrate(db, { dialect: 'sqlite', at: NOON });
  const transact: Database['transact'] = (work) => db.transaction().execute(work);
  records = toRecords({ db, dialect: 'sqlite', transact, close: () => db.destroy() }, { now: () => NOON });
  plain = new DatabaseSync(sqliteFile(folder));
  await fill();
});
afterAll(async () => {
  plain.close();
  await records.close();
  rmSync(folder, { recursive: true });
});

/** Enough that every list has a second page. */
async function fill(): Promise<void> {
  const { alerts, audit, campaigns, exceptions, hunts, people } = records;
  const updates = ['a', 'b', 'c'].map((id) => sampleUpdate(id, { accounts: ['x', 'y', 'z'] }, { reviewCause: 'new' }));
  await campaigns.apply(sampleHunt('h'), updates);
  for (const i of [1, 2, 3]) {
    await campaigns.addEvent('a', updates[0]!.events[0]!);
    await hunts.put(sampleHunt(`h${i}`));
    await audit.add({ at: AT, by: 'ada', action: 'x', object: 'x', reason: null, requestId: 'r' });
    await alerts.addChannel({ kind: 'email', name: 'x', target: 'x', url: 'x', secret: null, at: AT });
    await alerts.add({ at: NOON, kind: 'test', campaign: null, statement: 'x' });
    await people.addUser({ name: 'x', email: null, roles: [] });
    await people.addKey({ name: 'x', prefix: 'x', hash: `h${i}`, permissions: [], expiresAt: null, at: NOON });
    await exceptions.suppress({ campaign: 'a', reason: 'r', until: AT, by: 'ada', at: AT });
    await exceptions.allow({ entry: { org: 'o', kind: 'internal', note: '' }, reason: 'r', by: 'ada', at: AT });
  }
}

/** How SQLite answers each statement that some work makes. */
async function plansOf(work: () => Promise<unknown>): Promise<string[]> {
  asked = [];
  await work();
  const explained = asked.filter(({ sql }) => /^(select|update|delete|insert)/.test(sql));
  return explained.flatMap(({ sql, parameters }) =>
    plain
      .prepare(`explain query plan ${sql}`)
      .all(...parameters.map(toParameter))
      .map((step) => `${String(step.detail)} <- ${sql}`),
  );
}

const bad = (steps: readonly string[]): string[] =>
  steps.filter((step) => /^SCAN \S+ <-/.test(step) || /^SCAN (?!.*USING)/.test(step) || step.includes('TEMP B-TREE'));

type List = (page: PageRequest) => Promise<Page<unknown>>;

it.each<[string, List]>([
  ['campaigns', (page) => records.campaigns.list({}, page)],
  ['current campaigns', (page) => records.campaigns.list({ current: true }, page)],
  ['open campaigns', (page) => records.campaigns.list({ status: 'open' }, page)],
  ['probable campaigns', (page) => records.campaigns.list({ tier: 'probable' }, page)],
  [
    'current open campaigns of a tier',
    (page) => records.campaigns.list({ tier: 'probable', status: 'open', current: true }, page),
  ],
  ['campaigns by words', (page) => records.campaigns.list({ q: 'quiet' }, page)],
  ['current campaigns by words', (page) => records.campaigns.list({ q: 'x', current: true }, page)],
  ['members', (page) => records.campaigns.members('a', page)],
  ['events', (page) => records.campaigns.events('a', page)],
  ['reviews', (page) => records.reviews.list(undefined, page)],
  ['waiting reviews', (page) => records.reviews.list('waiting', page)],
  ['hunts', (page) => records.hunts.list(page)],
  ['audit', (page) => records.audit.list({}, page)],
  ['audit by person', (page) => records.audit.list({ by: 'ada' }, page)],
  ['audit by action', (page) => records.audit.list({ action: 'x' }, page)],
  ['audit by both', (page) => records.audit.list({ by: 'ada', action: 'x' }, page)],
  ['alerts', (page) => records.alerts.list(page)],
  ['channels', (page) => records.alerts.channels(page)],
  ['users', (page) => records.people.users(page)],
  ['keys', (page) => records.people.keys(page)],
  ['suppressions', (page) => records.exceptions.suppressions(page)],
  ['authorisations', (page) => records.exceptions.allowed(page)],
])('pages of %s come from an index, without a sort', async (_, list) => {
  const plans = await plansOf(async () => {
    const { next } = await list({ limit: 1 });
    expect((await list({ cursor: next!, limit: 1 })).items).toHaveLength(1);
  });
  expect(plans.length).toBeGreaterThanOrEqual(2);
  expect(bad(plans)).toEqual([]);
});

it.each<[string, () => Promise<unknown>]>([
  ['the newest hunt', () => records.hunts.latest()],
  ['campaigns of accounts', () => records.campaigns.campaignOf(['x', 'y'])],
  ['counts of campaigns', () => records.campaigns.counts()],
  ['the review of a campaign', () => records.reviews.ofCampaign('a')],
  ['what waits', () => records.reviews.waiting()],
  ['labels', () => records.labels.all()],
  ['alerts that are due', () => records.alerts.due(NOON, 10)],
  ['failed alerts', () => records.alerts.countFailed()],
  ['a suppression', () => records.exceptions.isSuppressed('a', NOON)],
  ['a session', () => records.people.session('x', NOON)],
  ['a sign-in link', () => records.people.takeLink('x', NOON)],
  ['a key', () => records.people.keyByHash('x', NOON)],
  ['the use of a key', () => records.people.keyUsed('x', NOON)],
  ['a subject', () => records.people.userBySubject('x')],
  ['a lease', () => records.leases.acquire('hunt', 'a', NOON, 1)],
  ['an idempotency key', () => records.idempotency.begin('k', 'ada', 'f', NOON)],
])('%s is found by an index', async (_, work) => {
  const plans = await plansOf(work);
  expect(asked.length).toBeGreaterThan(0);
  expect(bad(plans)).toEqual([]);
});

it('sees a plan that is bad', async () => {
  expect(bad(await plansOf(() => records.campaigns.traces()))).toHaveLength(1);
  expect(bad(await plansOf(() => records.campaigns.membership('x'))).join()).toContain('TEMP B-TREE');
});
