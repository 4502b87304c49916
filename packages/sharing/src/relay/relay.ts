// SPDX-License-Identifier: Apache-2.0
import type { Result } from '@stillwatch/core';
import { canonicalJson } from '@stillwatch/core';
import type { Assertion, Statement } from '../assertion/assertion.ts';
import { passOn, type RegisteredKey, verifyAssertion } from '../assertion/sign.ts';
import { markingUnder } from '../marking/marking-of.ts';
import { plainText } from '../release/decodings.ts';
import type { PseudonymCertificate } from './pseudonym.ts';

const HOUR_MS = 3_600_000;

/** A member's statement as its pseudonym makes it: nobody else in it, and the time to the hour. */
export function underPseudonym(statement: Statement, { pseudonym }: PseudonymCertificate): Statement {
  const at = new Date(Math.floor(Date.parse(statement.at) / HOUR_MS) * HOUR_MS).toISOString();
  const { created_by_ref: by, ...object } = statement.object;
  const signed = by === undefined ? object : { ...object, created_by_ref: pseudonym };
  return { ...statement, object: signed, source: pseudonym, origin: pseudonym, at };
}

/** Who hands something in, as the centre knows it. */
export interface Submitter {
  /** Identities, names, domains: whatever would give the member away. */
  readonly names: readonly string[];
  readonly key: RegisteredKey;
}

/**
 * What a centre passes on of what a member hands in: the same, one hop further, or nothing. It changes nothing, because it
 * cannot: what gives the member away is refused, for the member to sign anew.
 * @returns PEER_HOSTILE, SIGNATURE_INVALID as `verifyAssertion`; RELEASE_REFUSED for what may not go on.
 */
export function relayAssertion(received: unknown, { names, key }: Submitter, now: number): Result<Assertion> {
  const verified = verifyAssertion(received, [key], now);
  if (!verified.ok) return verified;
  const assertion = verified.value;
  const refuse = (reason: string): Result<Assertion> => ({ ok: false, code: 'RELEASE_REFUSED', reason });
  const { object, source, origin, tlp, group, at } = assertion;
  if (source !== origin) return refuse('it names another origin than the pseudonym');
  if (markingUnder(object, new Map(), tlp).tlp === 'red')
    return refuse('TLP:RED goes from person to person, not through a centre');
  if (group === '') return refuse('it is for nobody');
  if (Date.parse(at) % HOUR_MS !== 0) return refuse('its time is more exact than the hour');
  const by = object['created_by_ref'];
  if (by !== undefined && by !== source) return refuse('its object says who made it');
  const text = plainText(canonicalJson(assertion)).toLowerCase();
  const named = names.map((name) => plainText(name).toLowerCase()).some((name) => name !== '' && text.includes(name));
  return named ? refuse('it names the member') : { ok: true, value: passOn(assertion) };
}

/** A batch in an order that tells nothing of who came when: by id, which follows from the content. */
export function relayOrder(batch: readonly Assertion[]): Assertion[] {
  return batch.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
