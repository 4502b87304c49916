// SPDX-License-Identifier: Apache-2.0
import { type Assertion, signAssertion } from '@stillwatch/sharing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decide, opinionsOf, said } from './answers.fixture.ts';
import { inboxOf } from './centre.fixture.ts';
import { openPair, type Pair, release, releaseTo, twoPeople } from './nodes.fixture.ts';

/** One after the other, over two nodes that stay. */
describe('what a receiver thinks of a report', () => {
  let pair: Pair;
  let campaign: string;
  beforeAll(async () => {
    pair = await openPair();
    const { a, b, bAtA } = pair;
    await release(a, releaseTo(bAtA), await twoPeople(a));
    await b.parts.sharing.round();
    campaign = (await inboxOf(b))[0]!.id;
  });
  afterAll(async () => await pair.close());
  /** How the report of A turned out for B, as A knows it. */
  const outcome = async (): Promise<unknown> =>
    (await pair.a.records.sharing.outcomes()).find(({ object, by }) => object === campaign && by === 'lab-b.example')?.result;

  it('is one object, and what it thinks now is its newest version', async () => {
    const { a, b } = pair;
    const first = new Date(b.clock.ms).toISOString();
    await decide(b, campaign, 'dispute');
    await a.parts.sharing.round();
    expect(await outcome()).toBe('refuted');
    b.clock.ms += 60_000;
    a.clock.ms += 60_000;
    const second = new Date(b.clock.ms).toISOString();
    await decide(b, campaign, 'accept');
    await a.parts.sharing.round();
    expect(await outcome()).toBe('confirmed');
    // The clock stands still: a version is newer than the last all the same, and both come in one batch.
    await decide(b, campaign, 'dispute', { opinion: 'strongly-disagree' });
    await decide(b, campaign, 'accept');
    await decide(b, campaign, 'dispute');
    await a.parts.sharing.round();
    expect(await outcome()).toBe('refuted');

    const list = await opinionsOf(a, 'lab-b.example');
    expect(said(list, 'opinion')).toEqual(['disagree', 'agree', 'strongly-disagree', 'agree', 'disagree']);
    expect(new Set(list.map(({ object }) => object.id)).size).toBe(1);
    expect(new Set(said(list, 'created'))).toEqual(new Set([first]));
    const modified = said(list, 'modified') as string[];
    expect(modified.slice(0, 2)).toEqual([first, second]);
    expect(modified).toEqual([...new Set(modified)].toSorted());
    expect(await inboxOf(a, 'opinion')).toMatchObject([{ id: list[0]!.object.id, name: 'disagree' }]);
    // Whatever else reads TAXII gets them as versions of one object.
    const { all, store } = b.parts.sharing.world.collections;
    const versions = { types: ['opinion'], ids: null, versions: 'all', specs: null, isVisible: () => true } as const;
    const wanted = { collection: all.find(({ alias }) => alias === 'intelligence')!, ...versions, addedAfter: null, after: null };
    const page = await store.page({ ...wanted, limit: 100, maxSize: 1e6, bodies: false });
    expect(page.objects.map(({ id, version }) => [id, version])).toEqual(modified.map((one) => [list[0]!.object.id, one]));
  });

  it('is not sent again while it is the same', async () => {
    const { a, b } = pair;
    const before = (await b.records.sharing.published({})).length;
    b.clock.ms += 60_000;
    await decide(b, campaign, 'dispute');
    expect(await b.records.sharing.published({})).toHaveLength(before);
    await a.parts.sharing.round();
    expect(await opinionsOf(a, 'lab-b.example')).toHaveLength(5);
  });

  it('goes to whoever says the same later, as a version', async () => {
    const { a, b } = pair;
    const { world } = b.parts.sharing;
    const [report] = (await world.records.sharing.assertions.ofObjects([campaign])).filter(
      ({ source }) => source === 'lab-a.example',
    );
    const { id: _, signature: __, hops: ___, ...statement } = report!;
    const common = { url: null, collections: [], signIn: { kind: 'none' as const }, parent: null, readers: [], groups: [] };
    await b.parts.sharing.peers.add({
      ...common,
      name: 'C',
      organisation: 'lab-c.example',
      kind: 'company',
      publicKey: a.parts.sharing.settings('http://x').key.publicKey.replace(/^./, (one) => (one === 'A' ? 'B' : 'A')),
    });
    const theirs = { ...statement, source: 'lab-c.example', origin: 'lab-c.example' };
    await b.parts.sharing.take([signAssertion(theirs, world.identity.key)]);
    await decide(b, campaign, 'dispute');
    const [newest] = (await b.records.sharing.published({})).toReversed();
    expect(newest!.recipients.toSorted()).toEqual(['lab-a.example', 'lab-c.example']);
    const list = await opinionsOf(b, 'lab-b.example');
    expect(list.at(-1)!.id).toBe(newest!.assertion);
    expect(new Set(list.map(({ object }) => object.id)).size).toBe(1);
  });

  it('counts by the last word also of a node that makes a new object each time', async () => {
    const { a, b } = pair;
    const { identity } = b.parts.sharing.world;
    const opinion = (number: number, value: string): Assertion => {
      const at = new Date(b.clock.ms + number).toISOString();
      const object = {
        type: 'opinion',
        spec_version: '2.1',
        id: `opinion--${number}1111111-1111-4111-8111-111111111111`,
        created: at,
        modified: at,
        opinion: value,
        object_refs: [campaign],
      };
      const rest = { group: null, pap: null, legalBasis: null, licence: null, expiresAt: null, withdraws: null } as const;
      const by = { source: identity.organisation, origin: identity.organisation, confidence: 80, tlp: 'green' } as const;
      return signAssertion({ object, at, ...by, ...rest }, identity.key);
    };
    a.clock.ms = b.clock.ms;
    await a.parts.sharing.take([opinion(2, 'disagree'), opinion(1, 'agree')]);
    expect(await outcome()).toBe('refuted');
    await a.parts.sharing.take([opinion(4, 'agree'), opinion(3, 'strongly-disagree')]);
    expect(await outcome()).toBe('confirmed');
  });
});
