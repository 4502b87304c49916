// SPDX-License-Identifier: Apache-2.0
import { AppError, toAppError } from '@stillwatch/core';
import {
  type Assertion,
  createTaxiiClient,
  isRecord,
  markingOf,
  markingUnder,
  orderBatch,
  passOn,
  type PulledObject,
  type RegisteredKey,
  signAssertion,
  stixVerdict,
  type TaxiiClient,
  verifyAssertion,
} from '@stillwatch/sharing';
import { ASSERTIONS } from './collections.ts';
import { unwrapAssertion } from './envelope.ts';
import { readPublicKey } from './identity.ts';
import type { PeerPull, PeerRecord, PeerStanding } from './kept.ts';
import { authOf } from './post-peer.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import type { Relay, Submissions } from './relay.ts';
import type { SharingWorld } from './settings.ts';
import { openVouching, readVoices, type Vouching } from './vouching.ts';

/** A pull is small and often: a partner that makes one long is left alone for a while. */
const LIMITS = {
  attempts: 2,
  answerMs: 15_000,
  bodyMs: 60_000,
  answerBytes: 16_000_000,
  pages: 2_000,
  objects: 200_000,
  mostBackoffMs: 5_000,
};
const PAGE_SIZE = 500;
/** How long a partner that broke the protocol is left alone: doubled each time it does so again. Milliseconds. */
const THROTTLE = 5 * 60_000;
const MOST_THROTTLE = 24 * 3_600_000;
const MOST_REASONS = 5;

export interface Pulled extends PeerPull {
  /** Ids of assertions that are new here. */
  readonly fresh: readonly string[];
}

/** Is a partner to be asked at this moment? */
export function mayAsk({ url, pull }: PeerRecord, { throttledUntil }: PeerStanding, now: number): boolean {
  return url !== null && pull && (throttledUntil === null || throttledUntil <= now);
}

/** What is said under pseudonyms, by whom it may be. */
interface Under {
  /** What the partner says as a member of this node's sharing centre; null where it is none. */
  readonly submissions: Submissions | null;
  /** What it passes on as a sharing centre. */
  readonly vouching: Vouching;
  /** Pseudonyms of this node. */
  readonly own: ReadonlySet<string>;
}

/** Pulls everything that is new at a partner; what goes wrong is an outcome, and is shown with the partner. */
export async function pullPeer(
  world: SharingWorld,
  peer: PeerRecord,
  { relay, pseudonyms, signal }: { relay: Relay; pseudonyms: Pseudonyms; signal?: AbortSignal },
): Promise<Pulled> {
  const { records, clock } = world;
  const fresh: string[] = [];
  let objects = 0;
  let detail = '';
  let outcome: PeerPull['outcome'] = 'ok';
  try {
    const keys = await registeredKeys(records.sharing);
    const counts: Counts = { left: new Map() };
    const voices = await readVoices(world, await records.sharing.peers(), await relay.issued());
    const under: Under = {
      submissions: await relay.submissionsOf(peer),
      vouching: await openVouching(world, peer, voices),
      own: await pseudonyms.own(),
    };
    const client = clientOf(world, peer);
    for (const { collection, signed } of await collectionsOf(client, peer)) {
      await client.pull({
        root: peer.url!,
        collection,
        cursor: await records.sharing.cursor(peer.id, collection),
        pageSize: PAGE_SIZE,
        ...(signal === undefined ? {} : { signal }),
        async onPage(page) {
          const now = clock.now();
          objects += page.objects.length;
          if (page.malformed > 0) leave(counts, 'malformed', page.malformed);
          const taken = page.objects.flatMap((one) =>
            signed ? takeSigned(one, peer, { keys, under, now, counts }) : takePlain(one, world, peer, now, counts),
          );
          const { cursor } = page;
          await under.vouching.save();
          fresh.push(
            ...(await records.sharing.takePage({ peer: peer.id, collection, cursor, assertions: orderBatch(taken), at: now })),
          );
        },
      });
    }
    detail = [...counts.left].map(([why, count]) => `${count} ${why}`).join(', ');
  } catch (error) {
    signal?.throwIfAborted();
    const { code, message } = toAppError(error);
    if (code === 'RECORDS_UNAVAILABLE' || code === 'DISK_FULL' || code === 'RECORDS_CORRUPT') throw error;
    outcome =
      code === 'PEER_HOSTILE' || code === 'SIGNATURE_INVALID' ? 'hostile' : code === 'TAXII_FAILED' ? 'refused' : 'unreachable';
    detail = `${code}: ${message}`;
  }
  const pulled = { at: clock.now(), outcome, objects, accepted: fresh.length, detail: detail.slice(0, 500) };
  await records.sharing.addPull(peer.id, pulled);
  await records.sharing.setStanding(peer.id, standingAfter(await records.sharing.standing(peer.id), pulled));
  return { ...pulled, fresh };
}

/** What a pull says about a partner. Pure. */
export function standingAfter(before: PeerStanding, { at, outcome, accepted, detail }: PeerPull): PeerStanding {
  const received = before.received + accepted;
  if (outcome === 'ok') {
    const problem = detail === '' ? null : `left out: ${detail}`;
    return {
      ...before,
      received,
      state: 'ok',
      lastPull: at,
      lastSuccess: at,
      problem,
      strikes: 0,
      throttledUntil: null,
      reasons: [],
    };
  }
  const next = { ...before, received, lastPull: at, problem: detail };
  if (outcome !== 'hostile') return { ...next, state: 'unreachable' };
  const strikes = before.strikes + 1;
  const wait = Math.min(MOST_THROTTLE, THROTTLE * 2 ** (strikes - 1));
  const reasons = [detail, ...before.reasons].slice(0, MOST_REASONS);
  return { ...next, state: 'throttled', strikes, throttledUntil: at + wait, reasons };
}

