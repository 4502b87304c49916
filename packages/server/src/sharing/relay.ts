// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { AppError, type Result } from '@stillwatch/core';
import {
  type Assertion,
  type Centre,
  certifyPseudonym,
  isRecord,
  keyOfPseudonym,
  orderBatch,
  PseudonymCertificate,
  pseudonymKeyId,
  pseudonymPeriod,
  relayAssertion,
  relayOrder,
} from '@stillwatch/sharing';
import { z } from 'zod';
import { NODE } from '../ledger/index.ts';
import { readPublicKey } from './identity.ts';
import type { PeerRecord } from './kept.ts';
import { readAssertions } from './knowledge.ts';
import type { SharingWorld } from './settings.ts';

/** Keys that a member may have certified in one period: it needs another only when it lost one. */
const MOST_KEYS = 10;
/** When something was passed on last, in milliseconds: how often that is done may change. */
const PASSED = 'sharing.relay.passed';
const Request = z.strictObject({ publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });

/** What a member hands in, as the centre takes it. */
export interface Submissions {
  /** Null for what is not said under a pseudonym of this member. */
  admit(received: unknown, now: number): Result<Assertion> | null;
}

/** This node as a sharing centre: it certifies its members' pseudonyms, and passes on what they say under them. */
export interface Relay {
  /** The certificate of a member's key; the same whenever it asks. @throws AppError NOT_FOUND, FORBIDDEN, REQUEST_INVALID, CONFLICT */
  certify(peer: PeerRecord, body: Uint8Array): Promise<PseudonymCertificate>;
  /** Null where the partner is no member, or this node no centre. */
  submissionsOf(peer: PeerRecord): Promise<Submissions | null>;
  /** Everything that was certified and counts. */
  issued(): Promise<readonly PseudonymCertificate[]>;
  /** Puts before all members what came in, once in each stretch of `sharing.relay.every`. @returns how many assertions that were. */
  pass(): Promise<number>;
}

