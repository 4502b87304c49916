// SPDX-License-Identifier: Apache-2.0
import { AppError, toAppError } from '@stillwatch/core';
import type { InboxItem, SharedCollection, SharingSettings } from '@stillwatch/core/api';
import { type Assertion, type Outcome, type ProjectedObject, resultOfOpinion, type Taxii, versionOf } from '@stillwatch/sharing';
import type { Part } from '../parts.ts';
import { createAnswers } from './answers.ts';
import type { OwnReader } from './audience.ts';
import { readCanaries } from './canaries.ts';
import { countShared, openCollections, ROOT } from './collections.ts';
import { identityDates } from './identity-dates.ts';
import { datedIdentity, sharingIdentity } from './identity.ts';
import { type Inbox, readInbox } from './inbox.ts';
import type { InboxRecord, PeerPull, PeerRecord } from './kept.ts';
import { judge, type Knowledge, projectFor, readAssertions, readKnowledge } from './knowledge.ts';
import { createMatching, type Matching } from './matching.ts';
import { createPeers, type Peers } from './peers.ts';
import { mayAsk, pullPeer } from './pull.ts';
import { heldThrough, liftQuarantine, readQuarantine, settleQuarantine } from './quarantine.ts';
import { createPseudonyms } from './pseudonyms.ts';
import { certificateOf, createRelay, type Relay } from './relay.ts';
import { createReleases, type Releases } from './releases.ts';
import type { SharingParts, SharingWorld } from './settings.ts';
import { createNodeTaxii, type Recognise, recogniser } from './taxii.ts';
import { readVoices } from './vouching.ts';
import { newEntry, type Watched, watchTraffic } from './watch.ts';

/** What has expired is still shown as such for so long. Milliseconds. */
const KEEP_EXPIRED = 7 * 86_400_000;
/** How much earlier or later than the period partners are asked, so that nodes do not ask all at once. */
const JITTER = 0.2;
const LEASE = 'sharing';
const LEASE_MS = 300_000;

export interface Sharing extends Part {
  settings(publicUrl: string): SharingSettings;
  collectionsAt(publicUrl: string): Promise<SharedCollection[]>;
  readonly peers: Peers;
  readonly releases: Releases;
  readonly matching: Matching;
  readonly relay: Relay;
  readonly taxii: Taxii;
  readonly recognise: Recognise;
  inbox(reader: OwnReader): Promise<Inbox>;
  knowledge(): Promise<Knowledge>;
  /** Asks one partner now. @throws AppError NOT_FOUND, CONFLICT while it is throttled */
  pull(peer: string): Promise<PeerPull>;
  /** One round: asks every partner that is to be asked, and compares what stands with the own traffic. */
  round(): Promise<Watched>;
  /** What somebody here makes of something; null where they may not see it. */
  accept(id: string, reader: OwnReader, reason: string, by: string): Promise<InboxItem | null>;
  dispute(
    id: string,
    reader: OwnReader,
    opinion: 'disagree' | 'strongly-disagree',
    reason: string,
    by: string,
  ): Promise<InboxItem | null>;
  sight(id: string, reader: OwnReader): Promise<InboxItem | null>;
  /** Takes in assertions that did not come from a partner. @returns how many were new. */
  take(assertions: readonly Assertion[]): Promise<number>;
  readonly world: SharingWorld;
  close(): Promise<void>;
}

/** Puts everything that has left before its recipients again: collections are no part of a backup. */
async function publishAgain({ records, collections, clock }: SharingWorld, relay: Relay): Promise<void> {
  const certificates = await relay.issued();
  const byRecipients = Map.groupBy(await records.sharing.published({}), ({ recipients }) => JSON.stringify(recipients));
  for (const group of byRecipients.values()) {
    const { recipients } = group[0]!;
    const assertions: Assertion[] = [];
    for (const { assertion } of group) {
      const one = await records.sharing.assertions.get(assertion);
      if (one !== null) assertions.push(one);
    }
    if (recipients.length === 0) continue;
    await collections.publish(
      assertions,
      () => recipients,
      clock.now(),
      (one) => certificateOf(certificates, one),
    );
  }
}

