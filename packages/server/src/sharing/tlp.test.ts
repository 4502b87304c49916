// SPDX-License-Identifier: Apache-2.0
/** Every way out of a node for what is shared × kinds of objects × markings × readers: nobody reads what is not for them. */
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { InboxDetail, InboxItem } from '@stillwatch/core/api';
import { type Assertion, signAssertion, type Statement, TLP_LEVELS, TLP_MARKING_IDS } from '@stillwatch/sharing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestNode, type TestNode } from '../http/node.fixture.ts';
import { MACHINE } from './audience.ts';
import { readInbox } from './inbox.ts';
import { ROOT } from './collections.ts';
import { call } from './nodes.fixture.ts';

const TYPES = ['campaign', 'indicator', 'tool'] as const;
const GROUPS = [null, 'circle', 'others', ''] as const;
/** `said` is the statement's level, `marked` what the object carries itself. */
const MARKINGS = [
  ...TLP_LEVELS.map((said) => ({ said, marked: null })),
  { said: 'green' as const, marked: 'red' },
  { said: 'clear' as const, marked: 'unknown' },
  { said: 'red' as const, marked: 'clear' },
];
const CASES = TYPES.flatMap((type) => GROUPS.flatMap((group) => MARKINGS.map((marking) => ({ type, group, ...marking }))));
type Case = (typeof CASES)[number] & { readonly canary: string; readonly object: Statement['object'] };

const all: readonly Case[] = CASES.map((one, i) => {
  const digits = String(i).padStart(12, '0');
  const canary = `canary-${digits}`;
  const at = '2026-05-31T00:00:00.000Z';
  const refs =
    one.marked === null
      ? {}
      : {
          object_marking_refs: [
            one.marked === 'unknown'
              ? 'marking-definition--11111111-1111-4111-8111-111111111111'
              : TLP_MARKING_IDS[one.marked as 'red'],
          ],
        };
  const common = {
    spec_version: '2.1',
    id: `${one.type}--00000000-0000-4000-8000-${digits}`,
    created: at,
    modified: at,
    name: canary,
  };
  const indicator = {
    pattern: `[ipv4-addr:value = '203.0.113.${i}']`,
    pattern_type: 'stix',
    valid_from: at,
    indicator_types: ['unknown'],
  };
  return { ...one, canary, object: { type: one.type, ...common, ...refs, ...(one.type === 'indicator' ? indicator : {}) } };
});
/** By the definitions of TLP 2.0, worked out without the code that is tested. */
const isRed = ({ said, marked }: Case): boolean => said === 'red' || marked === 'red' || marked === 'unknown';

let node: TestNode;
beforeAll(async () => {
  node = await openTestNode({
    yaml: 'rateLimit: {perMinute: 1000000, signInPerMinute: 10000}\nsharing: {organisation: own.example, groups: [circle]}',
  });
});
afterAll(async () => await node.close());

function statement({ object, said, group }: Case, source: string): Statement {
  return {
    object,
    source,
    origin: source,
    group,
    tlp: said,
    pap: null,
    at: '2026-05-31T00:00:00.000Z',
    confidence: 50,
    legalBasis: null,
    licence: null,
    expiresAt: null,
    withdraws: null,
  };
}

describe('what partners said', () => {
  let readers: { who: Record<string, string>; named: boolean; label: string }[];
  beforeAll(async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const publicKey = createPublicKey(createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' })))
      .export({ format: 'der', type: 'spki' })
      .subarray(12)
      .toString('base64url');
    const named = await node.records.people.addUser({ name: 'named', email: null, roles: ['analyst'] });
    const peer = await node.parts.sharing.peers.add({
      name: 'A',
      organisation: 'lab-a.example',
      kind: 'company',
      url: null,
      collections: [],
      publicKey,
      signIn: { kind: 'none' },
      groups: [],
      parent: null,
      readers: [named.id],
    });
    const assertions = all.map(
      (one): Assertion => signAssertion(statement(one, 'lab-a.example'), { id: peer.keys[0]!.id, privateKey }),
    );
    await node.parts.sharing.take(assertions);
    const asNamed = await node.asPerson(['analyst'], 'somebody');
    // The session is made for a person of its own; the named one is another.
    const session = await node.records.people.users({ limit: 100 });
    const somebody = session.items.find(({ name }) => name === 'somebody')!;
    await node.parts.sharing.peers.change(peer.id, { readers: [somebody.id] }, 1);
    readers = [
      { who: asNamed, named: true, label: 'a person whom the source named' },
      {
        who: await node.asPerson(['analyst', 'admin', 'approver', 'auditor', 'releaser'], 'else'),
        named: false,
        label: 'another person',
      },
      { who: await node.asKey(['read', 'review', 'release', 'admin', 'audit']), named: false, label: 'a key' },
    ];
  });
  const may = (one: Case, named: boolean): boolean => (one.group === null || one.group === 'circle') && (!isRed(one) || named);

  it('is listed and shown to exactly those for whom it is', async () => {
    for (const { who, named, label } of readers) {
      const listed = new Map<string, InboxItem>();
      for (const type of TYPES) {
        const answer = await call(node, who, `GET /v1/inbox?type=${type}&limit=1000`);
        for (const item of (answer.json as { items: InboxItem[] }).items) listed.set(item.name, item);
      }
      for (const one of all) {
        const told = `${label} ${JSON.stringify(one)}`;
        expect(listed.has(one.canary), told).toBe(may(one, named));
        const detail = await call(node, who, `GET /v1/inbox/${one.object.id}`);
        expect(detail.status, told).toBe(may(one, named) ? 200 : 404);
        expect(detail.text.includes(one.canary), told).toBe(may(one, named));
        if (may(one, named))
          expect((detail.json as InboxDetail).item.tlp, told).toBe(isRed(one) ? 'RED' : one.said.toUpperCase());
      }
    }
  });

  it('is nobody’s to act on who may not see it', async () => {
    const hidden = all.filter((one) => !may(one, false));
    const { who } = readers[1]!;
    for (const one of hidden.slice(0, 20)) {
      for (const act of ['accept', 'dispute', 'sighting']) {
        const answer = await call(node, who, `POST /v1/inbox/${one.object.id}/${act}`, { body: { reason: 'Because.' } });
        expect([answer.status, answer.text.includes(one.canary)]).toEqual([404, false]);
      }
    }
  });

  it('reaches files, alerts and campaigns only as far as nobody in particular may read it', async () => {
    const world = node.parts.sharing.world;
    const shown = await readInbox(world, await node.parts.sharing.knowledge(), MACHINE).list({}, { limit: 1_000 });
    const names = new Set(shown.items.map(({ name }) => name));
    for (const one of all.filter(({ type }) => type === 'campaign'))
      expect(names.has(one.canary), JSON.stringify(one)).toBe(may(one, false));
    const alerts = JSON.stringify(await node.records.alerts.list({ limit: 1_000 }));
    const campaigns = JSON.stringify(await node.records.campaigns.list({}, { limit: 1_000 }));
    const audit = JSON.stringify(await node.records.audit.list({}, { limit: 1_000 }));
    for (const one of all) expect([alerts, campaigns, audit].some((text) => text.includes(one.canary))).toBe(false);
    expect(node.log()).not.toContain('canary-');
  });
});