export function createRelay(world: SharingWorld): Relay {
  const { records, identity, clock, config, collections, ledger } = world;
  const { members, every } = config.sharing.relay;
  const centre: Centre = {
    identity: identity.organisation,
    privateKey: identity.key.privateKey,
    secret: identity.centreSecret,
  };
  const known = { identity: centre.identity, publicKey: readPublicKey(identity.key.publicKey) };
  const nameOf = (member: string): string => `sharing.relay.issued.${member}`;

  const issuedTo = async (member: string): Promise<PseudonymCertificate[]> => {
    const text = await records.values.get(nameOf(member));
    return text === null ? [] : z.array(PseudonymCertificate).parse(JSON.parse(text));
  };
  const issued = async (): Promise<PseudonymCertificate[]> => (await Promise.all(members.map(issuedTo))).flat();
  const submissionsOf = async (peer: PeerRecord): Promise<Submissions | null> => {
    if (!members.includes(peer.organisation)) return null;
    const certificates = await issuedTo(peer.organisation);
    const names = namesOf(peer);
    return {
      admit(received, now) {
        const { source, signature } = isRecord(received) ? received : {};
        const ofMember = certificates.filter(({ pseudonym }) => pseudonym === source);
        if (ofMember.length === 0) return null;
        const id = isRecord(signature) ? signature['key'] : null;
        const certificate = ofMember.find(({ publicKey }) => pseudonymKeyId(publicKey) === id);
        if (certificate === undefined)
          return { ok: false, code: 'SIGNATURE_INVALID', reason: 'no certificate is of the key that signed it' };
        const vouched = keyOfPseudonym(certificate, known, now);
        if (!vouched.ok) return vouched;
        const passed = relayAssertion(received, { names, key: vouched.value.key }, now);
        // As it came: it is counted as passed on when it is.
        return passed.ok ? { ok: true, value: { ...passed.value, hops: 0 } } : passed;
      },
    };
  };
  let certifying: Promise<unknown> = Promise.resolve();
  const certify = async (peer: PeerRecord, body: Uint8Array): Promise<PseudonymCertificate> => {
    if (members.length === 0) throw new AppError('NOT_FOUND', 'this node is no sharing centre');
    const member = peer.organisation;
    if (!members.includes(member)) throw new AppError('FORBIDDEN', 'this partner is no member of the sharing centre');
    const publicKey = readRequest(body);
    const { from } = pseudonymPeriod(clock.now());
    const before = await issuedTo(member);
    const ofPeriod = before.filter(({ validFrom }) => Date.parse(validFrom) === from);
    const same = ofPeriod.find((one) => one.publicKey === publicKey);
    if (same !== undefined) return same;
    if (ofPeriod.length >= MOST_KEYS) throw new AppError('CONFLICT', 'this member has had too many keys certified');
    const owner = peer.parent ?? member;
    const made = certifyPseudonym(centre, { member, owner, publicKey: readPublicKey(publicKey), now: clock.now() });
    await records.values.set(nameOf(member), JSON.stringify([...before, made]));
    return made;
  };

  return {
    issued,
    submissionsOf,
    certify(peer, body) {
      // One after the other, or two members' requests at once could lose one of a member's keys.
      const mine = certifying.then(() => certify(peer, body));
      certifying = mine.catch(() => undefined);
      return mine;
    },
    async pass() {
      if (members.length === 0) return 0;
      const at = clock.now();
      const last = await records.values.get(PASSED);
      if (last === null) await records.values.set(PASSED, String(at));
      if (last === null || Math.floor(Number(last) / every) >= Math.floor(at / every)) return 0;
      const sent = new Set((await records.sharing.published({})).map(({ assertion }) => assertion));
      const waiting = Map.groupBy(
        (await readAssertions(records.sharing.assertions)).filter(({ id }) => !sent.has(id)),
        ({ source }) => source,
      );
      const peers = await records.sharing.peers();
      const certificates = await issued();
      const passed: Assertion[] = [];
      for (const peer of peers) {
        const submissions = await submissionsOf(peer);
        const ofMember = new Set((await issuedTo(peer.organisation)).map(({ pseudonym }) => pseudonym));
        for (const one of [...ofMember].flatMap((pseudonym) => waiting.get(pseudonym) ?? [])) {
          // Names may have come to be known meanwhile.
          if (submissions?.admit(one, at)?.ok === true) passed.push(one);
        }
      }
      const ordered = orderBatch(relayOrder(passed));
      // What cannot be recorded does not leave.
      if (ordered.length > 0) {
        const ids = ordered.map(({ id }) => id).join('\n');
        const digest = createHash('sha256').update(ids).digest('hex');
        const purpose = `passed on to the ${members.length} members of the sharing centre`;
        const payload = { what: `${ordered.length} assertions of members`, digest, purpose };
        await ledger.record({ kind: 'export', actor: NODE, subject: null, key: `relay ${digest}`, at, payload });
      }
      await collections.publish(
        ordered,
        () => members,
        at,
        (one) => certificateOf(certificates, one),
      );
      await records.sharing.publish(ordered.map(({ id }) => ({ assertion: id, recipients: members, release: null, at })));
      await records.values.set(PASSED, String(at));
      return ordered.length;
    },
  };
}

/** The certificate that an assertion is signed under; null where it is none of these. */
export function certificateOf(
  certificates: readonly PseudonymCertificate[],
  { source, signature }: Assertion,
): PseudonymCertificate | null {
  const fits = ({ pseudonym, publicKey }: PseudonymCertificate): boolean =>
    pseudonym === source && pseudonymKeyId(publicKey) === signature.key;
  return certificates.find(fits) ?? null;
}

/** Everything by which the centre knows a member. */
function namesOf({ organisation, name, parent, url, keys }: PeerRecord): string[] {
  const host = url === null ? [] : [new URL(url).hostname];
  const ofKeys = keys.flatMap(({ id, publicKey }) => [id, publicKey]);
  return [organisation, name, ...(parent === null ? [] : [parent]), ...host, ...ofKeys];
}

function readRequest(body: Uint8Array): string {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(body).toString('utf8'));
  } catch (cause) {
    throw new AppError('REQUEST_INVALID', 'the request is not JSON', { cause });
  }
  const parsed = Request.safeParse(value);
  if (!parsed.success) throw new AppError('REQUEST_INVALID', 'the request has no public key of Ed25519');
  readPublicKey(parsed.data.publicKey);
  return parsed.data.publicKey;
}
