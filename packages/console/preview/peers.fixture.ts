// SPDX-License-Identifier: Apache-2.0
import type { BodyOf, Peer, PeerDetail, ReliabilityBin } from '@stillwatch/core/api';
import { TRUST_DEFAULTS } from '@stillwatch/core/trust';

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const key = (letter: string) => `${letter.repeat(42)}A`;

function draw(peer: Pick<Peer, 'id' | 'name' | 'organisation' | 'reliability'> & Partial<Peer>): Peer {
  return {
    kind: 'company',
    url: `https://${peer.id}.example/taxii2/shared/`,
    collections: [],
    keys: [{ id: `${peer.organisation}#1`, publicKey: key('k'), validFrom: ago(3000), validUntil: null, revokedAt: null }],
    signIn: { kind: 'basic', user: 'northlight' },
    credential: { user: `peer-${peer.id}`, issuedAt: ago(2000), lastUsed: ago(2) },
    groups: ['frontier-labs'],
    parent: null,
    readers: ['u-1'],
    thresholds: TRUST_DEFAULTS,
    state: 'ok',
    lastPull: ago(0.2),
    lastSuccess: ago(0.2),
    received: 412,
    problem: null,
    throttle: null,
    quarantine: null,
    etag: '"1"',
    ...peer,
  };
}

export let peers: Peer[] = [
  draw({ id: 'meridian', name: 'Meridian AI', organisation: 'meridian.example', reliability: { confirmed: 61, refuted: 4, value: 0.87 } }),
  draw({
    id: 'harbour',
    name: 'Harbour Sharing Centre',
    organisation: 'harbour.example',
    kind: 'sharing-centre',
    reliability: { confirmed: 130, refuted: 19, value: 0.82 },
    received: 2210,
    keys: [
      { id: 'harbour.example#1', publicKey: key('h'), validFrom: ago(9000), validUntil: ago(500), revokedAt: null },
      { id: 'harbour.example#2', publicKey: key('i'), validFrom: ago(500), validUntil: null, revokedAt: null },
    ],
  }),
  draw({
    id: 'bureau',
    name: 'National Bureau',
    organisation: 'bureau.example',
    kind: 'agency',
    groups: [],
    reliability: { confirmed: 9, refuted: 1, value: 0.64 },
    state: 'unreachable',
    lastSuccess: ago(31),
    problem: 'The connection was refused 4 times; the next attempt is in 12 minutes.',
  }),
  draw({
    id: 'tidewater',
    name: 'Tidewater Labs',
    organisation: 'tidewater.example',
    reliability: { confirmed: 3, refuted: 14, value: 0.11 },
    state: 'throttled',
    received: 88,
    throttle: {
      until: new Date(Date.now() + 5_400_000).toISOString(),
      reasons: ['3 objects whose signature does not fit', 'pages without an end: the same cursor came back 40 times'],
    },
  }),
  draw({
    id: 'reader',
    name: 'Small Reader Ltd',
    organisation: 'reader.example',
    url: null,
    keys: [],
    credential: null,
    groups: [],
    readers: [],
    reliability: { confirmed: 0, refuted: 0, value: 0.05 },
    state: 'off',
    lastPull: null,
    lastSuccess: null,
    received: 0,
  }),
];

export function replacePeer(peer: Peer): Peer {
  peers = peers.map((one) => (one.id === peer.id ? peer : one));
  return peer;
}

export function removePeer(id: string | undefined): null {
  peers = peers.filter((one) => one.id !== id);
  return null;
}

export function addPeer({ publicKey, ...body }: BodyOf<'addPeer'>): Peer {
  const peer = draw({
    ...body,
    id: `p-${peers.length + 1}`,
    thresholds: { ...TRUST_DEFAULTS, ...body.thresholds, review: body.thresholds?.review ?? TRUST_DEFAULTS.review },
    signIn: { kind: body.signIn.kind, user: 'user' in body.signIn ? body.signIn.user : null },
    reliability: { confirmed: 0, refuted: 0, value: 0.05 },
    credential: null,
    state: body.url === null ? 'off' : 'waiting',
    lastPull: null,
    lastSuccess: null,
    received: 0,
    keys:
      publicKey === null
        ? []
        : [{ id: `${body.organisation}#1`, publicKey, validFrom: ago(0), validUntil: null, revokedAt: null }],
  });
  peers = [...peers, peer];
  return peer;
}

const SURE: readonly (readonly [predicted: number, observed: number, count: number])[] = [
  [0.55, 0.6, 10],
  [0.67, 0.7, 18],
  [0.81, 0.8, 22],
  [0.93, 0.95, 41],
];
const BOASTING: readonly (readonly [number, number, number])[] = [
  [0.72, 0.2, 5],
  [0.91, 0.17, 12],
];

function plotOf(id: string): ReliabilityBin[] {
  if (id === 'reader') return [];
  return (id === 'tidewater' ? BOASTING : SURE).map(([predicted, observed, count]) => {
    const half = 1.64 * Math.sqrt((observed * (1 - observed)) / count) + 0.5 / count;
    const from = Math.floor(predicted * 10) / 10;
    return { from, to: from + 0.1, count, predicted, observed, low: Math.max(0, observed - half), high: Math.min(1, observed + half) };
  });
}

export function peerDetail(peer: Peer): PeerDetail {
  const pulls: PeerDetail['pulls'] =
    peer.lastPull === null
      ? []
      : Array.from({ length: 14 }, (_, i) => {
          const bad = (peer.state === 'unreachable' && i < 4) || (peer.state === 'throttled' && i === 0);
          return {
            at: ago(0.2 + i * 1.5),
            outcome: !bad ? ('ok' as const) : peer.state === 'throttled' ? ('hostile' as const) : ('unreachable' as const),
            objects: bad ? 0 : (i * 7) % 23,
            accepted: bad ? 0 : (i * 7) % 19,
            detail: bad ? (peer.throttle?.reasons[0] ?? 'connection refused') : i % 5 === 0 ? '2 objects refused: unknown marking' : 'nothing of note',
          };
        });
  return { peer, plot: plotOf(peer.id), pulls, etag: peer.etag };
}
