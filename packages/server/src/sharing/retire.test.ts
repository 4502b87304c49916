// SPDX-License-Identifier: Apache-2.0
import type { AuditEntry, Review } from '@stillwatch/core/api';
import { signAssertion } from '@stillwatch/sharing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, openPair, type Pair, release, releaseTo, twoPeople } from './nodes.fixture.ts';

const DAY = 86_400_000;
const CANARY = '192.0.2.213';
const CLOSED = 'Nobody has decided about the accounts.';

let pair: Pair;
const told: string[] = [];
beforeAll(async () => {
  pair = await openPair({ moreAtB: `, canaries: [{value: ${CANARY}}]` });
  pair.b.parts.events.subscribe((event) => void (event.kind === 'review' && told.push(event.id)));
});
afterAll(async () => await pair.close());

let reviewer: Record<string, string>;
/** A releases something, and B asks a reviewer about it. */
async function reported(validDays = 30): Promise<{ release: { id: string; etag: string }; review: Review }> {
  const { a, b, bAtA } = pair;
  a.clock.ms += 60_000;
  b.clock.ms += 60_000;
  const released = await release(a, releaseTo(bAtA, { validDays }), await twoPeople(a));
  const { raised } = await b.parts.sharing.round();
  expect(raised).toHaveLength(1);
  reviewer = await b.asPerson(['analyst'], 'reviewer');
  const { items } = (await call(b, reviewer, 'GET /v1/reviews?status=waiting')).json as { items: Review[] };
  const review = items.find(({ campaign }) => campaign.id === raised[0])!;
  expect(review.cause).toContain('lab-a.example');
  return { release: released, review };
}
async function recall({ id, etag }: { id: string; etag: string }): Promise<void> {
  const { author } = await twoPeople(pair.a);
  const recalled = await call(pair.a, author, `POST /v1/releases/${id}/recall`, { body: { reason: 'A mistake.' }, etag });
  expect(recalled.status, recalled.text).toBe(200);
}
const reviewNow = async (id: string): Promise<Review> => (await call(pair.b, reviewer, `GET /v1/reviews/${id}`)).json;
const claim = async (id: string): Promise<Review> => (await call(pair.b, reviewer, `POST /v1/reviews/${id}/claim`)).json;
async function closings(): Promise<{ object: string; by: string; reason: string | null }[]> {
  const answer = await call(pair.b, await pair.b.asPerson(['auditor']), 'GET /v1/audit?action=review.closed');
  return (answer.json as { items: AuditEntry[] }).items.map(({ object, by, reason }) => ({ object, by, reason }));
}

/** What an analyst thinks of the accounts that match: nothing is held against benign ones. */
async function label(name: 'benign' | 'malicious'): Promise<void> {
  for (const account of ['b-0', 'b-1', 'b-2'])
    await pair.b.records.labels.set({ account, label: name, by: 'x', at: 1, reason: 'x' });
}

