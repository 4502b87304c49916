// SPDX-License-Identifier: Apache-2.0
/** A partner reports a canary: over two nodes, with an honest third whose reports are handed in. */
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { InboxItem, Peer } from '@stillwatch/core/api';
import { type Assertion, signAssertion, type Statement } from '@stillwatch/sharing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCanaries } from './canaries.ts';
import { createSharing } from './create-sharing.ts';
import { detectionId } from './detect.ts';
import { call, openPair, type Pair, release, releaseTo, template, twoPeople } from './nodes.fixture.ts';
import { heldThrough, quarantineNow } from './quarantine.ts';

const CANARIES = {
  address: '192.0.2.77',
  domain: 'lantern-decoy.example',
  account: 'acct-decoy-4711',
  unnamed: 'nobody-reports-this.example',
};
const DAY = 86_400_000;

let pair: Pair;
let honest: { id: string; key: Parameters<typeof signAssertion>[1] };
beforeAll(async () => {
  const values = Object.values(CANARIES).map((value) => `{value: ${value}}`);
  pair = await openPair({ moreAtB: `, canaries: [${values.join(', ')}]` });
  const { privateKey } = generateKeyPairSync('ed25519');
  const publicKey = createPublicKey(createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' })))
    .export({ format: 'der', type: 'spki' })
    .subarray(12)
    .toString('base64url');
  const peer = await pair.b.parts.sharing.peers.add({
    name: 'Lab C',
    organisation: 'lab-c.example',
    kind: 'company',
    url: null,
    collections: [],
    publicKey,
    signIn: { kind: 'none' },
    groups: [],
    parent: null,
    readers: [],
  });
  honest = { id: peer.id, key: { id: peer.keys[0]!.id, privateKey } };
});
afterAll(async () => await pair.close());

/** An indicator as A says it, in A's own collection for B; or as C does, handed in. */
function indicatorOf(n: number, pattern: string, clock: number): Statement['object'] {
  const at = new Date(clock).toISOString();
  return {
    type: 'indicator',
    spec_version: '2.1',
    id: `indicator--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    created: at,
    modified: at,
    pattern,
    pattern_type: 'stix',
    valid_from: at,
    indicator_types: ['malicious-activity'],
    name: `indicator ${n}`,
  };
}
function said(
  source: string,
  key: Parameters<typeof signAssertion>[1],
  object: Statement['object'],
  more: Partial<Statement> = {},
) {
  const at = new Date(pair.b.clock.ms).toISOString();
  const common = {
    group: null,
    pap: null,
    at,
    confidence: 80,
    legalBasis: null,
    licence: null,
    expiresAt: null,
    withdraws: null,
  };
  return signAssertion({ object, source, origin: source, tlp: 'green', ...common, ...more }, key);
}
async function sayAtA(assertion: Assertion): Promise<void> {
  const { sharing } = pair.a.parts;
  await sharing.world.records.sharing.assertions.add([assertion], pair.a.clock.ms);
  await sharing.world.collections.publish([assertion], () => ['lab-b.example'], pair.a.clock.ms);
}
const peerAtB = async (id = pair.aAtB): Promise<Peer> => (await pair.b.parts.sharing.peers.get(id))!;
async function inboxAtB(type: string): Promise<InboxItem[]> {
  const answer = await call(pair.b, await pair.b.asPerson(['analyst']), `GET /v1/inbox?type=${type}`);
  expect(answer.status, answer.text).toBe(200);
  return (answer.json as { items: InboxItem[] }).items;
}
const notices = (): string[] => pair.alerts.b.filter((statement) => statement.includes('is in quarantine. It '));

/** One after the other, over nodes that stay. */
describe('a partner that reports a canary', () => {
  let detection: string;

  it('counts until then', async () => {
    const { a, b, bAtA } = pair;
    await release(a, releaseTo(bAtA), await twoPeople(a));
    await b.parts.sharing.take([
      said('lab-c.example', honest.key, indicatorOf(1, "[ipv4-addr:value = '198.51.100.9']", b.clock.ms)),
    ]);
    await b.parts.sharing.round();
    const [item] = await inboxAtB('campaign');
    detection = detectionId(item!.id);
    expect(item).toMatchObject({ impact: { detection }, claims: [{ quarantined: false }], lineages: 1 });
    expect(await peerAtB()).toMatchObject({ quarantine: null });
  });

  it('is put in quarantine: what it raised is taken back, and nothing that it says counts', async () => {
    const { a, b } = pair;
    const { identity } = a.parts.sharing.world;
    const object = indicatorOf(2, `[ipv4-addr:value = '${CANARIES.address}']`, b.clock.ms);
    // It also says so of somebody else, whose name it uses.
    const framed = indicatorOf(3, `[user-account:user_id = '${CANARIES.account}']`, b.clock.ms);
    await sayAtA(said('lab-a.example', identity.key, object));
    await sayAtA(said('lab-a.example', identity.key, framed, { origin: 'lab-c.example' }));
    expect(await b.parts.sharing.round()).toEqual({ raised: [], retired: [detection] });
    expect(await b.records.campaigns.get(detection)).toMatchObject({ current: false });
    const [event] = (await b.records.campaigns.events(detection, { limit: 1 })).items;
    expect(event!.statement).toContain('its reporter is in quarantine');
    expect(await peerAtB()).toMatchObject({
      quarantine: {
        since: new Date(b.clock.ms).toISOString(),
        reporters: ['lab-a.example'],
        reason: expect.stringContaining('surely is none'),
      },
    });
    const [item] = await inboxAtB('campaign');
    expect(item).toMatchObject({
      claims: [{ source: 'lab-a.example', quarantined: true }],
      lineages: 0,
      gate: { most: 'nothing', why: expect.stringContaining('until an administrator lifts the quarantine') },
      impact: { accounts: 0, detection: null },
    });
    expect(item!.trust.lines.at(-1)).toContain('from a quarantined reporter');
  });

  it('does not take an honest partner along, whose name it used', async () => {
    expect(await peerAtB(honest.id)).toMatchObject({ quarantine: null });
    const items = await inboxAtB('indicator');
    const own = items.find(({ name }) => name === 'indicator 1');
    expect(own).toMatchObject({ claims: [{ source: 'lab-c.example', quarantined: false }], lineages: 1 });
    expect(own!.gate.why).not.toContain('quarantine');
    // The report of the canary looks like every other of its reporter.
    const reports = items.filter(({ claims }) => claims[0]!.source === 'lab-a.example');
    expect(new Set(reports.map(({ gate }) => JSON.stringify(gate))).size).toBe(1);
  });

  it('is told of once: by an alert and in the log', async () => {
    const { b } = pair;
    for (let i = 0; i < 3; i++) {
      b.clock.ms += 60_000;
      expect(await b.parts.sharing.round()).toEqual({ raised: [], retired: [] });
    }
    expect(notices()).toHaveLength(1);
    expect(notices()[0]).toMatch(/^lab-a\.example is in quarantine\. /);
    const { items } = await b.records.alerts.list({ limit: 50 });
    expect(items.filter(({ kind }) => kind === 'partner.quarantined')).toHaveLength(1);
    expect(await loggedAtB()).toEqual(['put in quarantine: lab-a.example']);
  });

  it('stays in quarantine after a new start, and when what it said was withdrawn and is gone', async () => {
    const { a, b } = pair;
    const since = (await peerAtB()).quarantine!.since;
    const again = await createSharing({ ...b.parts.sharing.world }, { schedule: false });
    try {
      expect((await again.peers.get(pair.aAtB))!.quarantine).toMatchObject({ since });
      const { identity } = a.parts.sharing.world;
      const object = indicatorOf(4, `[domain-name:value = '${CANARIES.domain}']`, b.clock.ms);
      const short = { expiresAt: new Date(b.clock.ms + DAY).toISOString() };
      await sayAtA(said('lab-a.example', identity.key, object, short));
      await b.parts.sharing.round();
      for (const day of [2, 12]) {
        b.clock.ms += day * DAY;
        await b.parts.sharing.round();
      }
      expect((await b.parts.sharing.world.records.sharing.assertions.ofObjects([object.id])).length).toBe(0);
      expect((await peerAtB()).quarantine).toMatchObject({ since });
      expect(notices()).toHaveLength(1);
    } finally {
      await again.close();
    }
  });

  it('is let out by an administrator alone, and comes back with the next report of one', async () => {
    const { a, b } = pair;
    const change = async (role: 'admin' | 'analyst') =>
      await call(b, await b.asPerson([role]), `PATCH /v1/peers/${pair.aAtB}`, {
        body: { liftQuarantine: true },
        etag: (await peerAtB()).etag,
      });
    expect((await change('analyst')).status).toBe(403);
    expect((await change('admin')).json).toMatchObject({ quarantine: null });
    expect(await b.records.campaigns.get(detection)).toMatchObject({ current: true });
    expect((await b.parts.sharing.round()).retired).toEqual([]);
    expect((await inboxAtB('campaign'))[0]).toMatchObject({ claims: [{ quarantined: false }], impact: { detection } });
    expect(notices()).toHaveLength(1);

    const { identity } = a.parts.sharing.world;
    const object = indicatorOf(5, `[domain-name:value IN ('x.example', '${CANARIES.domain.toUpperCase()}')]`, b.clock.ms);
    await sayAtA(said('lab-a.example', identity.key, object));
    expect((await b.parts.sharing.round()).retired).toEqual([detection]);
    expect(notices()).toHaveLength(2);
  });

  it('is known by the fingerprint of a wording, too', async () => {
    const { world } = pair.b.parts.sharing;
    const withPrompt = {
      ...world.config.sharing,
      canaries: [{ prompt: template('how many lanterns burn upon the breakwater?') }],
    };
    const other = await createSharing({ ...world, config: { ...world.config, sharing: withPrompt } }, { schedule: false });
    try {
      expect([...(await other.knowledge()).quarantined.keys()]).toEqual(['lab-a.example']);
      // B itself has that in its own traffic, and reports of its own do not count.
      expect((await other.peers.get(honest.id))!.quarantine).toBe(null);
    } finally {
      await other.close();
    }
  });

  it('is let out when what it reported is no canary any more', async () => {
    const { b } = pair;
    const { world } = b.parts.sharing;
    const config = { ...world.config, sharing: { ...world.config.sharing, canaries: [] } };
    const without = await createSharing({ ...world, config }, { schedule: false });
    try {
      await without.round();
      expect((await without.peers.get(pair.aAtB))!.quarantine).toBe(null);
      expect((await loggedAtB()).at(-1)).toContain('not in quarantine any more');
    } finally {
      await without.close();
    }
  });

  it('and nothing tells which: no answer, alert, log line, leaf, export, nor a byte between the nodes', async () => {
    const { a, b } = pair;
    const admin = await b.asPerson(['admin', 'analyst', 'releaser', 'approver']);
    const answers: string[] = [];
    for (const url of ['sharing', 'peers', `peers/${pair.aAtB}`, 'alerts', 'settings', 'audit', 'log/leaves', 'collections']) {
      const { status, text } = await call(b, admin, `GET /v1/${url}`);
      expect(status, url).toBe(200);
      answers.push(text);
    }
    expect(answers.join('')).toContain('surely is none');
    const raw = [answers.join(''), b.log(), pair.alerts.b.join('\n'), (await loggedAtB()).join('\n')].join('\n');
    for (const value of Object.values(CANARIES)) expect(raw).not.toContain(value);
    // What A says is its own; B has said nothing of it back, and knows more canaries than A named.
    expect(pair.wire()).toContain(CANARIES.address);
    expect(pair.wire()).not.toContain(CANARIES.unnamed);
    const back = JSON.stringify(
      (await a.parts.sharing.world.records.sharing.assertions.list({ source: 'lab-b.example' }, { limit: 99 })).items,
    );
    for (const value of Object.values(CANARIES)) expect(back).not.toContain(value);
    const kept = await b.records.values.get('sharing.quarantine');
    for (const name of readCanaries([{ value: CANARIES.domain }], b.parts.sharing.world.dataFolder.nodeKey).names) {
      expect(kept).not.toContain(name);
      expect(raw).not.toContain(name);
    }
  });
});

/** What the log has of quarantines, as its payloads say. */
async function loggedAtB(): Promise<string[]> {
  const { ledger } = pair.b.parts;
  const { items } = await pair.b.records.vault.entries(ledger.origin, { kind: 'finding' }, { limit: 100 });
  const found: string[] = [];
  for (const entry of items.toReversed()) {
    const read = await ledger.payloadOf(entry);
    const { outcome, reporters } = (read?.payload ?? {}) as { outcome?: string; reporters?: string[] };
    if (reporters !== undefined) found.push(`${outcome}: ${reporters.join(', ')}`);
  }
  return found;
}

describe('quarantineNow', () => {
  const names = new Set(['c1', 'c2']);
  const found = (assertion: string, canary = 'c1') => ({ assertion, source: 'r', canary });
  const hit = (assertion: string, canary = 'c1') => ({ reporter: 'r', ...found(assertion, canary) });
  const kept = (more: object) =>
    new Map([['r', { since: 5, hits: [] as ReturnType<typeof found>[], lifted: [] as string[], ...more }]]);

  it('holds what is remembered and what is found, but for what was let pass and what is no canary now', () => {
    expect([...quarantineNow(new Map(), [hit('a1')], names, 9)]).toEqual([['r', { since: 9, hits: [found('a1')] }]]);
    const remembered = quarantineNow(kept({ hits: [found('a1', 'c2')] }), [hit('a1', 'c2')], names, 9);
    expect(remembered.get('r')).toEqual({ since: 5, hits: [found('a1', 'c2')] });
    expect(quarantineNow(kept({ hits: [found('a1', 'c3')] }), [hit('a2', 'c3')], names, 9).size).toBe(0);
    const lifted = kept({ since: null, lifted: ['a1'] });
    expect(quarantineNow(lifted, [hit('a1')], names, 9).size).toBe(0);
    expect(quarantineNow(lifted, [hit('a1'), hit('a2')], names, 9).get('r')).toEqual({ since: 9, hits: [found('a2')] });
  });

  it('is answered for by whoever speaks, and by whom it is passed on', () => {
    const voices = new Map([['p1', { centre: 'hub', lineage: 'p0', since: '' }]]);
    const one = (source: string) => ({ since: 1, hits: [{ assertion: 'a', source, canary: 'c1' }] });
    const quarantined = new Map([
      ['p1', one('p1')],
      ['somebody', one('lab')],
      ['a list', one('us')],
    ]);
    const through = (organisation: string) => [...heldThrough({ quarantined, voices }, organisation).keys()];
    expect([through('hub'), through('lab'), through('other')]).toEqual([['p1'], ['somebody'], []]);
  });
});
