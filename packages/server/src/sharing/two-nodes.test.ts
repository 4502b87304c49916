// SPDX-License-Identifier: Apache-2.0
import type { InboxItem, ReleaseDetail, SharedCollection } from '@stillwatch/core/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { detectionId } from './detect.ts';
import { call, openPair, type Pair, PLANTED, release, releaseTo, storeCampaign, twoPeople } from './nodes.fixture.ts';

let pair: Pair;
beforeAll(async () => {
  pair = await openPair();
});
afterAll(async () => await pair.close());

const inboxOf = async (headers: Record<string, string>): Promise<InboxItem[]> => {
  const answer = await call(pair.b, headers, 'GET /v1/inbox');
  expect(answer.status, answer.text).toBe(200);
  return (answer.json as { items: InboxItem[] }).items;
};

/** One after the other, over two nodes that stay. */
describe('two nodes', () => {
  it('a campaign that A releases raises a detection in B’s own traffic, and a recall undoes it', async () => {
    const { a, b, bAtA, alerts } = pair;
    const people = await twoPeople(a);
    const analyst = await b.asPerson(['analyst'], 'analyst');
    const { id, etag } = await release(a, releaseTo(bAtA), people);
    const detail = (await call(a, people.author, `GET /v1/releases/${id}`)).json as ReleaseDetail;
    expect(detail.release).toMatchObject({ state: 'released', tlp: 'AMBER', leaf: expect.any(Number) });
    expect(detail.preview.objects.map(({ type }) => type)).toContain('x-prompt-template');

    const shared = async (): Promise<SharedCollection[]> =>
      ((await call(a, people.author, 'GET /v1/collections')).json as { collections: SharedCollection[] }).collections;
    const objects = detail.preview.objects.length;
    expect((await shared()).map((one) => [one.alias, one.objects, one.withdrawn])).toEqual([
      ['assertions', objects, 0],
      ['intelligence', objects, 0],
    ]);

    const watched = await b.parts.sharing.round();
    const [item] = await inboxOf(analyst);
    expect(item).toMatchObject({ state: 'new', type: 'campaign', name: 'Extraction of chains of thought', tlp: 'AMBER' });
    expect(item!.claims).toMatchObject([{ source: 'lab-a.example', origin: 'lab-a.example', hops: 0 }]);
    const detection = detectionId(item!.id);
    expect(watched.raised).toEqual([detection]);
    expect(item!.impact).toMatchObject({ accounts: 3, detection, corroborated: false });
    const raised = await b.records.campaigns.get(detection);
    expect(raised).toMatchObject({ current: true, finding: { tier: 'watch' } });
    expect(raised!.finding.accounts.toSorted()).toEqual(['b-0', 'b-1', 'b-2']);
    expect(raised!.finding.evidence[0]!.statement).toContain(`lab-a.example (${item!.claims[0]!.assertion}, TLP:AMBER)`);
    expect(await b.records.reviews.ofCampaign(detection)).toMatchObject({ status: 'waiting' });
    expect(alerts.b.at(-1)).toContain('Foreign intelligence: 3 accounts');
    // Another round raises nothing twice.
    expect(await b.parts.sharing.round()).toEqual({ raised: [], retired: [] });

    const recalled = await call(a, people.author, `POST /v1/releases/${id}/recall`, {
      body: { reason: 'It was a mistake.' },
      etag,
    });
    expect(recalled.status, recalled.text).toBe(200);
    // Only who A is stays.
    for (const one of await shared()) expect(one).toMatchObject({ objects: 1, withdrawn: objects - 1 });
    expect((await b.parts.sharing.round()).retired).toEqual([detection]);
    expect((await b.records.campaigns.get(detection))!.current).toBe(false);
    expect((await b.records.campaigns.events(detection, { limit: 1 })).items[0]!.statement).toContain('withdrawn by its source');
    expect(alerts.b.at(-1)).toContain('not held any more');
    expect((await inboxOf(analyst))[0]).toMatchObject({ state: 'withdrawn', impact: { accounts: 0, detection: null } });
  });

  it('nothing of the evidence reaches the wire', async () => {
    const { a, b, bAtA } = pair;
    const people = await twoPeople(a);
    for (let i = 0; i < 3; i++) {
      a.clock.ms += 1_000;
      b.clock.ms += 1_000;
      await release(a, releaseTo(bAtA, { title: `Release ${i}` }), people);
    }
    await b.parts.sharing.round();
    // Of what was released again the newest is shown; what was recalled stays so.
    const items = await inboxOf(await b.asPerson(['analyst']));
    expect(items.map(({ name, state }) => `${name} ${state}`).toSorted()).toEqual([
      'Extraction of chains of thought withdrawn',
      'Release 2 new',
    ]);
    const wire = pair.wire();
    expect(wire).toContain('x-signed-assertion');
    for (const planted of [...Object.values(PLANTED), 'violet heron', '"a-0', 'careful teacher'])
      expect(wire).not.toContain(planted);
  });

  it('a campaign that B finds itself is joined, and no other beside it', async () => {
    const { b } = pair;
    await storeCampaign(b, ['b-0', 'b-1', 'b-2']);
    expect(await b.parts.sharing.round()).toMatchObject({ raised: [], retired: [expect.stringMatching(/^f-/)] });
    const item = (await inboxOf(await b.asPerson(['analyst']))).find(({ state }) => state === 'new');
    expect(item!.impact).toMatchObject({ corroborated: true, detection: null, campaigns: [{ id: 'camp-a' }] });
    expect((await b.records.campaigns.events('camp-a', { limit: 1 })).items[0]!.statement).toContain(
      'Also reported by lab-a.example',
    );
  });

  it('a dispute takes the detection away, and goes back to A with an opinion', async () => {
    const { a, b } = pair;
    const analyst = await b.asPerson(['analyst'], 'analyst');
    const item = (await inboxOf(analyst)).find(({ state }) => state === 'new');
    const disputed = await call(b, analyst, `POST /v1/inbox/${item!.id}/dispute`, {
      body: { reason: 'These are our own tests.' },
    });
    expect(disputed.json).toMatchObject({ state: 'disputed', impact: { accounts: 0, detection: null }, decidedBy: 'analyst' });
    await a.parts.sharing.round();
    const opinions = await call(a, await a.asPerson(['analyst']), 'GET /v1/inbox?type=opinion');
    expect((opinions.json as { items: InboxItem[] }).items).toMatchObject([
      { name: 'disagree', claims: [{ source: 'lab-b.example' }] },
    ]);
    const peer = await call(b, analyst, `GET /v1/peers/${pair.aAtB}`);
    expect(peer.json).toMatchObject({ peer: { reliability: { confirmed: 0, refuted: 1 } }, plot: [{ count: 1 }] });
  });

  it('a release needs a second person, a legal basis and clean words', async () => {
    const { a, bAtA } = pair;
    const { author, releaser } = await twoPeople(a);
    const drafted = await call(a, author, 'POST /v1/releases', { body: releaseTo(bAtA) });
    const { id, digest, etag } = drafted.json as { id: string; digest: string; etag: string };
    const own = await call(a, author, `POST /v1/releases/${id}/approve`, { body: { digest, role: 'releaser' }, etag });
    expect(own.json).toMatchObject({ code: 'RELEASE_REFUSED' });
    const counsel = await call(a, releaser, `POST /v1/releases/${id}/approve`, { body: { digest, role: 'counsel' }, etag });
    expect(counsel.json).toMatchObject({ code: 'FORBIDDEN' });
    for (const [change, rule] of [
      [{ legalBasis: null }, 'legal-basis'],
      [{ embargoUntil: '2027-01-01T00:00:00.000Z' }, 'embargo'],
      [{ recipients: [] }, 'recipients'],
      [{ description: 'Let us both block these accounts.' }, 'antitrust/joint-action'],
      [{ description: `Prompts say: ${PLANTED.prompt}` }, 'withheld'],
    ] as const) {
      const preview = await call(a, author, 'POST /v1/releases/preview', { body: releaseTo(bAtA, change as never) });
      const { findings } = preview.json as ReleaseDetail['preview'];
      expect(findings.filter(({ effect }) => effect === 'stops').map((one) => one.rule)).toContain(rule);
    }
  });
});