interface Counts {
  /** Why how many were left out. */
  readonly left: Map<string, number>;
}

function leave({ left }: Counts, why: string, count = 1): never[] {
  left.set(why, (left.get(why) ?? 0) + count);
  return [];
}

export async function registeredKeys(sharing: SharingWorld['records']['sharing']): Promise<RegisteredKey[]> {
  return (await sharing.peers()).flatMap(({ organisation, keys }) =>
    keys.map(({ id, publicKey, validFrom, validUntil, revokedAt }, i) => ({
      id,
      source: organisation,
      publicKey: readPublicKey(publicKey),
      // What it said before it was entered here counts as well; a key that replaced another counts from then on.
      validFrom: i === 0 ? null : validFrom,
      validUntil,
      revokedAt,
    })),
  );
}

function clientOf(world: SharingWorld, peer: PeerRecord): TaxiiClient {
  if (peer.url === null) throw new AppError('PEER_UNAVAILABLE', 'this partner has no address');
  const { fetch } = world;
  return createTaxiiClient({
    url: peer.url,
    auth: authOf(peer, world),
    limits: LIMITS,
    ...(fetch === undefined ? {} : { fetch }),
  });
}

/** Of a Stillwatch node only its assertions: its plain objects are the same without signatures. */
async function collectionsOf(client: TaxiiClient, peer: PeerRecord): Promise<{ collection: string; signed: boolean }[]> {
  const offered = (await client.collections(peer.url!)).filter((one) => one.can_read);
  const wanted = offered.filter(
    ({ id, alias }) => peer.collections.length === 0 || peer.collections.includes(id) || peer.collections.includes(alias ?? ''),
  );
  const signed = wanted.filter(({ alias }) => alias === ASSERTIONS);
  if (signed.length > 0 || peer.keys.length > 0) return signed.map(({ id }) => ({ collection: id, signed: true }));
  return wanted.map(({ id }) => ({ collection: id, signed: false }));
}

/**
 * One signed assertion. What the partner signs itself has to hold, or nothing more is taken from it, also where it signs
 * under a pseudonym that this node certified, and what it vouches for as a sharing centre; what it passes on of somebody who
 * is not known here is left out.
 * @throws AppError SIGNATURE_INVALID, PEER_HOSTILE
 */
function takeSigned(
  { object }: PulledObject,
  peer: PeerRecord,
  { keys, under, now, counts }: { keys: readonly RegisteredKey[]; under: Under; now: number; counts: Counts },
): Assertion[] {
  const received = unwrapAssertion(object);
  if (received === undefined) return leave(counts, 'not signed');
  const { source } = isRecord(received) ? received : {};
  // Its own word, come back.
  if (typeof source === 'string' && under.own.has(source)) return [];
  const submitted = under.submissions?.admit(received, now) ?? null;
  if (submitted?.ok === false && submitted.code === 'RELEASE_REFUSED')
    return leave(counts, `not passed on (${submitted.reason})`);
  const vouched = submitted === null ? under.vouching.keyOf(object, source, now) : null;
  const verified = submitted ?? verifyAssertion(received, vouched === null ? keys : [vouched], now);
  if (!verified.ok) {
    if (submitted === null && vouched === null && source !== peer.organisation && keys.every((key) => key.source !== source))
      return leave(counts, 'of unknown sources');
    throw new AppError(verified.code, verified.reason);
  }
  const assertion = verified.value;
  if (assertion.withdraws === null) {
    const verdict = stixVerdict(assertion.object);
    if (!verdict.ok) return leave(counts, 'that break STIX 2.1');
  }
  if (submitted !== null || assertion.source === peer.organisation) return [assertion];
  // A sharing centre counts itself.
  return [vouched !== null && assertion.hops > 0 ? assertion : passOn(assertion)];
}

/**
 * An object of a server that signs nothing: this node says that it has it from there, and keeps it to itself. It counts by
 * the record of the one who observed it, as all that is passed on.
 */
function takePlain(
  { object }: PulledObject,
  { identity }: SharingWorld,
  peer: PeerRecord,
  now: number,
  counts: Counts,
): Assertion[] {
  if (!stixVerdict(object).ok) return leave(counts, 'that break STIX 2.1');
  return [sayOf(identity, object, { origin: peer.organisation, tlp: null, now })];
}

/** What somebody who does not sign says, as this node repeats it to itself. @param tlp null: as the object is marked, RED where it is not. */
export function sayOf(
  identity: SharingWorld['identity'],
  object: Assertion['object'],
  { origin, tlp, now }: { origin: string; tlp: Assertion['tlp'] | null; now: number },
): Assertion {
  const { confidence } = object;
  return signAssertion(
    {
      object,
      source: identity.organisation,
      origin,
      group: null,
      tlp: (tlp === null ? markingOf(object, new Map(), null) : markingUnder(object, new Map(), tlp)).tlp,
      pap: null,
      at: new Date(now).toISOString(),
      confidence:
        typeof confidence === 'number' && Number.isInteger(confidence) && confidence >= 0 && confidence <= 100 ? confidence : 50,
      legalBasis: null,
      licence: null,
      expiresAt: null,
      withdraws: null,
    },
    identity.key,
  );
}
