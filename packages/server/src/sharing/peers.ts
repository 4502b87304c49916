// SPDX-License-Identifier: Apache-2.0
import { randomBytes, randomUUID } from 'node:crypto';
import { AppError } from '@stillwatch/core';
import type { BodyOf, Peer, PeerDetail } from '@stillwatch/core/api';
import { TRUST_DEFAULTS } from '@stillwatch/core/trust';
import { reliabilityOf, reliabilityPlot, trackKey } from '@stillwatch/sharing';
import { keyIdOf, readPublicKey } from './identity.ts';
import type { PeerRecord } from './kept.ts';
import type { Knowledge } from './knowledge.ts';
import { heldThrough, QUARANTINE_REASON } from './quarantine.ts';
import type { SharingWorld } from './settings.ts';
import { hashSecret } from './taxii.ts';
import { speakerOf } from './vouching.ts';

const SHOWN_PULLS = 50;

export interface Peers {
  list(): Promise<Peer[]>;
  get(id: string): Promise<Peer | null>;
  detail(id: string): Promise<PeerDetail | null>;
  add(input: BodyOf<'addPeer'>): Promise<Peer>;
  change(id: string, change: BodyOf<'changePeer'>, version: number): Promise<Peer>;
  remove(id: string): Promise<boolean>;
  /** Shown once. `secret` is for Basic; `user.secret` is a bearer's token. */
  issueCredential(id: string): Promise<{ user: string; secret: string }>;
}

