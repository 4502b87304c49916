// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { keyOfPseudonym, PseudonymCertificate, pseudonymName, type RegisteredKey } from '@stillwatch/sharing';
import { z } from 'zod';
import { unwrapCertificate } from './envelope.ts';
import { readPublicKey } from './identity.ts';
import type { PeerRecord } from './kept.ts';
import type { SharingWorld } from './settings.ts';

/** Pseudonyms' keys that are kept of one centre. */
const MOST_KEPT = 5_000;

const Kept = z.strictObject({
  certificate: PseudonymCertificate,
  /** Id of the centre's key that vouches for it. */
  by: z.string(),
});
type Kept = z.output<typeof Kept>;

/** Somebody whom a sharing centre vouches for: which centre, whose owner's pseudonym, and since when it has this one. */
export interface Voice {
  readonly centre: string;
  readonly lineage: string;
  readonly since: string;
}

/** By pseudonym. */
export type Voices = ReadonlyMap<string, Voice>;

/** Is a partner trusted to say who its members are? Whoever enters it as a sharing centre says so. */
export function isCentre({ kind }: Pick<PeerRecord, 'kind'>): boolean {
  return kind === 'sharing-centre';
}

/** What somebody is called here: a member of its centre, with enough of the pseudonym to tell two of them apart. */
export function speakerOf(voices: Voices, identity: string): string {
  const voice = voices.get(identity);
  return voice === undefined ? identity : `${pseudonymName(voice.centre)} (${identity.replace('identity--', '').slice(0, 8)})`;
}

/** What is said, by register: those known by name, and each centre's pseudonyms of one period. */
export function registersOf<T>(said: readonly T[], speaker: (one: T) => string, voices: Voices): T[][] {
  const registers = Map.groupBy(said, (one) => {
    const voice = voices.get(speaker(one));
    return voice === undefined ? '' : JSON.stringify([voice.centre, voice.since]);
  });
  return [...registers.values()];
}

/** Everybody for whom a centre vouches whose key still counts. @param issued what this node certified itself. */
export async function readVoices(
  { records, identity }: Pick<SharingWorld, 'records' | 'identity'>,
  peers: readonly PeerRecord[],
  issued: readonly PseudonymCertificate[],
): Promise<Voices> {
  const voices = new Map(issued.map((one) => [one.pseudonym, voiceOf({ ...one, centre: identity.organisation })]));
  for (const peer of peers.filter(isCentre)) {
    const keys = goodKeys(peer);
    for (const { certificate, by } of await readKept(records, peer)) {
      // The first one who vouches for a pseudonym has it.
      if (keys.some(({ id }) => id === by) && !voices.has(certificate.pseudonym))
        voices.set(certificate.pseudonym, voiceOf(certificate));
    }
  }
  return voices;
}

/** Takes the certificates that come with what a centre passes on. */
export interface Vouching {
  /**
   * Key of the pseudonym that says something; null where the centre vouches for nobody with it.
   * @throws AppError SIGNATURE_INVALID, PEER_HOSTILE for a certificate that is none, or that takes somebody's pseudonym.
   */
  keyOf(object: Readonly<Record<string, unknown>>, source: unknown, now: number): RegisteredKey | null;
  /** Keeps what was taken; before what was said under it is. */
  save(): Promise<void>;
}

export async function openVouching({ records }: SharingWorld, peer: PeerRecord, voices: Voices): Promise<Vouching> {
  const kept = isCentre(peer) ? await readKept(records, peer) : [];
  const known = new Map(kept.map(({ certificate }) => [certificate.publicKey, certificate]));
  const lineages = new Map(kept.map(({ certificate }) => [certificate.pseudonym, certificate.lineage]));
  let isNew = false;
  const add = (certificate: PseudonymCertificate, by: string): void => {
    const { pseudonym, lineage, publicKey } = certificate;
    const theirs = voices.get(pseudonym);
    const isTaken = theirs !== undefined && theirs.centre !== peer.organisation;
    if (
      isTaken ||
      (lineages.get(pseudonym) ?? lineage) !== lineage ||
      (known.get(publicKey)?.pseudonym ?? pseudonym) !== pseudonym
    )
      throw new AppError('PEER_HOSTILE', 'the centre vouches for a pseudonym, or a key, that is somebody else’s');
    if (kept.length >= MOST_KEPT) throw new AppError('PEER_HOSTILE', `the centre has more than ${MOST_KEPT} pseudonyms`);
    kept.push({ certificate, by });
    known.set(publicKey, certificate);
    lineages.set(pseudonym, lineage);
    isNew = true;
  };
  return {
    keyOf(object, source, now) {
      const received = isCentre(peer) ? unwrapCertificate(object) : undefined;
      if (received === undefined) return null;
      const verdicts = goodKeys(peer).map(({ id, publicKey }) => ({
        by: id,
        result: keyOfPseudonym(received, { identity: peer.organisation, publicKey: readPublicKey(publicKey) }, now),
      }));
      const good = verdicts.find(({ result }) => result.ok);
      if (good?.result.ok !== true) {
        const fault = verdicts[0]?.result;
        if (fault?.ok === false) throw new AppError(fault.code, `a certificate: ${fault.reason}`);
        throw new AppError('SIGNATURE_INVALID', 'a certificate: the centre has no key here');
      }
      const { key, certificate } = good.result.value;
      if (key.source !== source) throw new AppError('PEER_HOSTILE', 'a certificate is of somebody else than who says it');
      if (known.get(certificate.publicKey)?.signature !== certificate.signature) add(certificate, good.by);
      return key;
    },
    async save() {
      if (!isNew) return;
      await records.values.set(nameOf(peer), JSON.stringify(kept));
      isNew = false;
    },
  };
}

function voiceOf({ centre, lineage, validFrom }: PseudonymCertificate): Voice {
  return { centre, lineage, since: validFrom };
}

function goodKeys({ keys }: PeerRecord): PeerRecord['keys'] {
  return keys.filter(({ revokedAt }) => revokedAt === null);
}

function nameOf({ id }: PeerRecord): string {
  return `sharing.vouched.${id}`;
}

async function readKept({ values }: SharingWorld['records'], peer: PeerRecord): Promise<Kept[]> {
  const text = await values.get(nameOf(peer));
  return text === null ? [] : z.array(Kept).parse(JSON.parse(text));
}
