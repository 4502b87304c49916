// SPDX-License-Identifier: Apache-2.0
import { SHARING_OPERATIONS } from '@stillwatch/core/api';
import type { BodyOf, InboxDetail, InboxItem, MatchRun, Peer } from '@stillwatch/core/api';
import type { Preview } from './data.fixture.ts';
import { drawInbox, inboxDetail } from './inbox.fixture.ts';
import { addPeer, peerDetail, peers, removePeer, replacePeer } from './peers.fixture.ts';
import { PreviewProblem } from './problem.fixture.ts';
import { pageOf, type PreviewRequest } from './shapes.fixture.ts';
import { answerReleases } from './releases.fixture.ts';

const NOW = () => new Date().toISOString();
const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const ME = { name: 'Ada Analyst' };

let inbox: InboxItem[] | undefined;
const answers = new Map<string, InboxDetail['answers']>();
let matches: MatchRun[] = [
  { id: 'm-2', peer: 'meridian', peerName: 'Meridian AI', kind: 'account', at: ago(4), by: 'Ada Analyst', state: 'done', values: 412, atLeast: 20, minimum: 10, problem: null },
  { id: 'm-1', peer: 'harbour', peerName: 'Harbour Sharing Centre', kind: 'payment-token', at: ago(50), by: 'Ada Analyst', state: 'done', values: 88, atLeast: 0, minimum: 10, problem: null },
  { id: 'm-0', peer: 'bureau', peerName: 'National Bureau', kind: 'address', at: ago(80), by: 'Ada Analyst', state: 'failed', values: 88, atLeast: null, minimum: 10, problem: 'the partner did not answer' },
];

/** Sharing as in a node: what is released is made by the real allow-list; partners and what they say are drawn. */
export function answerSharing(data: Preview, asked: PreviewRequest): unknown {
  inbox ??= drawInbox(data);
  const { id, params, query, body } = asked;
  const otherwise = data.sharing !== 'well' && Object.hasOwn(SHARING_OPERATIONS, id) ? answerOtherwise(data.sharing, id) : undefined;
  if (otherwise !== undefined) return otherwise;
  switch (id) {
    case 'getSharing':
      return {
        organisation: 'northlight.example',
        identity: 'identity--3f0c8a52-6a1e-4b7d-9d7e-2f5b8c1a4e60',
        key: { id: 'northlight.example#1', publicKey: `${'n7Qp'.repeat(10)}zzA`, since: ago(4000) },
        taxiiUrl: 'https://watch.northlight.example/taxii2/shared/',
        group: { name: 'frontier-labs', keyId: '9c41d2f0aa73be15' },
        pullSeconds: 300,
      };
    case 'listCollections':
      return {
        collections: [
          { id: '52892447-4d7e-4f70-b94d-d7f22742ff63', alias: 'released', title: 'Released', description: 'What this node released, as each partner may read it.', url: 'https://watch.northlight.example/taxii2/shared/collections/released/', objects: 214, canRead: true, canWrite: false },
          { id: '91a7b528-80eb-42ed-a74d-c6fbd5a26116', alias: 'inbox', title: 'Inbox', description: 'Partners may put here what they share.', url: 'https://watch.northlight.example/taxii2/shared/collections/inbox/', objects: 31, canRead: false, canWrite: true },
        ],
      };
    case 'listPeers':
      return pageOf(peers, query);
    case 'listInbox':
      return pageOf(
        query.type !== undefined && query.type !== 'campaign'
          ? []
          : inbox.filter(
              (item) =>
                (query.state === undefined || item.state === query.state) &&
                (query.source === undefined || item.claims.some(({ source }) => peers.some((peer) => peer.organisation === query.source && peer.name === source))) &&
                (query.impact === undefined || String(item.impact.accounts > 0) === query.impact),
            ),
        query,
      );
    case 'getInboxItem':
    case 'acceptInbox':
    case 'disputeInbox':
    case 'sightInbox':
      return answerInbox(data, asked);
    case 'listMatches':
      return pageOf(matches, query);
    case 'listMatchBudgets':
      return {
        budgets: [
          { peer: 'meridian', peerName: 'Meridian AI', epoch: '2026-W48', asked: [{ kind: 'account', elements: 18_240 }, { kind: 'address', elements: 50_000 }], perEpoch: 50_000 },
          { peer: 'harbour', peerName: 'Harbour Sharing Centre', epoch: '2026-W48', asked: [], perEpoch: 50_000 },
        ],
      };
    case 'startMatch': {
      const { peer, kind } = body as unknown as BodyOf<'startMatch'>;
      const run: MatchRun = { id: `m-${matches.length}`, peer, peerName: findPeer(peer).name, kind, at: NOW(), by: ME.name, state: 'running', values: 412, atLeast: null, minimum: 10, problem: null };
      matches = [run, ...matches];
      return run;
    }
    case 'importIntelligence':
      return { imported: 14, skipped: [{ where: 'objects[3]', why: 'pattern: an unknown operator, LIKES' }] };
    case 'setMatchValues':
      return null;
    default:
      return id.endsWith('Peer') || id.endsWith('PeerCredential') ? answerPeers(asked) : answerReleases(data, asked, params.id);
  }
}

