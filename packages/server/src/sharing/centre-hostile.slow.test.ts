// SPDX-License-Identifier: Apache-2.0
import type { Peer, ReleaseDetail } from '@stillwatch/core/api';
import { pseudonymKeyId, signAssertion, statementOf } from '@stillwatch/sharing';
import { describe, expect, it } from 'vitest';
import { HOUR, inboxOf, letOut, MEMBER, saidUnder } from './centre.fixture.ts';
import { centreOfTests, changeAt, peerAt } from './centre-opened.fixture.ts';
import { wrapAssertion } from './envelope.ts';
import { call, release, releaseTo, twoPeople } from './nodes.fixture.ts';
import { certificateOf } from './relay.ts';

const centre = centreOfTests();
const hubAtB = (): Promise<Peer> => peerAt(centre().b, centre().ids.hubAtB);
const throttled = async (reason: string): Promise<void> => {
  const peer = await hubAtB();
  expect(peer).toMatchObject({
    state: 'throttled',
    throttle: { reasons: [expect.stringContaining(reason), ...(peer.throttle?.reasons.slice(1) ?? [])] },
  });
  await changeAt(centre().b, centre().ids.hubAtB, { unthrottle: true });
};

describe('a release through a sharing centre', () => {
  it('says so to whoever reviews it, and is stopped where the centre would not pass it on', async () => {
    const { a, ids } = centre();
    const { author } = await twoPeople(a);
    const findingsOf = async (change: Parameters<typeof releaseTo>[1]) => {
      const preview = await call(a, author, 'POST /v1/releases/preview', { body: releaseTo(ids.hubAtA, change) });
      expect(preview.status, preview.text).toBe(200);
      return (preview.json as ReleaseDetail['preview']).findings.filter(({ rule }) => rule === 'relay');
    };
    expect(await findingsOf({})).toMatchObject([
      { effect: 'tells', text: expect.stringContaining('Hub gets it under a pseudonym') },
    ]);
    for (const change of [
      { tlp: 'AMBER+STRICT' },
      { tlp: 'RED' },
      { title: 'Seen at lab-a.example' },
      { licence: 'https://lab-a.example/terms' },
    ] as const)
      expect((await findingsOf(change)).map(({ effect }) => effect)).toContain('stops');
    const drafted = await call(a, author, 'POST /v1/releases', { body: releaseTo(ids.hubAtA, { tlp: 'AMBER+STRICT' }) });
    expect(drafted.json).toMatchObject({ state: 'draft' });
  });

  it('does not leave where the centre certifies nothing, least of all under the own name', async () => {
    const { a, b, ids } = centre();
    const before = (await a.records.sharing.published({})).length;
    // B is no centre, and A takes it for one.
    await changeAt(a, ids.bAtA, { kind: 'sharing-centre' });
    await expect(release(a, releaseTo(ids.bAtA), await twoPeople(a))).rejects.toThrow('RELEASE_REFUSED');
    expect((await a.records.sharing.published({})).length).toBe(before);
    await changeAt(a, ids.bAtA, { kind: 'company' });
    expect(b.log()).not.toContain('"level":50');
  });

  it('reaches nobody outside its group', async () => {
    const { a, b, hub, ids } = centre();
    await changeAt(a, ids.hubAtA, { groups: ['circle'] });
    const seen = async (): Promise<boolean> => {
      const before = centre().link.bytes().length;
      await centre().relay();
      return centre().link.bytes().slice(before).includes('For the circle');
    };
    await letOut(centre(), { title: 'For the circle', group: 'circle' });
    expect(await seen()).toBe(false);
    expect(JSON.stringify(await saidUnder(hub))).toContain('For the circle');
    expect(JSON.stringify(await saidUnder(b))).not.toContain('For the circle');
    await changeAt(hub, ids.bAtHub, { groups: ['circle'] });
    await letOut(centre(), { title: 'For the circle, now with B', group: 'circle' });
    expect(await seen()).toBe(true);
  });
});

describe('a sharing centre that', () => {
  it('alters a byte of what a member says is refused, and nothing of it is taken', async () => {
    const { b, link } = centre();
    const before = (await saidUnder(b)).length;
    await letOut(centre(), { title: 'Unaltered words' });
    link.tamper = (answer) => answer.replace('Unaltered words', 'Unalterex words');
    await centre().relay();
    await throttled('SIGNATURE_INVALID: its id does not fit its content');
    expect(await saidUnder(b)).toHaveLength(before);
    // So is one that alters what it certified: pseudonym, key, or who vouches.
    for (const field of ['lineage', 'publicKey', 'centre']) {
      const pattern = new RegExp(`(\\\\"${field}\\\\":\\\\"(?:identity--)?)([A-Za-z0-9])`, 'g');
      link.tamper = (answer) => answer.replace(pattern, (_, head: string, first: string) => head + (first === '0' ? '1' : '0'));
      await b.parts.sharing.round();
      await throttled('SIGNATURE_INVALID');
    }
    link.tamper = null;
    await b.parts.sharing.round();
    expect((await inboxOf(b)).map(({ name }) => name)).toContain('Unaltered words');
  });

  it('is a company to B vouches for nobody any more', async () => {
    const { b, ids } = centre();
    const held = async (): Promise<number> => (await inboxOf(b)).filter(({ claims }) => MEMBER.test(claims[0]!.source)).length;
    expect(await held()).toBeGreaterThan(0);
    await changeAt(b, ids.hubAtB, { kind: 'company' });
    expect(await held()).toBe(0);
    await changeAt(b, ids.hubAtB, { kind: 'sharing-centre' });
    expect(await held()).toBeGreaterThan(0);
  });
});

