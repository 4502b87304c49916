// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { everyPage, type Harness, NOON, sampleEvent, sampleHunt, sampleMember, sampleUpdate } from './samples.fixture.ts';

const ALL = { limit: 1000 };
const ids = (page: { items: readonly { id: string }[] }): string[] => page.items.map(({ id }) => id);

export function campaignContract(given: () => Harness): void {
  it('gives a campaign back as the hunt found it', async () => {
    const { campaigns, hunts } = given().records;
    const update = sampleUpdate('c1', { bits: 0.1 + 0.2 });
    await campaigns.apply(sampleHunt('h1'), [update]);
    expect(await campaigns.get('c1')).toEqual({
      id: 'c1',
      status: 'open',
      finding: update.finding,
      current: true,
      trace: update.trace,
      version: 1,
      updatedAt: NOON,
    });
    expect(await campaigns.get('c2')).toBeNull();
    expect(await hunts.latest()).toEqual(sampleHunt('h1'));
    expect(await campaigns.traces()).toEqual([{ id: 'c1', trace: update.trace, status: 'open' }]);
    const [listed] = (await campaigns.list({}, ALL)).items;
    expect(listed?.finding).toEqual({ ...update.finding, links: [] });
  });

  it('lists the strongest first, by filters and by words', async () => {
    const { campaigns } = given().records;
    await campaigns.apply(sampleHunt('h0'), [sampleUpdate('old', { tier: 'confirmed', bits: 90 })]);
    await campaigns.apply(sampleHunt('h1'), [
      sampleUpdate('weak', { tier: 'watch', bits: 12 }),
      sampleUpdate('strong', { tier: 'confirmed', bits: 31, name: 'Ärger 100%_' }),
      sampleUpdate('mid', { bits: 25 }),
      sampleUpdate('low', { bits: 21 }),
    ]);
    expect(ids(await campaigns.list({}, ALL))).toEqual(['old', 'strong', 'mid', 'low', 'weak']);
    expect(ids(await campaigns.list({ current: true }, ALL))).toEqual(['strong', 'mid', 'low', 'weak']);
    expect(ids(await campaigns.list({ current: false, status: 'open' }, ALL))).toEqual(['old']);
    expect(ids(await campaigns.list({ tier: 'probable' }, ALL))).toEqual(['mid', 'low']);
    expect(ids(await campaigns.list({ status: 'confirmed' }, ALL))).toEqual([]);
    expect(ids(await campaigns.list({ q: 'QUIET-mI' }, ALL))).toEqual(['mid']);
    expect(ids(await campaigns.list({ q: 'äRGER' }, ALL))).toEqual(['strong']);
    expect(ids(await campaigns.list({ q: '%_' }, ALL))).toEqual(['strong']);
    expect(ids(await campaigns.list({ q: 'low-b' }, ALL))).toEqual(['low']);
    expect(ids(await campaigns.list({ q: 'low-' }, ALL))).toEqual([]);
    expect(await campaigns.counts()).toEqual({ confirmed: 1, probable: 2, watch: 1 });
  });

  it('keeps what a later hunt does not name, and what people decided', async () => {
    const { campaigns } = given().records;
    await campaigns.apply(sampleHunt('h1'), [sampleUpdate('c1'), sampleUpdate('c2')]);
    given().clock.ms += 1000;
    await campaigns.apply(sampleHunt('h2'), [
      sampleUpdate('c2', { accounts: ['new'] }, { events: [sampleEvent({ kind: 'grew' }), sampleEvent({ kind: 'tier' })] }),
    ]);
    expect(await campaigns.get('c1')).toMatchObject({ current: false, version: 2, updatedAt: NOON + 1000 });
    expect(await campaigns.get('c2')).toMatchObject({ current: true, version: 2, finding: { accounts: ['new'] } });
    expect((await campaigns.events('c2', ALL)).items.map(({ kind }) => kind)).toEqual(['tier', 'grew', 'found']);
    expect(await campaigns.campaignOf(['c1-a', 'new', 'c2-a', 'nobody'])).toEqual(new Map([['new', 'c2']]));
    expect(await campaigns.membership('c1-a')).toEqual({ campaign: 'c1', member: sampleMember('c1-a', 10) });
    expect(await campaigns.membership('c2-a')).toBeNull();
  });

  it('names the strongest current campaign of an account', async () => {
    const { campaigns } = given().records;
    const both = { accounts: ['both'] };
    await campaigns.apply(sampleHunt('h0'), [sampleUpdate('gone', { ...both, tier: 'confirmed', bits: 99 })]);
    await campaigns.apply(sampleHunt('h1'), [
      sampleUpdate('a', { ...both, bits: 28 }),
      sampleUpdate('b', { ...both, tier: 'confirmed', bits: 22 }),
      sampleUpdate('c', { ...both, tier: 'watch', bits: 50 }),
    ]);
    expect(await campaigns.campaignOf(['both'])).toEqual(new Map([['both', 'b']]));
    expect((await campaigns.membership('both'))?.campaign).toBe('b');
  });

  it('holds twenty thousand accounts and pages them, the strongest first', async () => {
    const { campaigns } = given().records;
    const accounts = Array.from({ length: 20_000 }, (_, i) => `account-${i}`);
    const members = accounts.map((account, i) => sampleMember(account, 9 + (i % 700) / 7));
    await campaigns.apply(sampleHunt('h1'), [sampleUpdate('c1', { accounts }, { members })]);
    expect((await campaigns.get('c1'))?.finding.accounts).toEqual(accounts);
    const paged = await everyPage(1000, (page) => campaigns.members('c1', page));
    expect(paged).toEqual(members.toSorted((a, b) => b.bits - a.bits || (a.account < b.account ? -1 : 1)));
    expect((await campaigns.campaignOf(accounts)).size).toBe(20_000);
  });

  it('stores a hunt whole or not at all', async () => {
    const { campaigns, hunts } = given().records;
    const twice = [sampleMember('same'), sampleMember('same')];
    const broken = [sampleUpdate('c1'), sampleUpdate('c2', {}, { members: twice, reviewCause: 'new' })];
    await expect(campaigns.apply(sampleHunt('h1'), broken)).rejects.toThrowWithCode('INTERNAL');
    expect(await campaigns.list({}, ALL)).toEqual({ items: [], next: null });
    expect(await hunts.latest()).toBeNull();
  });

  it('takes a remark, and none on a campaign that is not there', async () => {
    const { campaigns } = given().records;
    await campaigns.apply(sampleHunt('h1'), [sampleUpdate('c1')]);
    const remark = sampleEvent({ at: '2026-06-01T12:00:01.000Z', kind: 'commented', statement: 'See “c0”.', by: 'ada' });
    const added = await campaigns.addEvent('c1', remark);
    expect(added).toEqual({ ...remark, id: added.id });
    expect((await campaigns.events('c1', { limit: 1 })).items).toEqual([added]);
    await expect(campaigns.addEvent('c9', remark)).rejects.toThrowWithCode('NOT_FOUND');
  });

  it('keeps hunts by when they began', async () => {
    const { hunts } = given().records;
    const waiting = sampleHunt('h2', {
      status: 'waiting',
      startedAt: '2026-06-01T13:00:00.000Z',
      finishedAt: null,
      window: null,
      summary: null,
    });
    await hunts.put(sampleHunt('h1'));
    await hunts.put(waiting);
    expect(await hunts.latest()).toEqual(waiting);
    await hunts.put({ ...waiting, status: 'failed', error: 'no' });
    expect(await hunts.get('h2')).toEqual({ ...waiting, status: 'failed', error: 'no' });
    expect(ids(await hunts.list(ALL))).toEqual(['h2', 'h1']);
    expect(await hunts.get('h3')).toBeNull();
  });
}
