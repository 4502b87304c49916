// SPDX-License-Identifier: Apache-2.0
import type { Result } from '@stillwatch/core';
import { canonicalJson } from '@stillwatch/core';
import type { Assertion } from '../assertion/assertion.ts';
import { passOn, type RegisteredKey, verifyAssertion } from '../assertion/sign.ts';
import { markingUnder } from '../marking/marking-of.ts';
import { plainText } from '../release/decodings.ts';
import { isExact } from './under-pseudonym.ts';

const SHORT_NAME = 5;

/** Who hands something in, as the centre knows it. */
export interface Submitter {
  /** Identities, names, domains, keys: whatever would give the member away. Shorter ones than five characters count as words. */
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
  const { object, source, origin, tlp, group, hops } = assertion;
  if (hops !== 0) return refuse('it does not come from the member itself');
  if (source !== origin) return refuse('it names another origin than the pseudonym');
  const level = markingUnder(object, new Map(), tlp).tlp;
  if (level === 'red' || level === 'amber+strict') return refuse(`TLP:${level.toUpperCase()} is for nobody beyond the centre`);
  if (group === '') return refuse('it is for nobody');
  if (isExact(assertion)) return refuse('a time in it is more exact than the hour');
  const by = object['created_by_ref'];
  if (by !== undefined && by !== source) return refuse('its object says who made it');
  return namesAny(canonicalJson(assertion), names) ? refuse('it names the member') : { ok: true, value: passOn(assertion) };
}

/** Does a text name somebody, however it is written? */
export function namesAny(text: string, names: readonly string[]): boolean {
  const plain = plainText(text).toLowerCase();
  return names.map((name) => plainText(name).toLowerCase()).some((name) => isNamed(plain, name));
}

/** A short name is part of too many other words, and of hashes. */
function isNamed(text: string, name: string): boolean {
  if (name === '' || !text.includes(name)) return false;
  const outside = (character: string | undefined): boolean => character === undefined || !/[\p{L}\p{N}]/u.test(character);
  if (name.length >= SHORT_NAME) return true;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (outside(text[at - 1]) && outside(text[at + name.length])) return true;
  }
  return false;
}

/** A batch in an order that tells nothing of who came when: by id, which follows from the content. */
export function relayOrder(batch: readonly Assertion[]): Assertion[] {
  return batch.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
