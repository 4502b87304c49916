// SPDX-License-Identifier: Apache-2.0
import { type KeyObject, sign, verify } from 'node:crypto';
import type { Result } from '@stillwatch/core';
import { type Assertion, AssertionSchema, assertionIdOf, signedBytes, type Statement, StatementSchema } from './assertion.ts';

/** A key that a source has registered with this node. Times are ISO 8601. */
export interface RegisteredKey {
  readonly id: string;
  /** The source that signs with it; it signs for nobody else. */
  readonly source: string;
  /** Ed25519. */
  readonly publicKey: KeyObject;
  /** Null where it is not known since when its source has it. */
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  /** From then on nothing signed with it counts any more, whatever time it claims. */
  readonly revokedAt: string | null;
}

/** Nodes that an assertion may pass through; more is a loop, or somebody who hides where it came from. */
export const MOST_HOPS = 8;
/** How far a source's clock may be ahead. */
const SKEW_MS = 5 * 60_000;

/**
 * Makes an assertion of a statement.
 * @throws ZodError for a statement that breaks the contract, TypeError for what canonical JSON cannot say.
 */
export function signAssertion(statement: Statement, key: { id: string; privateKey: KeyObject }): Assertion {
  const checked = StatementSchema.parse(statement);
  const value = sign(null, signedBytes(checked), key.privateKey).toString('base64url');
  return { id: assertionIdOf(checked), ...checked, signature: { algorithm: 'ed25519', key: key.id, value }, hops: 0 };
}

/**
 * Checks what came from a peer: shape, id, signature by a key that its source has registered and that was valid when it
 * was said, times, hops.
 * @param now milliseconds since 1970.
 * @returns SIGNATURE_INVALID where content, id, key and signature do not fit; PEER_HOSTILE for what breaks the contract.
 */
export function verifyAssertion(received: unknown, keys: Iterable<RegisteredKey>, now: number): Result<Assertion> {
  const parsed = AssertionSchema.safeParse(received);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { ok: false, code: 'PEER_HOSTILE', reason: `not an assertion: ${issue?.path.join('.')}: ${issue?.message}` };
  }
  const assertion = parsed.data;
  if (assertion.hops > MOST_HOPS) {
    return { ok: false, code: 'PEER_HOSTILE', reason: `came through ${assertion.hops} nodes, more than ${MOST_HOPS}` };
  }
  if (Date.parse(assertion.at) > now + SKEW_MS) return { ok: false, code: 'PEER_HOSTILE', reason: 'is from the future' };
  const fault = faultOf(assertion, keys, now);
  return fault === null ? { ok: true, value: assertion } : { ok: false, code: 'SIGNATURE_INVALID', reason: fault };
}

function faultOf(assertion: Assertion, keys: Iterable<RegisteredKey>, now: number): string | null {
  let bytes: Uint8Array;
  try {
    bytes = signedBytes(assertion);
  } catch {
    return 'its content cannot be written as canonical JSON';
  }
  if (assertionIdOf(assertion) !== assertion.id) return 'its id does not fit its content';
  const { key: keyId, value } = assertion.signature;
  const key = [...keys].find(({ id, source }) => id === keyId && source === assertion.source);
  if (key === undefined) return `${assertion.source} has not registered the key ${keyId}`;
  const said = Date.parse(assertion.at);
  const isEarly = key.validFrom !== null && said < Date.parse(key.validFrom);
  if (isEarly || (key.validUntil !== null && said > Date.parse(key.validUntil))) {
    return `the key ${keyId} was not valid when it was said`;
  }
  if (key.revokedAt !== null && Date.parse(key.revokedAt) <= now) return `the key ${keyId} was revoked`;
  const signature = Buffer.from(value, 'base64url');
  // The last character of 86 has bits to spare: one signature must not have two spellings.
  if (key.publicKey.asymmetricKeyType !== 'ed25519' || signature.toString('base64url') !== value) {
    return 'its signature is not one of Ed25519';
  }
  return verify(null, bytes, key.publicKey, signature) ? null : 'its signature does not fit its content';
}

/** The assertion as it goes on to the next node. */
export function passOn(assertion: Assertion): Assertion {
  return { ...assertion, hops: assertion.hops + 1 };
}
