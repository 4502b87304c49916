// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import {
  type Assertion,
  idUnderPseudonym,
  keyOfPseudonym,
  objectsUnderPseudonym,
  PseudonymCertificate,
  pseudonymKeyId,
  pseudonymPeriod,
  signAssertion,
  type Statement,
  underPseudonym,
  withdrawalsOf,
} from '@stillwatch/sharing';
import { readPublicKey } from './identity.ts';
import type { PeerRecord } from './kept.ts';
import { postPeer } from './post-peer.ts';
import type { SharingWorld } from './settings.ts';

/** Where a sharing centre certifies keys, beside its TAXII. */
export const CERTIFY_PATH = '/relay/v1/certificate';
const ANSWER_MS = 15_000;
const MOST_ANSWER = 10_000;
/** Earlier periods whose pseudonyms may still stand somewhere. */
const PERIODS = 6;
const HOUR_MS = 3_600_000;

/** How this node, as a member, speaks through sharing centres: what goes to one is said under a pseudonym that it certified. */
export interface Pseudonyms {
  /**
   * Certificate for what is said at a moment (milliseconds): the one that is kept, or a new one from the centre.
   * @throws AppError PEER_UNAVAILABLE, RELEASE_REFUSED where the centre certifies nothing, PEER_HOSTILE, SIGNATURE_INVALID
   */
  certificate(centre: PeerRecord, at: number): Promise<PseudonymCertificate>;
  /** The same where it is kept; null where it is not. @param centre organisation */
  kept(centre: string, at: number): Promise<PseudonymCertificate | null>;
  /** Pseudonyms of this node: what comes back under them is its own word. */
  own(): Promise<ReadonlySet<string>>;
  /** Objects of this node as its pseudonym says them: with ids of its own, times to the hour, and nobody named in them. */
  say(objects: readonly Statement['object'][], said: Omit<Statement, 'object'>, certificate: PseudonymCertificate): Assertion[];
  /** Is this what an object of this node is called under a pseudonym? */
  isUnder(pseudonym: string, renamed: string, own: string): boolean;
  /** What takes back what was said under a pseudonym, dated so that its key still counts. */
  withdraw(said: readonly Assertion[], certificate: PseudonymCertificate, at: number): Assertion[];
}

export function createPseudonyms(world: SharingWorld): Pseudonyms {
  const { records, identity, clock } = world;
  const nameOf = (centre: string, from: number): string => `sharing.pseudonym.${from}.${centre}`;

  const kept = async (centre: string, at: number): Promise<PseudonymCertificate | null> => {
    const text = await records.values.get(nameOf(centre, pseudonymPeriod(at).from));
    return text === null ? null : PseudonymCertificate.parse(JSON.parse(text));
  };
  const ask = async (centre: PeerRecord, at: number): Promise<PseudonymCertificate> => {
    const { from } = pseudonymPeriod(at);
    const { publicKey } = identity.pseudonymKey(centre.organisation, from);
    let answer: unknown;
    try {
      const bytes = await postPeer(world, centre, {
        path: CERTIFY_PATH,
        body: { publicKey },
        answerMs: ANSWER_MS,
        mostBytes: MOST_ANSWER,
        refused: 'RELEASE_REFUSED',
      });
      answer = JSON.parse(Buffer.from(bytes).toString('utf8'));
    } catch (error) {
      if (error instanceof SyntaxError) throw new AppError('PEER_HOSTILE', `${centre.name} answered with what is no certificate`);
      if (!(error instanceof AppError) || error.code !== 'RELEASE_REFUSED') throw error;
      throw new AppError('RELEASE_REFUSED', `${centre.name} gives this node no pseudonym: ${error.message}`, {
        hint: 'Ask the centre to name this organisation in its sharing.relay.members. To share with it under your own name, enter it as a company.',
      });
    }
    const faults = centre.keys
      .filter(({ revokedAt }) => revokedAt === null)
      .map((key) => {
        const known = { identity: centre.organisation, publicKey: readPublicKey(key.publicKey) };
        return keyOfPseudonym(answer, known, clock.now());
      });
    const good = faults.find((one) => one.ok);
    if (good === undefined || !good.ok) {
      const [fault] = faults;
      const { code, reason } = fault?.ok === false ? fault : { code: 'SIGNATURE_INVALID' as const, reason: 'it has no key here' };
      throw new AppError(code, `the certificate of ${centre.name}: ${reason}`);
    }
    const { certificate } = good.value;
    if (certificate.publicKey !== publicKey || Date.parse(certificate.validFrom) !== from)
      throw new AppError('PEER_HOSTILE', `${centre.name} certified another key, or another time, than it was asked for`);
    await records.values.set(nameOf(centre.organisation, from), JSON.stringify(certificate));
    return certificate;
  };
  const sign = (statements: readonly Statement[], certificate: PseudonymCertificate): Assertion[] => {
    const { centre, validFrom, publicKey } = certificate;
    const { privateKey } = identity.pseudonymKey(centre, Date.parse(validFrom));
    const key = { id: pseudonymKeyId(publicKey), privateKey };
    return statements.map((statement) => signAssertion(underPseudonym(statement, certificate), key));
  };

  return {
    kept,
    certificate: async (centre, at) => (await kept(centre.organisation, at)) ?? (await ask(centre, at)),
    async own() {
      const found = new Set<string>();
      for (const { organisation, kind } of await records.sharing.peers()) {
        if (kind !== 'sharing-centre') continue;
        let { from } = pseudonymPeriod(clock.now());
        for (let i = 0; i < PERIODS; i++) {
          const certificate = await kept(organisation, from);
          if (certificate !== null) found.add(certificate.pseudonym);
          ({ from } = pseudonymPeriod(from - 1));
        }
      }
      return found;
    },
    say(objects, said, certificate) {
      const under = objectsUnderPseudonym(objects, { identity: identity.object, certificate, idKey: identity.idKey });
      return sign(
        under.map((object) => ({ ...said, object })),
        certificate,
      );
    },
    isUnder: (pseudonym, renamed, own) =>
      renamed === own || renamed === pseudonym || renamed === idUnderPseudonym(own, { pseudonym, idKey: identity.idKey }),
    withdraw(said, certificate, at) {
      const last = Date.parse(certificate.validUntil) - HOUR_MS;
      return sign(withdrawalsOf(said, Math.min(at, last)), certificate);
    },
  };
}