describe('certification', () => {
  const ask = async (payload: string, authorization?: string) => {
    const headers = { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) };
    const answer = await centre().hub.http.app.inject({ method: 'POST', url: '/relay/v1/certificate', headers, payload });
    return { status: answer.statusCode, code: answer.json<{ code?: string }>().code, answer };
  };
  const publicKey = (n: number): string => Buffer.alloc(32, n).toString('base64url');

  it('is for members, of keys, and of few of them', async () => {
    const { hub, ids } = centre();
    const { user, secret } = await hub.parts.sharing.peers.issueCredential(ids.bAtHub);
    const bearer = `Bearer ${user}.${secret}`;
    await changeAt(centre().b, ids.hubAtB, { signIn: { kind: 'basic', user, password: secret } });
    expect((await ask('{}')).status).toBe(401);
    for (const payload of ['', '{}', 'null', '[', '{"publicKey":5}', `{"publicKey":"${'A'.repeat(43)}","more":1}`])
      expect((await ask(payload, bearer)).status, payload).toBe(400);
    expect((await ask('x'.repeat(2_000), bearer)).status).toBe(413);
    const first = await ask(JSON.stringify({ publicKey: publicKey(1) }), bearer);
    expect(first.status).toBe(200);
    expect((await ask(JSON.stringify({ publicKey: publicKey(1) }), bearer)).answer.json()).toEqual(first.answer.json());
    const codes: (string | undefined)[] = [];
    for (let n = 2; n < 14; n++) codes.push((await ask(JSON.stringify({ publicKey: publicKey(n) }), bearer)).code);
    expect(codes.at(-1)).toBe('CONFLICT');
    const common = { url: null, collections: [], signIn: { kind: 'none' as const }, parent: null, readers: [], groups: [] };
    const other = await hub.parts.sharing.peers.add({
      ...common,
      name: 'C',
      organisation: 'lab-c.example',
      kind: 'company',
      publicKey: null,
    });
    const stranger = await hub.parts.sharing.peers.issueCredential(other.id);
    expect((await ask(JSON.stringify({ publicKey: publicKey(1) }), `Bearer ${stranger.user}.${stranger.secret}`)).code).toBe(
      'FORBIDDEN',
    );
  });

  it('is nothing that an ordinary node does', async () => {
    const { user, secret } = await centre().a.parts.sharing.peers.issueCredential(centre().ids.bAtA);
    const answer = await centre().a.http.app.inject({
      method: 'POST',
      url: '/relay/v1/certificate',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${user}.${secret}` },
      payload: JSON.stringify({ publicKey: publicKey(1) }),
    });
    expect(answer.statusCode).toBe(404);
  });

  it('outlasts its period for what takes something back, under the old pseudonym', async () => {
    const { a, b } = centre();
    await letOut(centre(), {
      title: 'Long ago',
      validDays: 365,
      legalBasis: { basis: 'contract', validFrom: '2020-01-01T00:00:00.000Z', validUntil: null },
    });
    await centre().relay();
    const item = (await inboxOf(b)).find(({ name }) => name === 'Long ago');
    expect(item).toMatchObject({ state: 'new' });
    const old = new Set((await saidUnder(b)).map(({ source }) => source));
    centre().pass(100 * 24 * HOUR);
    const author = await a.asPerson(['releaser']);
    // What another release still stands for stands.
    const listed = (await call(a, author, 'GET /v1/releases?state=released')).json as { items: { id: string; etag: string }[] };
    for (const { id, etag } of listed.items) {
      const recalled = await call(a, author, `POST /v1/releases/${id}/recall`, { body: { reason: 'A mistake.' }, etag });
      expect(recalled.status, recalled.text).toBe(200);
    }
    await centre().relay();
    expect((await inboxOf(b)).find(({ id }) => id === item!.id)).toMatchObject({ state: 'withdrawn' });
    expect(new Set((await saidUnder(b)).map(({ source }) => source))).toEqual(old);
    await letOut(centre(), {
      title: 'Of the next period',
      legalBasis: { basis: 'contract', validFrom: '2020-01-01T00:00:00.000Z', validUntil: null },
    });
    await centre().relay();
    const fresh = (await saidUnder(b)).filter(({ object }) => object['name'] === 'Of the next period');
    expect(fresh.map(({ source }) => old.has(source))).toEqual([false]);
  });
});

/** Last: what is in a collection stays there. */
describe('at last, a sharing centre that', () => {
  it('says something itself in a member’s name, or counts nobody between, is found out', async () => {
    const { hub, b } = centre();
    const { identity, collections, clock } = hub.parts.sharing.world;
    const [said] = (await saidUnder(hub)).filter(({ object }) => object.type === 'campaign');
    const certificate = certificateOf(await hub.parts.sharing.relay.issued(), said!)!;
    const forged = signAssertion(
      { ...statementOf(said!), confidence: 1 },
      { id: pseudonymKeyId(certificate.publicKey), privateKey: identity.key.privateKey },
    );
    await collections.publish(
      [forged],
      () => ['lab-b.example'],
      clock.now(),
      () => certificate,
    );
    await b.parts.sharing.round();
    await throttled('SIGNATURE_INVALID: its signature does not fit its content');
    const taken = (await saidUnder(b)).filter(({ object }) => object.type === 'campaign');
    expect(new Set(taken.map(({ hops }) => hops))).toEqual(new Set([1]));
    expect(wrapAssertion(said!, certificate).body).toContain('\\"hops\\":0');
  });
});