/** @param lift ends quarantines that an organisation answers for. */
export function createPeers(
  world: SharingWorld,
  know: () => Promise<Knowledge>,
  lift: (organisation: string) => Promise<void>,
): Peers {
  const { records, clock, dataFolder, identity, events } = world;
  const { sharing } = records;

  const describe = async (peer: PeerRecord, knowledge: Knowledge): Promise<Peer> => {
    const standing = await sharing.standing(peer.id);
    const credential = await sharing.credential(peer.id);
    const record = knowledge.records.get(trackKey(peer.organisation, null)) ?? { confirmed: 0, refuted: 0 };
    const held = heldThrough(knowledge, peer.organisation);
    const isThrottled = standing.throttledUntil !== null && standing.throttledUntil > clock.now();
    const state =
      !peer.pull || peer.url === null ? 'off' : standing.state === 'throttled' && !isThrottled ? 'waiting' : standing.state;
    return {
      id: peer.id,
      name: peer.name,
      organisation: peer.organisation,
      kind: peer.kind,
      url: peer.url,
      collections: [...peer.collections],
      keys: peer.keys.map((key) => ({ ...key })),
      signIn: { kind: peer.signIn.kind, user: peer.signIn.user },
      credential:
        credential === null
          ? null
          : { user: credential.user, issuedAt: iso(credential.issuedAt), lastUsed: isoOrNull(standing.lastSeen) },
      groups: [...peer.groups],
      parent: peer.parent,
      readers: [...peer.readers],
      thresholds: { ...peer.thresholds, review: peer.thresholds.review ?? TRUST_DEFAULTS.review },
      reliability: { confirmed: record.confirmed, refuted: record.refuted, value: reliabilityOf(record) },
      state,
      lastPull: isoOrNull(standing.lastPull),
      lastSuccess: isoOrNull(standing.lastSuccess),
      received: standing.received,
      problem: standing.problem,
      throttle: isThrottled ? { until: iso(standing.throttledUntil), reasons: [...standing.reasons] } : null,
      quarantine:
        held.size === 0
          ? null
          : {
              since: iso(Math.min(...[...held.values()].map(({ since }) => since))),
              reporters: [...held.keys()].map((one) => speakerOf(knowledge.voices, one)),
              reason: QUARANTINE_REASON,
            },
      etag: `"${peer.version}"`,
    };
  };
  const find = async (id: string): Promise<PeerRecord> => {
    const peer = await sharing.peer(id);
    if (peer === null) throw new AppError('NOT_FOUND', 'there is no such peer');
    return peer;
  };
  const newKey = (publicKey: string): PeerRecord['keys'][number] => {
    readPublicKey(publicKey);
    if (publicKey === identity.key.publicKey) throw new AppError('REQUEST_INVALID', 'this is the node’s own public key');
    return { id: keyIdOf(publicKey), publicKey, validFrom: iso(clock.now()), validUntil: null, revokedAt: null };
  };
  const toSignIn = (given: BodyOf<'addPeer'>['signIn']): PeerRecord['signIn'] => {
    if (given.kind === 'none') return { kind: 'none', user: null, sealedSecret: null };
    const secret = given.kind === 'basic' ? given.password : given.token;
    return { kind: given.kind, user: given.kind === 'basic' ? given.user : null, sealedSecret: dataFolder.nodeKey.seal(secret) };
  };

  return {
    async list() {
      const knowledge = await know();
      return await Promise.all((await sharing.peers()).map((peer) => describe(peer, knowledge)));
    },
    async get(id) {
      const peer = await sharing.peer(id);
      return peer === null ? null : await describe(peer, await know());
    },
    async detail(id) {
      const record = await sharing.peer(id);
      if (record === null) return null;
      const peer = await describe(record, await know());
      const decided = (await sharing.inboxAll('campaign')).filter(
        ({ decision, predicted, origins }) => decision !== null && predicted !== null && origins.includes(record.organisation),
      );
      const plot = reliabilityPlot(
        decided.map(({ predicted, decision }) => ({ predicted: predicted!, isConfirmed: decision === 'accepted' })),
      );
      const pulls = (await sharing.pulls(id, SHOWN_PULLS)).map((one) => ({
        at: iso(one.at),
        outcome: one.outcome,
        objects: one.objects,
        accepted: one.accepted,
        detail: one.detail,
      }));
      return { peer, plot: plot.map((bin) => ({ ...bin })), pulls, etag: peer.etag };
    },
    async add({ publicKey, signIn, thresholds, ...rest }) {
      if (rest.organisation === identity.organisation)
        throw new AppError('REQUEST_INVALID', 'this is the node’s own organisation');
      const peer: PeerRecord = {
        id: randomUUID(),
        ...rest,
        keys: publicKey === null ? [] : [newKey(publicKey)],
        signIn: toSignIn(signIn),
        thresholds: thresholds ?? TRUST_DEFAULTS,
        pull: true,
        at: clock.now(),
        version: 1,
      };
      await sharing.addPeer(peer);
      events.publish({ kind: 'sharing', id: peer.id });
      return await describe(peer, await know());
    },
    async change(id, { publicKey, revokeKey, signIn, unthrottle, liftQuarantine, ...rest }, version) {
      const peer = await find(id);
      const now = iso(clock.now());
      let keys = peer.keys.map((key) => (key.id === revokeKey && key.revokedAt === null ? { ...key, revokedAt: now } : key));
      if (publicKey !== undefined && keys.at(-1)?.publicKey !== publicKey) {
        const key = newKey(publicKey);
        if (keys.some((one) => one.id === key.id)) throw new AppError('CONFLICT', 'this key was in use before');
        keys = keys.map((one) => (one.validUntil === null ? { ...one, validUntil: now } : one));
        keys.push(key);
      }
      const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Partial<PeerRecord>;
      // Who does not name the floor of reviews leaves it as it is.
      const thresholds = { ...peer.thresholds, ...given.thresholds };
      const next = { ...peer, ...given, thresholds, keys, ...(signIn === undefined ? {} : { signIn: toSignIn(signIn) }) };
      const changed = await sharing.changePeer(next, version);
      if (unthrottle === true) {
        const standing = await sharing.standing(id);
        await sharing.setStanding(id, { ...standing, state: 'waiting', throttledUntil: null, strikes: 0, reasons: [] });
      }
      if (liftQuarantine === true) await lift(peer.organisation);
      events.publish({ kind: 'sharing', id });
      return await describe(changed, await know());
    },
    async remove(id) {
      const removed = await sharing.removePeer(id);
      if (removed) events.publish({ kind: 'sharing', id });
      return removed;
    },
    async issueCredential(id) {
      await find(id);
      const user = `peer-${randomBytes(6).toString('hex')}`;
      const secret = randomBytes(32).toString('base64url');
      await sharing.setCredential(id, { user, hash: hashSecret(secret), issuedAt: clock.now() });
      return { user, secret };
    },
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function isoOrNull(ms: number | null): string | null {
  return ms === null ? null : iso(ms);
}
