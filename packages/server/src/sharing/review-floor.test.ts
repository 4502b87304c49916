// SPDX-License-Identifier: Apache-2.0
import type { Peer } from '@stillwatch/core/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { detectionId } from './detect.ts';
import { call, openPair, type Pair, release, releaseTo, twoPeople } from './nodes.fixture.ts';

let pair: Pair;
let detection: string;
beforeAll(async () => {
  pair = await openPair();
});
afterAll(async () => await pair.close());

/** What became of reports of A, as B found. */
async function turnedOut(result: 'confirmed' | 'refuted', from: number, to: number): Promise<void> {
  for (let i = from; i < to; i++) {
    const object = `campaign--00000000-0000-4000-8000-${String(i).padStart(12, '0')}`;
    await pair.b.records.sharing.putOutcome({
      reporter: 'lab-a.example',
      detector: null,
      object,
      by: 'lab-b.example',
      result,
      at: i,
    });
  }
}
async function change(body: object): Promise<Peer> {
  const { b, aAtB } = pair;
  const { etag } = (await b.parts.sharing.peers.get(aAtB))!;
  const answer = await call(b, await b.asPerson(['admin']), `PATCH /v1/peers/${aAtB}`, { body, etag });
  expect(answer.status, answer.text).toBe(200);
  return answer.json;
}
const evidence = async (): Promise<string> => (await pair.b.records.campaigns.get(detection))!.finding.evidence[0]!.statement;

/** One after the other, over two nodes that stay. */
describe('a partner whose reports were mostly wrong', () => {
  it('raises what is seen here without asking a reviewer', async () => {
    const { a, b, bAtA } = pair;
    await turnedOut('refuted', 0, 8);
    await release(a, releaseTo(bAtA), await twoPeople(a));
    const { raised } = await b.parts.sharing.round();
    detection = raised[0]!;
    const [item] = ((await call(b, await b.asPerson(['analyst']), 'GET /v1/inbox')).json as { items: { id: string }[] }).items;
    expect(detection).toBe(detectionId(item!.id));
    expect(await b.records.campaigns.get(detection)).toMatchObject({ current: true, finding: { tier: 'watch' } });
    expect(await evidence()).toContain('nobody is asked to review it');
    expect(await b.records.reviews.ofCampaign(detection)).toBe(null);
    expect(await b.records.reviews.waiting()).toEqual({ count: 0, oldest: null });
    expect(pair.alerts.b).toEqual([]);
    // No more the next time.
    await b.parts.sharing.round();
    expect(await b.records.reviews.ofCampaign(detection)).toBe(null);
  });

  it('is asked about from the floor on that an administrator sets, once', async () => {
    const { b } = pair;
    expect((await b.parts.sharing.peers.get(pair.aAtB))!.thresholds.review).toBe(0.3);
    const thresholds = { watch: 0.5, friction: 0.7, lineages: 2, block: 0.9 };
    expect((await change({ thresholds: { ...thresholds, review: 0.2 } })).thresholds.review).toBe(0.2);
    // Who does not know of it does not change it.
    expect((await change({ thresholds })).thresholds.review).toBe(0.2);
    await b.parts.sharing.round();
    expect(await b.records.reviews.ofCampaign(detection)).toMatchObject({ status: 'waiting' });
    expect(await evidence()).not.toContain('nobody is asked');
    expect(pair.alerts.b).toEqual([expect.stringContaining('Foreign intelligence: 3 accounts')]);
    await b.parts.sharing.round();
    expect(pair.alerts.b).toHaveLength(1);
  });

  it('keeps the review that is open when it becomes worse', async () => {
    const { b } = pair;
    await turnedOut('refuted', 8, 20);
    await b.parts.sharing.round();
    expect(await b.records.reviews.ofCampaign(detection)).toMatchObject({ status: 'waiting' });
    expect(await evidence()).not.toContain('nobody is asked');
  });
});