/** Opens sharing: identity, collections, partners; asks partners by itself from {@link Sharing.round} on. */
export async function createSharing(parts: SharingParts, { schedule = true } = {}): Promise<Sharing> {
  const { records, config, clock, dataFolder, events, onTrouble } = parts;
  const undated = sharingIdentity(dataFolder.nodeKey, config.sharing.organisation);
  const identity = datedIdentity(undated, await identityDates(records, undated, clock.now()));
  const { organisation } = identity;
  const canaries = readCanaries(config.sharing.canaries, dataFolder.nodeKey);
  const collections = await openCollections(records.sharing, identity, clock.now());
  const world: SharingWorld = { ...parts, identity, collections };
  const { sharing } = records;
  const closing = new AbortController();
  let trouble: string | null = null;
  /** Assertions are read once, until some come or go; everything else each time. */
  let known: Promise<readonly Assertion[]> | null = null;
  const forget = (): void => {
    known = null;
  };
  const assertionsNow = (): Promise<readonly Assertion[]> => {
    known ??= readAssertions(sharing.assertions).catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
  const know = async (): Promise<Knowledge> => {
    const voices = await readVoices(world, await sharing.peers(), await relay.issued());
    return await readKnowledge(sharing, await assertionsNow(), {
      voices,
      own: organisation,
      memberships: config.sharing.groups,
      canaries,
      kept: await readQuarantine(records.values, dataFolder.nodeKey),
      now: clock.now(),
    });
  };
  const lift = async (partner: string): Promise<void> => {
    await inTurn(async () => liftQuarantine(world, heldThrough(await know(), partner)));
    await watch();
  };
  const peers = createPeers(world, know, lift);
  const relay = createRelay(world);
  const pseudonyms = createPseudonyms(world);
  const releases = createReleases(world, pseudonyms, forget);
  const matching = createMatching(world);
  const recognise = recogniser(world);
  const answer = createAnswers(world, pseudonyms, know);
  await releases.resume();
  if (await collections.isEmpty()) await publishAgain(world, relay);

  /** What is new: entries of the inbox, and what partners' opinions say of each other. */
  const received = async (fresh: readonly string[], at: number): Promise<void> => {
    forget();
    const opinions: Assertion[] = [];
    for (const id of fresh) {
      const assertion = await sharing.assertions.get(id);
      if (assertion === null) continue;
      const { object, withdraws } = assertion;
      if (withdraws === null && (await sharing.inbox(object.id)) === null)
        await sharing.putInbox(newEntry(object.id, object.type, at));
      if (object.type === 'opinion') opinions.push(assertion);
      if (object.type === 'campaign') events.publish({ kind: 'sharing', id: object.id });
    }
    // Several versions may come in any order: a centre tells nothing by its.
    const inOrder = opinions.toSorted((a, b) => versionOf(a) - versionOf(b));
    for (const { object, source } of inOrder) await noteOpinion(object, source, at);
  };
  const noteOpinion = async (object: Assertion['object'], by: string, at: number): Promise<void> => {
    const result = resultOfOpinion(object['opinion']);
    const refs = object['object_refs'];
    if (result === null || !Array.isArray(refs)) return;
    for (const one of await sharing.assertions.ofObjects(refs.map(String))) {
      await sharing.putOutcome({ reporter: one.origin, detector: null, object: one.object.id, by, result, at });
    }
  };

  const pullOne = async (peer: PeerRecord): Promise<PeerPull> => {
    const { fresh, ...pulled } = await pullPeer(world, peer, { relay, pseudonyms, signal: closing.signal });
    if (fresh.length > 0) await received(fresh, pulled.at);
    events.publish({ kind: 'sharing', id: peer.id });
    return pulled;
  };

  /** One after the other: two rounds at once would raise the same twice. */
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = queue.then(work);
    queue = mine.catch(() => undefined);
    return mine;
  };
  const watch = (): Promise<Watched> =>
    inTurn(async () => {
      const knowledge = await know();
      await settleQuarantine(world, knowledge);
      return await watchTraffic(world, knowledge);
    });

  const round = async (): Promise<Watched> => {
    const asked = (await sharing.peers()).map(async (peer) => {
      if (mayAsk(peer, await sharing.standing(peer.id), clock.now())) await pullOne(peer);
    });
    for (const outcome of await Promise.allSettled(asked)) {
      if (outcome.status === 'rejected' && !closing.signal.aborted) onTrouble(toAppError(outcome.reason).code);
    }
    await relay.pass();
    if ((await sharing.assertions.removeExpired(clock.now() - KEEP_EXPIRED)).length > 0) forget();
    return await watch();
  };

  // Of several nodes on one database one asks and compares.
  const holder = `${organisation} ${process.pid} ${identity.key.id}`;
  const turn = async (): Promise<void> => {
    // What another node on the same database took in.
    forget();
    if (!(await records.leases.acquire(LEASE, holder, clock.now(), LEASE_MS))) return;
    try {
      await round();
      trouble = null;
    } finally {
      await records.leases.release(LEASE, holder);
    }
  };
  let timer: NodeJS.Timeout | undefined;
  let busy: Promise<void> = Promise.resolve();
  const later = (): void => {
    if (closing.signal.aborted) return;
    const wait = config.sharing.pullEvery * (1 - JITTER + 2 * JITTER * Math.random());
    timer = setTimeout(() => {
      busy = turn()
        .catch((error: unknown) => {
          if (closing.signal.aborted) return;
          const { code } = toAppError(error);
          trouble = code;
          onTrouble(code);
        })
        .finally(later);
    }, wait);
    timer.unref();
  };
  if (schedule) later();
  // What a hunt found may be what partners report.
  const unsubscribe = events.subscribe((event) => {
    if (event.kind === 'hunt' && schedule) {
      void records.hunts.get(event.id).then(
        (hunt) => (hunt?.status === 'done' && !closing.signal.aborted ? watch().catch(() => undefined) : undefined),
        () => undefined,
      );
    }
  });

  /** The object as this reader may see it, with what was made of it. */
  const look = async (id: string, reader: OwnReader): Promise<{ object: ProjectedObject; record: InboxRecord } | null> => {
    const object = projectFor(await know(), reader, clock.now()).get(id);
    if (object === undefined || object.claims.every(({ origin }) => origin === organisation)) return null;
    return { object, record: (await sharing.inbox(id)) ?? newEntry(id, object.object.type, clock.now()) };
  };
  const decide = async (
    id: string,
    reader: OwnReader,
    {
      decision,
      opinion,
      reason,
      by,
    }: { decision: 'accepted' | 'disputed'; opinion: 'agree' | 'disagree' | 'strongly-disagree'; reason: string; by: string },
  ): Promise<InboxItem | null> => {
    const found = await look(id, reader);
    if (found === null) return null;
    const { object, record } = found;
    const knowledge = await know();
    const shown = projectFor(knowledge, reader, clock.now());
    const { trust } = judge(knowledge, shown, id, { alike: [], isCorroborated: record.impact.corroborated, now: clock.now() });
    const at = clock.now();
    const origins = [...new Set(object.claims.map(({ origin }) => origin).filter((origin) => origin !== organisation))];
    const result: Outcome['result'] = decision === 'accepted' ? 'confirmed' : 'refuted';
    for (const reporter of origins) {
      await sharing.putOutcome({ reporter, detector: null, object: id, by: organisation, result, at });
    }
    await sharing.putInbox({ ...record, decision, decidedBy: by, decidedAt: at, reason, predicted: trust.score, origins });
    await answer(object, { opinion });
    forget();
    await watch();
    events.publish({ kind: 'sharing', id });
    return await readInbox(world, await know(), reader).item(id);
  };

  return {
    world,
    peers,
    releases,
    matching,
    relay,
    recognise,
    taxii: createNodeTaxii(world, recognise, parts.publicUrl),
    knowledge: know,
    settings: (publicUrl) => ({
      organisation,
      identity: identity.object.id,
      key: { id: identity.key.id, publicKey: identity.key.publicKey, since: identity.key.since },
      taxiiUrl: `${publicUrl.replace(/\/+$/, '')}/taxii2/${ROOT}/`,
      group:
        config.sharing.group.name === null ? null : { name: config.sharing.group.name, keyId: dataFolder.nodeKey.sketchKeyId },
      pullSeconds: Math.round(config.sharing.pullEvery / 1000),
    }),
    async collectionsAt(publicUrl) {
      const published = new Set((await sharing.published({})).map(({ assertion }) => assertion));
      const counts = countShared(
        (await assertionsNow()).filter(({ id }) => published.has(id)),
        clock.now(),
      );
      return collections.all.map(({ id, alias, title, description, canRead, canWrite }) => ({
        id,
        alias,
        title,
        description: description ?? '',
        url: `${publicUrl.replace(/\/+$/, '')}/taxii2/${ROOT}/collections/${id}/`,
        ...counts,
        canRead,
        canWrite,
      }));
    },
    inbox: async (reader) => readInbox(world, await know(), reader),
    async pull(id) {
      const peer = await sharing.peer(id);
      if (peer === null) throw new AppError('NOT_FOUND', 'there is no such peer');
      if (peer.url === null) throw new AppError('REQUEST_INVALID', 'this partner has no address');
      const { throttledUntil } = await sharing.standing(id);
      if (throttledUntil !== null && throttledUntil > clock.now()) {
        throw new AppError('CONFLICT', `the partner is left alone until ${new Date(throttledUntil).toISOString()}`, {
          hint: 'Look at its reasons; an administrator can end this.',
        });
      }
      const pulled = await pullOne(peer);
      await watch();
      return pulled;
    },
    round,
    accept: (id, reader, reason, by) => decide(id, reader, { decision: 'accepted', opinion: 'agree', reason, by }),
    dispute: (id, reader, opinion, reason, by) => decide(id, reader, { decision: 'disputed', opinion, reason, by }),
    async sight(id, reader) {
      const found = await look(id, reader);
      if (found === null) return null;
      await answer(found.object, { sightings: found.record.impact.exchanges });
      forget();
      return await readInbox(world, await know(), reader).item(id);
    },
    async take(assertions) {
      const at = clock.now();
      const fresh = await sharing.assertions.add(assertions, at);
      await received(fresh, at);
      await watch();
      return fresh.length;
    },
    status() {
      if (trouble !== null) return { part: 'sharing', status: 'degraded', detail: trouble };
      return { part: 'sharing', status: 'ok', detail: 'partners are asked, and answered' };
    },
    async close() {
      closing.abort();
      unsubscribe();
      clearTimeout(timer);
      await busy;
      await queue;
      await matching.close();
    },
  };
}
