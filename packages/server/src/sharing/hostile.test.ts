// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Peer } from '@stillwatch/core/api';
import { standingAfter } from './pull.ts';
import { call, openPair, type Pair, release, releaseTo, twoPeople } from './nodes.fixture.ts';

let pair: Pair;
beforeAll(async () => {
  pair = await openPair({ sketchKeys: ['a1'.repeat(32), null] });
});
afterAll(async () => await pair.close());

const peerAtB = async (): Promise<Peer> => (await pair.b.parts.sharing.peers.get(pair.aAtB))!;

describe('a partner', () => {
  it('whose sketches are made under another key raises nothing', async () => {
    const { a, b, bAtA } = pair;
    await release(a, releaseTo(bAtA), await twoPeople(a));
    expect((await b.parts.sharing.round()).raised).toEqual([]);
    const [item] = (await (await b.parts.sharing.inbox({ path: 'api', person: null })).list({}, { limit: 5 })).items;
    expect(item).toMatchObject({ state: 'new', impact: { accounts: 0, detection: null } });
    expect(await peerAtB()).toMatchObject({ state: 'ok', problem: null, received: expect.any(Number) });
  });

  it('that signs with another key than the pinned one is throttled, longer each time, and shown with the reason', async () => {
    const { a, b, bAtA, aAtB } = pair;
    const other = b.parts.sharing.settings('http://x').key.publicKey;
    const wrong = Buffer.from(other, 'base64url');
    wrong[0]! ^= 1;
    const peer = await peerAtB();
    await b.parts.sharing.peers.change(
      aAtB,
      { publicKey: wrong.toString('base64url').replace(/.$/, 'A') },
      Number(peer.etag.replaceAll('"', '')),
    );
    for (const [i, minutes] of [5, 10, 20].entries()) {
      a.clock.ms += 3_600_000;
      b.clock.ms += 3_600_000;
      await release(a, releaseTo(bAtA, { title: `again ${i}` }), await twoPeople(a));
      await b.parts.sharing.round();
      const now = await peerAtB();
      expect(now).toMatchObject({
        state: 'throttled',
        throttle: { reasons: expect.arrayContaining([expect.stringContaining('SIGNATURE_INVALID')]) },
      });
      expect(Date.parse(now.throttle!.until) - b.clock.ms).toBe(minutes * 60_000);
      const pulled = await call(b, await b.asPerson(['analyst']), `POST /v1/peers/${aAtB}/pull`);
      expect(pulled.json).toMatchObject({ code: 'CONFLICT' });
    }
    const admin = await b.asPerson(['admin']);
    const { etag } = await peerAtB();
    const freed = await call(b, admin, `PATCH /v1/peers/${aAtB}`, { body: { unthrottle: true, pull: false }, etag });
    expect(freed.json).toMatchObject({ state: 'off', throttle: null });
  });

  it('that does not answer is unreachable, and not throttled', () => {
    const before = {
      state: 'ok' as const,
      lastPull: 1,
      lastSuccess: 1,
      received: 3,
      problem: null,
      strikes: 2,
      throttledUntil: null,
      reasons: ['x'],
      lastSeen: null,
    };
    const pull = { at: 5, objects: 0, accepted: 0, detail: 'PEER_UNAVAILABLE: gone' };
    expect(standingAfter(before, { ...pull, outcome: 'unreachable' })).toMatchObject({
      state: 'unreachable',
      throttledUntil: null,
      lastSuccess: 1,
    });
    expect(standingAfter(before, { ...pull, outcome: 'hostile' })).toMatchObject({
      state: 'throttled',
      strikes: 3,
      throttledUntil: 5 + 20 * 60_000,
    });
    expect(standingAfter(before, { ...pull, detail: '', outcome: 'ok' })).toMatchObject({
      state: 'ok',
      strikes: 0,
      reasons: [],
      lastSuccess: 5,
    });
  });
});

describe('private matching', () => {
  it('tells how many values two nodes have in common, and neither value', async () => {
    const { a, b, bAtA } = pair;
    const common = Array.from({ length: 24 }, (_, i) => `198.51.100.${i}`);
    await b.records.sharing.setMatchValues('address', [...common, '192.0.2.7']);
    const analyst = await a.asPerson(['analyst'], 'matcher');
    const body = { peer: bAtA, kind: 'address', values: [...common, '192.0.2.200'], reason: 'Same proxies?' };
    const begun = await call(a, analyst, 'POST /v1/matches', { body });
    expect([begun.status, begun.json]).toMatchObject([202, { state: 'running', values: 25, by: 'matcher' }]);
    await a.parts.sharing.matching.settled();
    const runs = await call(a, analyst, 'GET /v1/matches');
    expect(runs.json).toMatchObject({ items: [{ state: 'done', atLeast: 20, minimum: 10, problem: null }] });
    for (const value of [...common, '192.0.2.7', '192.0.2.200']) expect(pair.wire()).not.toContain(`"${value}"`);
    const budgets = await call(b, await b.asPerson(['analyst']), 'GET /v1/matches/budgets');
    expect(budgets.json).toMatchObject({ budgets: [{ peer: pair.aAtB, asked: [{}, {}, { kind: 'address', elements: 500 }] }] });
  });

  it('is for partners only, and breaks on nothing that they send', async () => {
    const { b } = pair;
    const ask = (payload: string, authorization?: string) =>
      b.http.app.inject({
        method: 'POST',
        url: '/match/v1/evaluate',
        headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
        payload,
      });
    expect((await ask('{}')).statusCode).toBe(401);
    const { user, secret } = await b.parts.sharing.peers.issueCredential(pair.aAtB);
    const bearer = `Bearer ${user}.${secret}`;
    for (const payload of ['{}', 'null', '[', '{"kind":"address"}', '"'.repeat(99), `{"blinded":[${'"x",'.repeat(9_999)}"x"]}`]) {
      const answer = await ask(payload, bearer);
      expect([answer.statusCode, answer.json().code]).toEqual([429, 'MATCH_REFUSED']);
    }
  });
});