/** One after the other, over two nodes that stay. */
describe('a review of what partners reported', () => {
  it('is closed when the report is withdrawn: with a reason, an audit entry, a leaf, and for whoever looks', async () => {
    const { b } = pair;
    const { release: released, review } = await reported();
    const held = await claim(review.id);
    expect(held).toMatchObject({ status: 'claimed', campaign: { status: 'in-review' } });
    await recall(released);
    told.length = 0;
    await b.parts.sharing.round();
    const reason = `Closed by itself: the report was withdrawn by its source. ${CLOSED}`;
    const by = { decidedBy: 'sharing', decidedAt: new Date(b.clock.ms).toISOString() };
    expect(await reviewNow(review.id)).toMatchObject({ status: 'decided', decision: null, claimedBy: null, reason, ...by });
    expect((await reviewNow(review.id)).campaign).toMatchObject({ status: 'open', current: false });
    expect(told).toEqual([review.id]);
    expect(await closings()).toEqual([{ object: review.id, by: 'sharing', reason }]);
    const { ledger } = b.parts;
    const [leaf] = (await b.records.vault.entries(ledger.origin, { kind: 'case-step' }, { limit: 1 })).items;
    expect((await ledger.payloadOf(leaf!))?.payload).toMatchObject({ case: review.id, step: 'review.closed', reason });
    // Whoever had it open is told that it is over.
    const body = { decision: 'confirm', reason: 'It is them.' };
    const late = await call(b, reviewer, `POST /v1/reviews/${review.id}/decision`, { body, etag: held.etag });
    expect(late.json).toMatchObject({ code: 'CONFLICT' });
    // Once is enough.
    await b.parts.sharing.round();
    expect(await closings()).toHaveLength(1);
  });

  it('is closed when the report has expired', async () => {
    const { a, b } = pair;
    const { review } = await reported(1);
    a.clock.ms += 2 * DAY;
    b.clock.ms += 2 * DAY;
    await b.parts.sharing.round();
    expect(await closings()).toMatchObject([
      { object: review.id, reason: expect.stringContaining('the report has expired') },
      { object: expect.any(String) },
    ]);
  });

  it('stays open where only the traffic went on, and is closed when the report goes after that', async () => {
    const { b } = pair;
    const { release: released, review } = await reported();
    await label('benign');
    expect((await b.parts.sharing.round()).retired).toEqual([review.campaign.id]);
    expect(await reviewNow(review.id)).toMatchObject({ status: 'waiting' });
    await recall(released);
    expect((await b.parts.sharing.round()).retired).toEqual([]);
    // The release that has expired is of the same campaign, and does not keep what was recalled.
    expect((await reviewNow(review.id)).reason).toContain('withdrawn by its source');
    await label('malicious');
  });

  it('stays as it was decided', async () => {
    const { b } = pair;
    const { release: released, review } = await reported();
    const { etag } = await claim(review.id);
    const body = { decision: 'dismiss', reason: 'Our own tests.' };
    const decided = await call(b, reviewer, `POST /v1/reviews/${review.id}/decision`, { body, etag });
    expect(decided.status, decided.text).toBe(200);
    await recall(released);
    const before = (await closings()).length;
    await b.parts.sharing.round();
    expect(await reviewNow(review.id)).toMatchObject({ decision: 'dismiss', decidedBy: 'reviewer', reason: 'Our own tests.' });
    expect(await closings()).toHaveLength(before);
    await label('malicious');
  });

  it('is closed when its reporter is put in quarantine, and opened anew when that is lifted', async () => {
    const { a, b, aAtB } = pair;
    const { review } = await reported();
    const { identity, collections, records } = a.parts.sharing.world;
    const at = new Date(a.clock.ms).toISOString();
    const object = {
      type: 'indicator',
      spec_version: '2.1',
      id: 'indicator--77777777-7777-4777-8777-777777777777',
      created: at,
      modified: at,
      name: 'x',
      indicator_types: ['malicious-activity'],
      pattern: `[ipv4-addr:value = '${CANARY}']`,
      pattern_type: 'stix',
      valid_from: at,
    };
    const rest = { group: null, pap: null, legalBasis: null, licence: null, expiresAt: null, withdraws: null } as const;
    const by = { source: identity.organisation, origin: identity.organisation, at, confidence: 80, tlp: 'green' } as const;
    const said = signAssertion({ object, ...by, ...rest }, identity.key);
    await records.sharing.assertions.add([said], a.clock.ms);
    await collections.publish([said], () => ['lab-b.example'], a.clock.ms);
    await b.parts.sharing.round();
    expect((await reviewNow(review.id)).reason).toBe(`Closed by itself: its reporter is in quarantine. ${CLOSED}`);
    const { etag } = (await b.parts.sharing.peers.get(aAtB))!;
    await call(b, await b.asPerson(['admin']), `PATCH /v1/peers/${aAtB}`, { body: { liftQuarantine: true }, etag });
    expect(await b.records.reviews.ofCampaign(review.campaign.id)).toMatchObject({ status: 'waiting', decision: null });
    expect(await reviewNow(review.id)).toMatchObject({ status: 'decided' });
  });
});
