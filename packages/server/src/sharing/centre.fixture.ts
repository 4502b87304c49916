// SPDX-License-Identifier: Apache-2.0
/** Two members and a sharing centre between them on loopback, with a socket before each that records every byte. */
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import type { InboxItem, ReleaseInput } from '@stillwatch/core/api';
import type { Assertion } from '@stillwatch/sharing';
import { openTestNode, type TestNode } from '../http/node.fixture.ts';
import type { PeerRecord } from './kept.ts';
import { call, release, releaseTo, SKETCH_KEY, storeCampaign, trafficOf, twoPeople } from './nodes.fixture.ts';

export const HOUR = 3_600_000;

/** What goes over one socket. */
export interface Link {
  readonly url: string;
  /** Everything so far, both ways. */
  bytes(): string;
  forget(): void;
  /** Changes answers on the way; null: as they are. What comes out has as many bytes as what went in. */
  tamper: ((answer: string) => string) | null;
}

export interface Centre {
  readonly a: TestNode;
  readonly hub: TestNode;
  readonly b: TestNode;
  /** Ids of peers: `hubAtA` is the centre as A has it. */
  readonly ids: Readonly<Record<'hubAtA' | 'hubAtB' | 'aAtHub' | 'bAtHub' | 'aAtB' | 'bAtA', string>>;
  /** Between the centre and B. */
  readonly link: Link;
  /** Lets time pass at all three. Milliseconds. */
  pass(ms: number): void;
  /** The centre asks its members, and passes on what came before the stretch that begins then; B and A ask the centre. */
  relay(): Promise<void>;
  close(): Promise<void>;
}

export async function openCentre(): Promise<Centre> {
  const yaml = (organisation: string, more = ''): string =>
    [
      'port: 0',
      'rateLimit: {perMinute: 1000000, signInPerMinute: 10000}',
      `sharing: {organisation: ${organisation}, groups: [circle], group: {name: demo, sketchKey: "${SKETCH_KEY}"}${more}}`,
    ].join('\n');
  const relayed = ', relay: {members: [lab-a.example, lab-b.example], every: 1h}';
  const open = (text: string, lines: string): Promise<TestNode> => openTestNode({ yaml: text, fetch: globalThis.fetch, lines });
  const a = await open(yaml('lab-a.example'), trafficOf(['a-0', 'a-1', 'a-2', 'a-3'], true));
  const hub = await open(yaml('hub.example', relayed), trafficOf(['h-0'], false));
  const b = await open(yaml('lab-b.example'), trafficOf(['b-0', 'b-1', 'b-2'], false));
  const servers: Server[] = [];
  const [addressA, addressHub, addressB] = [await a.http.listen(), await hub.http.listen(), await b.http.listen()];
  const [linkA, linkHub, linkB] = [
    await openLink(addressA, servers),
    await openLink(addressHub, servers),
    await openLink(addressB, servers),
  ];
  const hubForA = await openLink(addressHub, servers);

  const know = async (at: TestNode, other: TestNode, kind: PeerRecord['kind'], name: string): Promise<string> => {
    const { organisation, key } = other.parts.sharing.settings('http://x');
    const common = { url: null, collections: [], signIn: { kind: 'none' as const }, parent: null, readers: [] };
    const { publicKey } = key;
    return (await at.parts.sharing.peers.add({ ...common, name, organisation, kind, publicKey, groups: [] })).id;
  };
  const ids = {
    hubAtA: await know(a, hub, 'sharing-centre', 'Hub'),
    hubAtB: await know(b, hub, 'sharing-centre', 'Hub'),
    aAtHub: await know(hub, a, 'company', 'Laboratory Aleph'),
    bAtHub: await know(hub, b, 'company', 'Laboratory Beth'),
    aAtB: await know(b, a, 'company', 'Laboratory Aleph'),
    bAtA: await know(a, b, 'company', 'Laboratory Beth'),
  };
  const reach = async (node: TestNode, id: string, other: TestNode, otherId: string, { url }: Link): Promise<void> => {
    const { user, secret } = await other.parts.sharing.peers.issueCredential(otherId);
    const signIn = { kind: 'basic', user, password: secret } as const;
    await node.parts.sharing.peers.change(id, { url: `${url}/taxii2/stillwatch/`, signIn }, 1);
  };
  await reach(a, ids.hubAtA, hub, ids.aAtHub, hubForA);
  await reach(b, ids.hubAtB, hub, ids.bAtHub, linkHub);
  await reach(hub, ids.aAtHub, a, ids.hubAtA, linkA);
  await reach(hub, ids.bAtHub, b, ids.hubAtB, linkB);
  await reach(b, ids.aAtB, a, ids.bAtA, linkA);
  await reach(a, ids.bAtA, b, ids.aAtB, linkB);
  await storeCampaign(a, ['a-0', 'a-1', 'a-2', 'a-3']);
  const nodes = [a, hub, b];
  const pass = (ms: number): void => {
    for (const { clock } of nodes) clock.ms += ms;
  };
  // The stretches begin with its first round.
  await hub.parts.sharing.round();
  return {
    a,
    hub,
    b,
    ids,
    link: linkHub,
    pass,
    async relay() {
      pass(HOUR);
      await hub.parts.sharing.round();
      await b.parts.sharing.round();
      await a.parts.sharing.round();
    },
    async close() {
      for (const node of nodes) await node.close();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

async function openLink(address: string, servers: Server[]): Promise<Link> {
  const { port, hostname } = new URL(address);
  let pieces: Buffer[] = [];
  const server = createServer((inside) => {
    const outside = connect(Number(port), hostname);
    inside.on('data', (piece) => void pieces.push(piece));
    outside.on('data', (piece) => {
      const sent = link.tamper === null ? piece : Buffer.from(link.tamper(piece.toString('latin1')), 'latin1');
      pieces.push(sent);
      inside.write(sent);
    });
    outside.on('end', () => inside.end());
    inside.on('error', () => outside.destroy());
    outside.on('error', () => inside.destroy());
    inside.pipe(outside);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  const link: Link = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bytes: () => Buffer.concat(pieces).toString('latin1'),
    forget() {
      pieces = [];
    },
    tamper: null,
  };
  return link;
}

/** What a member of the centre is called at the others. */
export const MEMBER = /^a member of hub\.example \([0-9a-f]{8}\)$/;

export async function inboxOf(node: TestNode, type = 'campaign'): Promise<InboxItem[]> {
  const answer = await call(node, await node.asPerson(['analyst']), `GET /v1/inbox?type=${type}`);
  if (answer.status !== 200) throw new Error(answer.text);
  return (answer.json as { items: InboxItem[] }).items;
}

/** A releases something to the centre. */
export async function letOut({ a, ids }: Centre, change: Partial<ReleaseInput> = {}): Promise<{ id: string; etag: string }> {
  return await release(a, releaseTo(ids.hubAtA, change), await twoPeople(a));
}

/** What a node keeps that was said under pseudonyms. */
export async function saidUnder(node: TestNode): Promise<Assertion[]> {
  const { items } = await node.records.sharing.assertions.list({}, { limit: 1_000 });
  return items.filter(({ source }) => source.startsWith('identity--'));
}

/** Number by which a change of a peer says what it changes. */
export function versionOf({ etag }: { etag: string }): number {
  return Number(etag.replaceAll('"', ''));
}