describe('what this node says, over TAXII', () => {
  const PEERS = [
    { organisation: 'in.example', groups: ['circle'], recipient: true },
    { organisation: 'out.example', groups: [], recipient: true },
    { organisation: 'no.example', groups: ['circle', 'others', ''], recipient: false },
  ];
  let published: Assertion[];
  const secrets = new Map<string, string>();
  beforeAll(async () => {
    const { sharing } = node.parts;
    const { identity, collections } = sharing.world;
    published = all.map((one) => signAssertion(statement(one, identity.organisation), identity.key));
    const recipients = PEERS.filter(({ recipient }) => recipient).map(({ organisation }) => organisation);
    await collections.publish(published, () => recipients, node.clock.ms);
    for (const { organisation, groups } of PEERS) {
      const { id } = await sharing.peers.add({
        name: organisation,
        organisation,
        kind: 'company',
        url: null,
        collections: [],
        publicKey: null,
        signIn: { kind: 'none' },
        groups,
        parent: null,
        readers: [],
      });
      const { user, secret } = await sharing.peers.issueCredential(id);
      secrets.set(organisation, `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`);
    }
  });
  const ask = (url: string, authorization: string | undefined) =>
    node.http.app.inject({
      method: 'GET',
      url,
      headers: { accept: 'application/taxii+json;version=2.1', ...(authorization === undefined ? {} : { authorization }) },
    });

  it('is read by its recipients within its level and group, at every endpoint', async () => {
    for (const { organisation, groups, recipient } of PEERS) {
      const may = (one: Case): boolean =>
        recipient && !isRed(one) && (one.group === null || (one.group !== '' && groups.includes(one.group)));
      const as = secrets.get(organisation);
      for (const collection of ['assertions', 'intelligence']) {
        const base = `/taxii2/${ROOT}/collections/${collection}`;
        for (const list of ['objects', 'manifest']) {
          const text = (await ask(`${base}/${list}/?limit=1000`, as)).payload;
          if (list === 'manifest' && collection === 'assertions') continue;
          for (const one of all) {
            const key = list === 'manifest' ? one.object.id : one.canary;
            expect(text.includes(key), `${organisation} ${collection}/${list} ${JSON.stringify(one)}`).toBe(may(one));
          }
        }
        if (collection === 'assertions') continue;
        for (const one of all) {
          const object = await ask(`${base}/objects/${one.object.id}/`, as);
          const versions = await ask(`${base}/objects/${one.object.id}/versions/`, as);
          expect([object.payload.includes(one.canary), object.statusCode === 200, versions.statusCode === 200]).toEqual(
            Array.from({ length: 3 }, () => may(one)),
          );
        }
      }
    }
  });

  it('is nobody’s without credentials, with wrong ones, with those of people, or with revoked ones', async () => {
    const { authorization } = await node.asKey(['read', 'admin', 'release']);
    const url = `/taxii2/${ROOT}/collections/assertions/objects/`;
    for (const as of [undefined, 'Basic eDp5', 'Bearer a.b', authorization]) expect((await ask(url, as)).statusCode).toBe(401);
    const peer = (await node.parts.sharing.peers.list()).find(({ organisation }) => organisation === 'in.example')!;
    expect((await ask(url, secrets.get('in.example'))).statusCode).toBe(200);
    await node.records.sharing.setCredential(peer.id, null);
    expect((await ask(url, secrets.get('in.example'))).statusCode).toBe(401);
    // Peers are no callers of the API.
    expect(
      (await node.http.app.inject({ url: '/v1/inbox', headers: { authorization: secrets.get('out.example')! } })).statusCode,
    ).toBe(401);
  });

  it('is written by nobody', async () => {
    const answer = await node.http.app.inject({
      method: 'POST',
      url: `/taxii2/${ROOT}/collections/intelligence/objects/`,
      headers: {
        authorization: secrets.get('out.example')!,
        accept: 'application/taxii+json;version=2.1',
        'content-type': 'application/taxii+json;version=2.1',
      },
      payload: JSON.stringify({ objects: [all[0]!.object] }),
    });
    expect(answer.statusCode).toBe(403);
  });
});
