// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { canonicalJson } from '@stillwatch/core';
import { z } from 'zod';
import { PAP_LEVELS } from '../marking/pap.ts';
import { TLP_LEVELS } from '../marking/tlp.ts';

const Moment = z.iso.datetime({ precision: 3 });
const Name = z.string().regex(/^[^\p{C}]{1,200}$/u);

/** A STIX object, of which only the type and the id are looked at here; its validator is elsewhere. */
export const AssertedObject = z.looseObject({
  type: z.string().regex(/^[a-z0-9-]{3,250}$/),
  id: z.string().regex(/^[a-z0-9-]{3,250}--[0-9a-f-]{36}$/),
});

/** Why a source may share: what it relies on, and until when that holds. */
export const LegalBasis = z.strictObject({
  basis: Name,
  validFrom: Moment,
  validUntil: Moment.nullable(),
});
export type LegalBasis = z.output<typeof LegalBasis>;

/**
 * What a source says and signs. Nothing in it may change on the way; whatever does is in the envelope.
 * `at` and `expiresAt` are ISO 8601 in UTC with milliseconds; `confidence` is 0–100 as in STIX.
 */
export const StatementSchema = z.strictObject({
  object: AssertedObject,
  /** Identity of the one who says it. */
  source: Name,
  /**
   * Identity of the one who observed it first: the source itself, or whom it repeats. Statements of one origin are one
   * voice, however many sources repeat it.
   */
  origin: Name,
  /** Sharing group to which it is limited besides its TLP; null for no such limit. An empty name is nobody. */
  group: z
    .string()
    .regex(/^[^\p{C}]{0,200}$/u)
    .nullable(),
  tlp: z.enum(TLP_LEVELS),
  pap: z.enum(PAP_LEVELS).nullable(),
  at: Moment,
  confidence: z.int().min(0).max(100),
  legalBasis: LegalBasis.nullable(),
  /** Licence of use, as an SPDX expression or a URL; null where it comes without. */
  licence: Name.nullable(),
  expiresAt: Moment.nullable(),
  /** Id of an earlier assertion of the same source about the same object that this one takes back; null for none. */
  withdraws: z
    .string()
    .regex(/^assertion--[0-9a-f]{64}$/)
    .nullable(),
});
export type Statement = z.output<typeof StatementSchema>;

export const SignatureSchema = z.strictObject({
  algorithm: z.literal('ed25519'),
  /** Id of the key in the registry of keys. */
  key: Name,
  /** 64 bytes, base64url. */
  value: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});

/** A statement with its signature, in an envelope that relays may write on. `id` follows from the statement. */
export const AssertionSchema = z.strictObject({
  id: z.string().regex(/^assertion--[0-9a-f]{64}$/),
  ...StatementSchema.shape,
  signature: SignatureSchema,
  /** Nodes between the source and here; 0 where it came from the source itself. Not signed. */
  hops: z.int().min(0).max(64),
});
export type Assertion = z.output<typeof AssertionSchema>;

/** The signed fields of an assertion, without its id, signature and envelope. */
export function statementOf(assertion: Assertion | Statement): Statement {
  const { object, source, origin, group, tlp, pap, at, confidence, legalBasis, licence, expiresAt, withdraws } = assertion;
  return { object, source, origin, group, tlp, pap, at, confidence, legalBasis, licence, expiresAt, withdraws };
}

/**
 * The bytes that are signed: canonical JSON (RFC 8785) under a name that no other signature of a node uses. They are the
 * same however a relay orders or spaces the JSON.
 */
export function signedBytes(statement: Statement): Uint8Array {
  return Buffer.from(`stillwatch/assertion/v1\n${canonicalJson(statementOf(statement))}`, 'utf8');
}

/** Id of what is said: the same statement has it everywhere, another one never. */
export function assertionIdOf(statement: Statement): string {
  return `assertion--${createHash('sha256').update(signedBytes(statement)).digest('hex')}`;
}
