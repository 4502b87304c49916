// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { AT, type Harness, NOON } from './samples.fixture.ts';

const LATER = '2026-06-02T12:00:00.000Z';
const ALL = { limit: 100 };
const HOOK = {
  kind: 'webhook',
  name: 'pager',
  target: 'https://hook.example',
  url: 'https://hook.example?k=1',
  secret: 's',
  at: AT,
} as const;
const ALERT = { at: NOON, kind: 'campaign.found', campaign: 'c1', statement: 'A campaign was found.' } as const;

export function systemContract(given: () => Harness): void {
  it('keeps the audit trail, the newest first, by who and by what', async () => {
    const { audit } = given().records;
    const entry = { at: AT, by: 'ada', action: 'exchange.revealed', object: 'x', reason: 'To see.', requestId: 'r1' };
    const first = await audit.add(entry);
    expect(first).toEqual({ ...entry, id: first.id });
    const second = await audit.add({ ...entry, by: 'bob', reason: null });
    const third = await audit.add({ ...entry, at: LATER, action: 'key.created' });
    expect(await audit.list({}, ALL)).toEqual({ items: [third, second, first], next: null });
    expect((await audit.list({ by: 'ada' }, ALL)).items).toEqual([third, first]);
    expect((await audit.list({ by: 'ada', action: 'exchange.revealed' }, ALL)).items).toEqual([first]);
    expect((await audit.list({ action: 'nothing' }, ALL)).items).toEqual([]);
  });

  it('keeps suppressions and authorisations', async () => {
    const { exceptions } = given().records;
    const entry = { campaign: 'c1', reason: 'Known.', until: LATER, by: 'ada', at: AT };
    const silenced = await exceptions.suppress(entry);
    expect(silenced).toEqual({ ...entry, id: silenced.id });
    expect(await exceptions.suppressions(ALL)).toEqual({ items: [silenced], next: null });
    expect(await exceptions.isSuppressed('c1', Date.parse(LATER) - 1)).toBe(true);
    expect(await exceptions.isSuppressed('c1', Date.parse(LATER))).toBe(false);
    expect(await exceptions.isSuppressed('c2', NOON)).toBe(false);
    expect(await exceptions.unsuppress(silenced.id)).toBe(true);
    expect(await exceptions.unsuppress(silenced.id)).toBe(false);
    expect(await exceptions.isSuppressed('c1', NOON)).toBe(false);
    const permit = { entry: { account: 'a1', kind: 'research', note: '' }, reason: 'Ours.', by: 'ada', at: AT } as const;
    const allowed = await exceptions.allow(permit);
    expect(await exceptions.allowed(ALL)).toEqual({ items: [{ ...permit, id: allowed.id }], next: null });
    expect(await exceptions.disallow(allowed.id)).toBe(true);
    expect(await exceptions.disallow(allowed.id)).toBe(false);
  });

  it('delivers an alert to every channel at least once', async () => {
    const { alerts } = given().records;
    expect((await alerts.add(ALERT)).deliveries).toEqual([]);
    const a = await alerts.addChannel(HOOK);
    const b = await alerts.addChannel({ ...HOOK, name: 'mail', at: LATER });
    expect(await alerts.channels(ALL)).toEqual({ items: [b, a], next: null });
    expect(a).toEqual({ id: a.id, kind: 'webhook', name: 'pager', target: 'https://hook.example', at: AT });
    expect(await alerts.channelTarget(a.id)).toEqual({ channel: a, url: HOOK.url, secret: 's' });
    const alert = await alerts.add(ALERT);
    const waiting = { status: 'waiting', attempts: 0, lastError: null, deliveredAt: null };
    expect(alert).toMatchObject({
      at: AT,
      campaign: 'c1',
      deliveries: [
        { channel: a.id, ...waiting },
        { channel: b.id, ...waiting },
      ],
    });
    expect(await alerts.due(NOON - 1, 10)).toEqual([]);
    expect(await alerts.due(NOON, 1)).toEqual([{ alert, channel: a.id, attempts: 0 }]);
    await alerts.delivered(alert.id, a.id, NOON + 1);
    await alerts.failed(alert.id, b.id, 'refused', NOON + 5000);
    expect(await alerts.due(NOON + 4999, 10)).toEqual([]);
    expect(await alerts.due(NOON + 5000, 10)).toMatchObject([{ channel: b.id, attempts: 1 }]);
    await alerts.failed(alert.id, b.id, 'refused', null);
    expect(await alerts.countFailed()).toBe(1);
    expect((await alerts.get(alert.id))?.deliveries).toEqual([
      { channel: a.id, status: 'delivered', attempts: 1, lastError: null, deliveredAt: new Date(NOON + 1).toISOString() },
      { channel: b.id, status: 'failed', attempts: 2, lastError: 'refused', deliveredAt: null },
    ]);
    expect((await alerts.replay(alert.id, NOON + 9000))?.deliveries).toMatchObject([waiting, waiting]);
    expect(await alerts.due(NOON + 9000, 10)).toHaveLength(2);
    expect(await alerts.replay('nothing', NOON)).toBeNull();
    expect(await alerts.get('nothing')).toBeNull();
  });

  it('sends an alert to the channels named, and forgets what a removed one owed', async () => {
    const { alerts } = given().records;
    const a = await alerts.addChannel(HOOK);
    const b = await alerts.addChannel(HOOK);
    const alert = await alerts.add({ ...ALERT, kind: 'test', campaign: null }, [b.id]);
    expect(alert.deliveries.map(({ channel }) => channel)).toEqual([b.id]);
    await alerts.failed(alert.id, b.id, 'refused', null);
    expect(await alerts.removeChannel(b.id)).toBe(true);
    expect(await alerts.removeChannel(b.id)).toBe(false);
    expect(await alerts.countFailed()).toBe(0);
    expect(await alerts.channelTarget(b.id)).toBeNull();
    expect((await alerts.channels(ALL)).items).toEqual([a]);
    expect((await alerts.list(ALL)).items).toEqual([{ ...alert, deliveries: [] }]);
  });

  it('gives a lease to one holder at a time, also among nodes that ask at once', async () => {
    const { leases } = given().records;
    const nodes = await Promise.all([given().again(), given().again()]);
    try {
      for (let round = 0; round < 5; round++) {
        const now = NOON + round * 1000;
        const tries = Array.from({ length: 6 }, (_, i) => nodes[i % 2]!.leases.acquire('hunt', `node-${i}`, now, 1000));
        expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
      }
    } finally {
      await Promise.all(nodes.map((node) => node.close()));
    }
    expect(await leases.acquire('other', 'a', NOON, 1000)).toBe(true);
    expect(await leases.acquire('other', 'a', NOON + 999, 1000)).toBe(true);
    expect(await leases.acquire('other', 'b', NOON + 1000, 1000)).toBe(false);
    await leases.release('other', 'b');
    expect(await leases.acquire('other', 'b', NOON + 1000, 1000)).toBe(false);
    await leases.release('other', 'a');
    expect(await leases.acquire('other', 'b', NOON + 1000, 1000)).toBe(true);
  });

  it('sorts text by its bytes, whatever the language', async () => {
    const { labels } = given().records;
    const accounts = ['B', 'C', '_', 'a', 'ab', 'b', 'ä', '漢'];
    for (const account of accounts.toReversed()) await labels.set({ account, label: 'benign', by: 'ada', at: 1, reason: 'x' });
    expect((await labels.all()).map(({ account }) => account)).toEqual(accounts);
  });

  it('keeps small values', async () => {
    const { values } = given().records;
    expect(await values.get('seeded')).toBeNull();
    await values.set('seeded', '1');
    await values.set('seeded', "nul \0, lone \ud800, quote ' and 漢");
    expect(await values.get('seeded')).toBe("nul \ufffd, lone \ufffd, quote ' and 漢");
  });

  it('answers a repeated request as the first time, for a day', async () => {
    const { idempotency } = given().records;
    const day = 24 * 3_600_000;
    const all = await Promise.all(Array.from({ length: 4 }, () => idempotency.begin('k', 'ada', 'f', NOON)));
    expect(all.map(({ state }) => state).sort()).toEqual(['new', 'running', 'running', 'running']);
    expect(await idempotency.begin('k', 'bob', 'f', NOON)).toEqual({ state: 'new' });
    await idempotency.finish('k', 'ada', { status: 201, body: '{"id":1}' });
    expect(await idempotency.begin('k', 'ada', 'f', NOON + day - 1)).toEqual({ state: 'done', status: 201, body: '{"id":1}' });
    expect(await idempotency.begin('k', 'ada', 'other', NOON + 1)).toEqual({ state: 'mismatch' });
    expect(await idempotency.begin('k', 'ada', 'f', NOON + day)).toEqual({ state: 'new' });
    await idempotency.abandon('k', 'ada');
    expect(await idempotency.begin('k', 'ada', 'f', NOON + day)).toEqual({ state: 'new' });
    expect(await idempotency.begin('k', 'ada', 'f', NOON + day + 119_999)).toEqual({ state: 'running' });
    expect(await idempotency.begin('k', 'ada', 'f', NOON + day + 120_000)).toEqual({ state: 'new' });
  });
}
