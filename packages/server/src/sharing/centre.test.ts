// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReleaseDetail } from '@stillwatch/core/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecords } from '../records/index.ts';
import type { Collections } from './collections.ts';
import { createSharing } from './create-sharing.ts';
import { type Centre, inboxOf, letOut, MEMBER, openCentre, saidUnder } from './centre.fixture.ts';
import { detectionId } from './detect.ts';
import { call, PLANTED, twoPeople } from './nodes.fixture.ts';

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
}, 60_000);
afterAll(async () => await centre.close());

/** One after the other, over three nodes that stay. */
describe('a member, a sharing centre and another member', () => {
  let released: { id: string; etag: string };
  let exact: string;

  it('what A releases to the centre raises a detection at B, whose source is a member of the centre', async () => {
    const { a, hub, b } = centre;
    centre.pass(1_234_567);
    exact = new Date(a.clock.ms).toISOString();
    released = await letOut(centre);
    await centre.relay();
    const [item, ...others] = await inboxOf(b);
    expect(others).toEqual([]);
    expect(item).toMatchObject({ state: 'new', name: 'Extraction of chains of thought', tlp: 'AMBER', lineages: 1 });
    expect(item!.claims).toMatchObject([
      { source: expect.stringMatching(MEMBER), origin: expect.stringMatching(MEMBER), hops: 1 },
    ]);
    const detection = detectionId(item!.id);
    expect(item!.impact).toMatchObject({ accounts: 3, detection, corroborated: false });
    const raised = await b.records.campaigns.get(detection);
    expect(raised).toMatchObject({ current: true, finding: { tier: 'watch' } });
    expect(raised!.finding.evidence[0]!.statement).toContain('a member of hub.example (');
    // The centre may act on it as well; at A itself it is no news.
    expect((await inboxOf(hub))[0]!.claims).toMatchObject([{ source: expect.stringMatching(MEMBER), hops: 0 }]);
    expect(await inboxOf(a)).toEqual([]);
  });

  it('nothing that the centre serves tells who it was', async () => {
    const { a, hub, b, link } = centre;
    const { identity } = a.parts.sharing.world;
    const detail = (await call(a, await a.asPerson(['releaser']), `GET /v1/releases/${released.id}`)).json as ReleaseDetail;
    const wire = link.bytes();
    expect(wire).toContain('x-signed-assertion');
    expect(wire).toContain('x-prompt-template');
    const own = detail.preview.objects.filter(({ type }) => !['x-prompt-template', 'extension-definition'].includes(type));
    const stillwatch = own.find(({ name }) => name === 'Stillwatch')!;
    const telling = [
      'lab-a',
      'Laboratory Aleph',
      identity.object.id,
      identity.key.id,
      identity.key.publicKey,
      hub.parts.sharing.world.identity.centreSecret.toString(),
      ...detail.copies.map(({ watermark }) => watermark),
      ...own.map(({ id }) => id),
      stillwatch.id,
      // To the hour only.
      exact,
      exact.slice(0, 16),
      ...Object.values(PLANTED),
    ];
    expect(detail.copies).toHaveLength(1);
    expect(own.length).toBeGreaterThan(5);
    for (const one of telling) expect(wire, one).not.toContain(one);
    // Nor does anything that B keeps.
    const kept = JSON.stringify([await saidUnder(b), await inboxOf(b)]);
    for (const one of telling) expect(kept, one).not.toContain(one);
  });

  it('comes in one batch, in an order that follows from what is said', async () => {
    const { b } = centre;
    const order = (await saidUnder(b)).map(({ id }) => id);
    expect(order.length).toBeGreaterThan(5);
    expect(order).toEqual(order.toSorted());
    // In the middle of a stretch nothing is passed on.
    const before = centre.link.bytes().length;
    await letOut(centre, { title: 'Seen again' });
    await centre.hub.parts.sharing.round();
    await b.parts.sharing.round();
    expect(centre.link.bytes().slice(before)).not.toContain('Seen again');
    await centre.relay();
    expect((await inboxOf(b)).map(({ name }) => name)).toEqual(['Seen again']);
    // What the centre passes on is in its log.
    const { origin } = centre.hub.parts.transparency.log;
    const { items } = await centre.hub.records.vault.entries(origin, {}, { limit: 100 });
    expect(items.filter(({ kind }) => kind === 'export')).toHaveLength(2);
  });

  it('B’s dispute goes back to A through the centre, and counts against the pseudonym alone', async () => {
    const { a, b } = centre;
    const analyst = await b.asPerson(['analyst'], 'analyst');
    const [item] = await inboxOf(b);
    const disputed = await call(b, analyst, `POST /v1/inbox/${item!.id}/dispute`, { body: { reason: 'Our own tests.' } });
    expect(disputed.json).toMatchObject({ state: 'disputed' });
    const outcomes = await b.records.sharing.outcomes();
    const [said] = await saidUnder(b);
    expect(outcomes).toMatchObject([{ reporter: said!.source, result: 'refuted' }]);
    await centre.relay();
    expect(await inboxOf(a, 'opinion')).toMatchObject([
      { name: 'disagree', claims: [{ source: expect.stringMatching(MEMBER), hops: 1 }] },
    ]);
    const wire = JSON.stringify(await saidUnder(a));
    expect(wire).not.toMatch(/lab-b|Laboratory Beth/);
    const undone = await call(b, analyst, `POST /v1/inbox/${item!.id}/accept`, { body: { reason: 'They were not.' } });
    expect(undone.json).toMatchObject({ state: 'accepted', impact: { detection: detectionId(item!.id) } });
  });

  it('what A recalls goes at B as well', async () => {
    const { a, b } = centre;
    const people = await twoPeople(a);
    const listed = (await call(a, people.author, 'GET /v1/releases')).json as {
      items: { id: string; etag: string; state: string }[];
    };
    for (const { id, etag, state } of listed.items) {
      expect(state).toBe('released');
      const recalled = await call(a, people.author, `POST /v1/releases/${id}/recall`, { body: { reason: 'A mistake.' }, etag });
      expect(recalled.status, recalled.text).toBe(200);
    }
    await centre.relay();
    const [item, ...others] = await inboxOf(b);
    expect(others).toEqual([]);
    expect(item).toMatchObject({ state: 'withdrawn', impact: { accounts: 0, detection: null } });
    expect((await b.records.campaigns.get(detectionId(item!.id)))!.current).toBe(false);
  });

  it('who says it in the own name besides is not two voices, and cannot be told by its ids', async () => {
    const { a, b, ids } = centre;
    await letOut(centre, {
      title: 'Both ways',
      recipients: [
        { kind: 'peer', peer: ids.hubAtA },
        { kind: 'peer', peer: ids.bAtA },
      ],
    });
    await centre.relay();
    const standing = (await inboxOf(b)).filter(({ state }) => state === 'new');
    expect(standing.map(({ claims }) => claims[0]!.source).toSorted()).toEqual([expect.stringMatching(MEMBER), 'lab-a.example']);
    expect(standing.map(({ lineages }) => lineages)).toEqual([1, 1]);
    const all = (await b.records.sharing.assertions.list({}, { limit: 1_000 })).items.filter(
      ({ withdraws }) => withdraws === null,
    );
    const [direct, under] = ['lab-a.example', null].map(
      (source) =>
        new Set(
          all
            .filter((one) => (source === null ? one.source !== 'lab-a.example' : one.source === source))
            .map((one) => one.object.id),
        ),
    );
    expect([...direct!].filter((id) => under!.has(id)).every((id) => id.startsWith('x-prompt-template--'))).toBe(true);
    expect(a.log()).not.toContain('"level":50');
  });

  it('what was passed on is before the members again when a centre comes back without its collections', async () => {
    const { hub } = centre;
    const { world } = hub.parts.sharing;
    const folder = mkdtempSync(join(tmpdir(), 'stillwatch-test-'));
    const fresh = await openRecords({ url: null, folder, clock: hub.clock });
    const sharing = { ...hub.records.sharing, openCollections: (now: number) => fresh.sharing.openCollections(now) };
    const restored = await createSharing({ ...world, records: { ...hub.records, sharing } }, { schedule: false });
    const bodies = async ({ all, store }: Collections): Promise<string[]> => {
      const whole = { collection: all[0]!, types: null, ids: null, versions: 'all', specs: null, isVisible: () => true } as const;
      const page = await store.page({ ...whole, addedAfter: null, after: null, limit: 1_000, maxSize: 1e9, bodies: true });
      return page.objects.map(({ body }) => body).toSorted();
    };
    const before = await bodies(world.collections);
    expect(before.length).toBeGreaterThan(20);
    expect(before.every((body) => body.includes('"certificate"'))).toBe(true);
    expect(await bodies(restored.world.collections)).toEqual(before);
    await restored.close();
    await fresh.close();
    rmSync(folder, { recursive: true });
  });
});
