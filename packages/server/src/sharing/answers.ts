// SPDX-License-Identifier: Apache-2.0
import { toAppError } from '@stillwatch/core';
import {
  type Assertion,
  bucketOf,
  derivedId,
  idUnderPseudonym,
  type ProjectedObject,
  signAssertion,
  standingAssertions,
  type Statement,
  versionOf,
} from '@stillwatch/sharing';
import type { PeerRecord } from './kept.ts';
import type { Knowledge } from './knowledge.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import type { SharingWorld } from './settings.ts';

const HOUR_MS = 3_600_000;

/** What is answered: the value of an opinion, or a count that goes out in buckets; no words of ours. */
export type Answer =
  | { readonly opinion: 'agree' | 'disagree' | 'strongly-disagree' }
  /** Exchanges. */
  | { readonly sightings: number };

/** Somebody of this node who speaks: itself, or its pseudonym at a centre. */
interface Author {
  /** As assertions name it. */
  readonly source: string;
  /** What it calls an object that this node calls so. */
  idOf(id: string): string;
  /** What the times of its objects are rounded down to, milliseconds. */
  readonly precision: number;
}

/**
 * An answer as an object of this node. An opinion is one object for each author and object that it is about, and what is
 * thought now is its newest version (STIX 2.1 §3.6); each sighting is an object of its own.
 * @param before the last version that this author made of it; null for none.
 */
function objectOf(
  { identity, clock }: SharingWorld,
  about: string,
  answer: Answer,
  { precision }: Author,
  before: Assertion | null,
): Statement['object'] {
  const now = clock.now();
  const at = new Date(now).toISOString();
  const common = { spec_version: '2.1', created_by_ref: identity.object.id, created: at, modified: at };
  if ('sightings' in answer) {
    const id = derivedId(identity.idKey, 'sighting', identity.organisation, about, at);
    return { ...common, type: 'sighting', id, sighting_of_ref: about, count: Math.max(1, bucketOf(answer.sightings)) };
  }
  const opinion = { ...common, type: 'opinion', id: opinionId(identity, about), opinion: answer.opinion, object_refs: [about] };
  if (before === null) return opinion;
  // A version is newer than the last also where the clock is behind it, and in the hours of a pseudonym.
  const modified = Math.max(now, versionOf(before) + precision);
  return { ...opinion, created: before.object['created'], modified: new Date(modified).toISOString() };
}

function opinionId({ idKey, organisation }: SharingWorld['identity'], about: string): string {
  return derivedId(idKey, 'opinion', organisation, about);
}

/** Sends answers to those who said something, where what they said may go on to their own nodes at all. */
export function createAnswers(
  world: SharingWorld,
  pseudonyms: Pseudonyms,
  know: () => Promise<Knowledge>,
): (object: ProjectedObject, answer: Answer) => Promise<void> {
  const { records, collections, identity, config, clock, onTrouble } = world;
  const { sharing } = records;
  const { organisation } = identity;
  const self: Author = { source: organisation, idOf: (id) => id, precision: 1 };

  const lastOf = async ({ source, idOf }: Author, about: string, group: string | null): Promise<Assertion | null> => {
    const said = await sharing.assertions.ofObjects([idOf(opinionId(identity, about))]);
    const own = said.filter((one) => one.source === source && one.group === group);
    return standingAssertions(own, clock.now()).standing[0] ?? null;
  };
  /** Was the same said before, to everybody who is to hear it now? */
  const isKnown = async (before: Assertion, next: Statement, recipients: readonly string[]): Promise<boolean> => {
    if (before.object['opinion'] !== next.object['opinion'] || before.tlp !== next.tlp || before.pap !== next.pap) return false;
    const sent = (await sharing.published({})).find(({ assertion }) => assertion === before.id);
    return sent !== undefined && recipients.every((one) => sent.recipients.includes(one));
  };
  const send = async (
    author: Author,
    {
      object,
      answer,
      group,
      recipients,
    }: { object: ProjectedObject; answer: Answer; group: string | null; recipients: string[] },
    sign: (statement: Statement) => readonly Assertion[],
  ): Promise<void> => {
    const at = clock.now();
    const about = object.object.id;
    const before = 'opinion' in answer ? await lastOf(author, about, group) : null;
    const statement: Statement = {
      object: objectOf(world, about, answer, author, before),
      source: organisation,
      origin: organisation,
      group,
      tlp: object.tlp,
      pap: object.pap,
      at: new Date(at).toISOString(),
      confidence: 80,
      legalBasis: null,
      licence: null,
      expiresAt: null,
      withdraws: null,
    };
    if (before !== null && (await isKnown(before, statement, recipients))) return;
    for (const one of sign(statement)) {
      await sharing.assertions.add([one], at);
      await sharing.publish([{ assertion: one.id, recipients, release: null, at }]);
      await collections.publish([one], () => recipients, at);
    }
  };
  /** To members of a centre one speaks as they do, under a pseudonym and through the centre. */
  const sendThrough = async (centre: PeerRecord, object: ProjectedObject, answer: Answer): Promise<void> => {
    const { voices, assertions } = await know();
    const certificate = await pseudonyms.certificate(centre, clock.now());
    const { pseudonym } = certificate;
    const { idKey } = identity;
    const author: Author = {
      source: pseudonym,
      idOf: (id) => idUnderPseudonym(id, { pseudonym, idKey }),
      precision: HOUR_MS,
    };
    const ids = new Set(
      object.claims.filter(({ source }) => voices.get(source)?.centre === centre.organisation).map((one) => one.assertion),
    );
    // It reaches whom the report reached, and nobody else.
    for (const group of new Set(assertions.filter(({ id }) => ids.has(id)).map((one) => one.group))) {
      await send(author, { object, answer, group, recipients: [centre.organisation] }, ({ object: said, ...rest }) =>
        pseudonyms.say([said], rest, certificate),
      );
    }
  };

  return async (object, answer) => {
    const sources = [...new Set(object.claims.map(({ source }) => source).filter((source) => source !== organisation))];
    if (sources.length === 0 || object.tlp === 'red') return;
    const { voices, peers } = await know();
    const isOurs = sources.some((source) => voices.get(source)?.centre === organisation);
    const named = [...sources.filter((source) => !voices.has(source)), ...(isOurs ? config.sharing.relay.members : [])];
    if (named.length > 0) {
      const recipients = [...new Set(named)];
      await send(self, { object, answer, group: null, recipients }, (statement) => [signAssertion(statement, identity.key)]);
    }
    const centres = new Set(sources.flatMap((source) => voices.get(source)?.centre ?? []));
    for (const centre of peers.filter((peer) => centres.has(peer.organisation))) {
      try {
        await sendThrough(centre, object, answer);
      } catch (error) {
        // What was decided here holds, whether or not its source comes to know of it.
        onTrouble(toAppError(error).code);
      }
    }
  };
}