/** A node that shares with nobody yet, or whose sharing does not work. */
function answerOtherwise(state: Preview['sharing'], id: PreviewRequest['id']): unknown {
  if (state === 'down')
    throw new PreviewProblem(503, 'UNAVAILABLE', 'Sharing does not work', 'Its store cannot be read.', 'See the log of the node.');
  if (id === 'getSharing')
    return {
      organisation: 'node.example',
      identity: 'identity--3f0c8a52-6a1e-4b7d-9d7e-2f5b8c1a4e60',
      key: { id: 'node.example#1', publicKey: `${'n7Qp'.repeat(10)}zzA`, since: NOW() },
      taxiiUrl: 'http://127.0.0.1:4780/taxii2/shared/',
      group: null,
      pullSeconds: 300,
    };
  if (id === 'listCollections') return { collections: [] };
  if (id === 'listMatchBudgets') return { budgets: [] };
  if (id.startsWith('list')) return { items: [], next: null };
  // Of a campaign something can be written even so; it is for nobody.
  if (id === 'previewRelease') return undefined;
  throw new PreviewProblem(404, 'NOT_FOUND', 'There is nothing of the kind', 'Nothing is shared yet.');
}

function findPeer(id: string | undefined): Peer {
  const peer = peers.find((one) => one.id === id);
  if (peer === undefined) throw new PreviewProblem(404, 'NOT_FOUND', 'There is no such partner', `No partner has the id ${id}.`);
  return peer;
}

function answerPeers({ id, params, body }: PreviewRequest): unknown {
  switch (id) {
    case 'getPeer':
      return peerDetail(findPeer(params.id));
    case 'addPeer':
      return addPeer(body as unknown as BodyOf<'addPeer'>);
    case 'changePeer': {
      const { pull, unthrottle, liftQuarantine, publicKey: _, revokeKey, signIn: __, ...rest } = body as unknown as BodyOf<'changePeer'>;
      const peer = findPeer(params.id);
      const changes = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Partial<Peer>;
      return replacePeer({
        ...peer,
        ...changes,
        ...(pull === undefined ? {} : { state: pull ? 'waiting' : 'off' }),
        ...(unthrottle === undefined ? {} : { throttle: null, state: 'waiting' as const }),
        ...(liftQuarantine === undefined ? {} : { quarantine: null }),
        keys: peer.keys.map((key) => (key.id === revokeKey ? { ...key, revokedAt: NOW() } : key)),
        etag: `"${Date.now()}"`,
      });
    }
    case 'removePeer':
      return removePeer(params.id);
    case 'issuePeerCredential':
      replacePeer({ ...findPeer(params.id), credential: { user: `peer-${params.id}`, issuedAt: NOW(), lastUsed: null } });
      return { user: `peer-${params.id}`, secret: 'swp_8f2kq0v7c1x5m9z3b6n4j8h2g7d1s5a9' };
    case 'revokePeerCredential':
      replacePeer({ ...findPeer(params.id), credential: null });
      return null;
    case 'pullPeer':
      return findPeer(params.id).state === 'unreachable'
        ? { outcome: 'unreachable', objects: 0, accepted: 0, detail: 'connection refused' }
        : { outcome: 'ok', objects: 17, accepted: 12, detail: '5 were known' };
    default:
      return undefined;
  }
}

function answerInbox(data: Preview, { id, params, body }: PreviewRequest): unknown {
  const item = inbox!.find((one) => one.id === params.id);
  if (item === undefined) throw new PreviewProblem(404, 'NOT_FOUND', 'There is no such item', `Nothing that you may read has the id ${params.id}.`);
  const said = answers.get(item.id) ?? [];
  if (id === 'getInboxItem') return inboxDetail(data, item, said);
  const reason = String(body?.reason);
  const sighting = id === 'sightInbox';
  const statement = sighting ? 'seen here too, 10 or more' : id === 'acceptInbox' ? 'agree' : String(body?.opinion);
  answers.set(item.id, [{ at: NOW(), by: 'northlight.example', own: true, kind: sighting ? 'sighting' : 'opinion', statement }, ...said]);
  if (sighting) return item;
  const decided: InboxItem = { ...item, state: id === 'acceptInbox' ? 'accepted' : 'disputed', decidedBy: ME.name, decidedAt: NOW(), reason };
  inbox = inbox!.map((one) => (one.id === item.id ? decided : one));
  return decided;
}
