// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import type { ReviewRecord } from '../../parts.ts';
import { AT, type Harness, NOON, sampleHunt, sampleUpdate } from './samples.fixture.ts';

const HALF_HOUR = 30 * 60_000;

/** One campaign with an open review. */
async function opened({ records }: Harness, id = 'c1'): Promise<ReviewRecord> {
  await records.campaigns.apply(sampleHunt('h1'), [sampleUpdate(id, {}, { reviewCause: 'It is new.' })]);
  return (await records.reviews.ofCampaign(id))!;
}

export function reviewContract(given: () => Harness): void {
  it('opens one review of a campaign at a time', async () => {
    const { campaigns, reviews } = given().records;
    const review = await opened(given());
    const waiting = { claimedBy: null, claimedUntil: null, decision: null, decidedBy: null, decidedAt: null, reason: null };
    const rest = { campaign: 'c1', cause: 'It is new.', status: 'waiting', openedAt: NOON, version: 1 };
    expect(review).toEqual({ id: review.id, ...rest, ...waiting });
    await campaigns.apply(sampleHunt('h2'), [sampleUpdate('c1', {}, { reviewCause: 'It grew.' })]);
    expect((await reviews.list(undefined, { limit: 10 })).items).toEqual([review]);
    expect(await reviews.waiting()).toEqual({ count: 1, oldest: NOON });
    const held = await reviews.claim(review.id, 'ada', NOON + HALF_HOUR);
    await reviews.decide(review.id, 'ada', 'confirm', 'One card.', held.version);
    expect(await reviews.waiting()).toEqual({ count: 0, oldest: null });
    given().clock.ms += 1;
    await campaigns.apply(sampleHunt('h3'), [sampleUpdate('c1', {}, { reviewCause: 'It grew.' })]);
    expect(await reviews.ofCampaign('c1')).toMatchObject({ status: 'waiting', cause: 'It grew.' });
    expect((await reviews.list(undefined, { limit: 10 })).items.map(({ status }) => status)).toEqual(['waiting', 'decided']);
    expect((await reviews.list('decided', { limit: 10 })).items.map(({ id }) => id)).toEqual([review.id]);
    expect(await reviews.get('nothing')).toBeNull();
    expect(await reviews.ofCampaign('nothing')).toBeNull();
  });

  it('is held by one person until the claim is given back or runs out', async () => {
    const { clock, records } = given();
    const { campaigns, reviews } = records;
    const { id } = await opened(given());
    expect(await reviews.claim(id, 'ada', NOON + HALF_HOUR)).toMatchObject({ status: 'claimed', claimedBy: 'ada', version: 2 });
    expect((await campaigns.get('c1'))?.status).toBe('in-review');
    await expect(reviews.claim(id, 'bob', NOON + HALF_HOUR)).rejects.toThrowWithCode('CONFLICT');
    await expect(reviews.release(id, 'bob')).rejects.toThrowWithCode('CONFLICT');
    expect(await reviews.claim(id, 'ada', NOON + 2 * HALF_HOUR)).toMatchObject({ claimedUntil: NOON + 2 * HALF_HOUR });
    expect(await reviews.release(id, 'ada')).toMatchObject({ status: 'waiting', claimedBy: null, claimedUntil: null });
    expect((await campaigns.get('c1'))?.status).toBe('open');
    await reviews.claim(id, 'ada', clock.ms + HALF_HOUR);
    clock.ms += HALF_HOUR;
    expect(await reviews.get(id)).toMatchObject({ status: 'waiting', claimedBy: null });
    expect((await campaigns.get('c1'))?.status).toBe('open');
    expect(await reviews.waiting()).toEqual({ count: 1, oldest: NOON });
    expect(await reviews.claim(id, 'bob', clock.ms + HALF_HOUR)).toMatchObject({ claimedBy: 'bob' });
    await expect(reviews.claim('nothing', 'ada', 1)).rejects.toThrowWithCode('NOT_FOUND');
  });

  it.each([
    ['confirm', 'confirmed', 'malicious'],
    ['dismiss', 'dismissed', 'benign'],
    ['contain', 'contained', 'malicious'],
  ] as const)('%s makes a campaign %s and its accounts %s', async (decision, status, label) => {
    const { clock, records } = given();
    const { campaigns, labels, reviews } = records;
    const { id } = await opened(given());
    await labels.set({
      account: 'c1-a',
      label: label === 'benign' ? 'malicious' : 'benign',
      by: 'eve',
      at: 1,
      reason: 'A guess.',
    });
    clock.ms += 5;
    const { version } = await reviews.claim(id, 'ada', NOON + HALF_HOUR);
    const decided = await reviews.decide(id, 'ada', decision, 'Looked at it.', version);
    const rest = { decision, decidedBy: 'ada', decidedAt: NOON + 5, reason: 'Looked at it.', claimedBy: null };
    expect(decided).toMatchObject({ status: 'decided', ...rest, version: version + 1 });
    expect(await reviews.get(id)).toEqual(decided);
    expect((await campaigns.get('c1'))?.status).toBe(status);
    const expected = { label, by: 'ada', at: NOON + 5, reason: 'Looked at it.' };
    expect(await labels.all()).toEqual(['c1-a', 'c1-b'].map((account) => ({ account, ...expected })));
    expect(await labels.get('c1-b')).toEqual({ account: 'c1-b', ...expected });
    const [event] = (await campaigns.events('c1', { limit: 1 })).items;
    expect(event).toMatchObject({ kind: 'decided', by: 'ada', accounts: 2, bits: 21.25 });
    expect(event?.statement).toContain('Looked at it.');
    await expect(reviews.decide(id, 'ada', 'dismiss', 'Again.', decided.version)).rejects.toThrowWithCode('CONFLICT');
    await expect(reviews.claim(id, 'ada', NOON + HALF_HOUR)).rejects.toThrowWithCode('CONFLICT');
  });

  it('waits again when it is deferred, and labels nobody', async () => {
    const { campaigns, labels, reviews } = given().records;
    const { id } = await opened(given());
    const { version } = await reviews.claim(id, 'ada', NOON + HALF_HOUR);
    expect(await reviews.decide(id, 'ada', 'defer', 'Ask them first.', version)).toMatchObject({
      status: 'waiting',
      decision: 'defer',
      decidedBy: 'ada',
      reason: 'Ask them first.',
    });
    expect((await campaigns.get('c1'))?.status).toBe('open');
    expect(await labels.all()).toEqual([]);
    expect((await campaigns.events('c1', { limit: 1 })).items[0]?.kind).toBe('decided');
    expect(await reviews.claim(id, 'bob', NOON + HALF_HOUR)).toMatchObject({ claimedBy: 'bob' });
  });

  it('is decided by whoever holds it, as they read it, or nothing changes', async () => {
    const { campaigns, labels, reviews } = given().records;
    const { id, version } = await opened(given());
    await expect(reviews.decide(id, 'ada', 'confirm', 'Yes.', version)).rejects.toThrowWithCode('CONFLICT');
    const held = await reviews.claim(id, 'ada', NOON + HALF_HOUR);
    await expect(reviews.decide(id, 'bob', 'confirm', 'Yes.', held.version)).rejects.toThrowWithCode('CONFLICT');
    await expect(reviews.decide(id, 'ada', 'confirm', 'Yes.', version)).rejects.toThrowWithCode('PRECONDITION_FAILED');
    expect(await reviews.get(id)).toEqual(held);
    expect((await campaigns.get('c1'))?.status).toBe('in-review');
    expect(await labels.all()).toEqual([]);
    expect((await campaigns.events('c1', { limit: 10 })).items).toHaveLength(1);
    await expect(reviews.decide('nothing', 'ada', 'confirm', 'Yes.', 1)).rejects.toThrowWithCode('NOT_FOUND');
  });

  it('is closed by itself where what it asked about is gone, held or not, and never when it is decided', async () => {
    const { campaigns, labels, reviews } = given().records;
    const gone = { at: AT, kind: 'silent', statement: 'Gone.', accounts: 2, bits: 1, by: 'sharing' } as const;
    for (const id of ['f-1', 'f-2', 'f-3']) await campaigns.raise(sampleUpdate(id, {}, { reviewCause: 'Reported.' }));
    const [one, two, three] = await Promise.all(['f-1', 'f-2', 'f-3'].map(async (id) => (await reviews.ofCampaign(id))!));
    // A campaign of a hunt that went silent is still to be decided.
    await opened(given());
    await campaigns.apply(sampleHunt('h2'), []);
    expect(await reviews.leftOver()).toEqual([]);
    for (const id of ['f-1', 'f-2']) await campaigns.retire(id, gone);
    await reviews.claim(two!.id, 'ada', NOON + HALF_HOUR);
    expect((await reviews.leftOver()).map(({ id }) => id).toSorted()).toEqual([one!.id, two!.id].toSorted());
    const rest = { status: 'decided', decision: null, decidedBy: 'sharing', decidedAt: NOON, reason: 'It was withdrawn.' };
    for (const { id } of [one!, two!]) {
      expect(await reviews.close(id, 'sharing', 'It was withdrawn.')).toMatchObject({ ...rest, claimedBy: null });
    }
    expect(await reviews.leftOver()).toEqual([]);
    expect((await campaigns.get('f-2'))?.status).toBe('open');
    expect(await labels.all()).toEqual([]);
    await expect(reviews.close(one!.id, 'sharing', 'Again.')).rejects.toThrowWithCode('CONFLICT');
    await expect(reviews.claim(one!.id, 'ada', NOON + HALF_HOUR)).rejects.toThrowWithCode('CONFLICT');
    const { version } = await reviews.claim(three!.id, 'ada', NOON + HALF_HOUR);
    const decided = await reviews.decide(three!.id, 'ada', 'dismiss', 'Ours.', version);
    await campaigns.retire('f-3', gone);
    expect(await reviews.leftOver()).toEqual([]);
    await expect(reviews.close(three!.id, 'sharing', 'Gone.')).rejects.toThrowWithCode('CONFLICT');
    expect(await reviews.get(three!.id)).toEqual(decided);
    // What is reported again is asked about again.
    given().clock.ms += 1;
    await campaigns.raise(sampleUpdate('f-1', {}, { reviewCause: 'Reported again.' }));
    expect(await reviews.ofCampaign('f-1')).toMatchObject({ status: 'waiting', cause: 'Reported again.' });
  });

  it('of many who claim at once, exactly one wins', async () => {
    const { id } = await opened(given());
    const nodes = await Promise.all([given().again(), given().again()]);
    try {
      const claims = Array.from({ length: 8 }, (_, i) => nodes[i % 2]!.reviews.claim(id, `person-${i}`, NOON + HALF_HOUR));
      const results = await Promise.allSettled(claims);
      const lost = results.filter((result) => result.status === 'rejected');
      expect(lost).toHaveLength(7);
      for (const { reason } of lost) expect(reason).toThrowWithCode('CONFLICT');
      expect((await given().records.reviews.get(id))?.version).toBe(2);
    } finally {
      await Promise.all(nodes.map((node) => node.close()));
    }
  });
}
