// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { z } from 'zod';
import { MATCH_KINDS, NORMALISATION } from './normalise.ts';

/** Most elements of a batch. Batches are always full, so that the server learns no size but their number. */
export const MOST_BATCH = 500;
/** Most tokens that a node gives out at once, padding included. */
export const MOST_TOKENS = 200_000;

/** 32 bytes in base64url, one spelling only. */
const Bytes32 = z
  .string()
  .length(43)
  .regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/);
const Proof = z
  .string()
  .length(86)
  .regex(/^[A-Za-z0-9_-]{85}[AQgw]$/);
const Epoch = z.string().regex(/^epoch-\d{4}-\d{2}-\d{2}$/);
const Session = z.string().regex(/^[0-9a-f]{32}$/);
const head = { protocol: z.literal('match/1'), kind: z.enum(MATCH_KINDS), normalisation: z.literal(NORMALISATION), epoch: Epoch };

/** What a node publishes to a peer for an epoch; the peer pins the public key for its length. */
export const EpochKeySchema = z.strictObject({
  ...head,
  suite: z.literal('ristretto255-SHA512'),
  publicKey: Bytes32,
  /** Elements of every batch. */
  batchSize: z.int().min(1).max(MOST_BATCH),
  validFrom: z.iso.datetime(),
  validUntil: z.iso.datetime(),
});
export type EpochKey = z.output<typeof EpochKeySchema>;

export const EvaluateRequestSchema = z.strictObject({
  ...head,
  session: Session,
  batch: z.int().min(0).max(10_000),
  blinded: z.array(Bytes32).min(1).max(MOST_BATCH),
});
export type EvaluateRequest = z.output<typeof EvaluateRequestSchema>;

export const EvaluateResponseSchema = z.strictObject({
  ...head,
  session: Session,
  batch: z.int().min(0).max(10_000),
  evaluated: z.array(Bytes32).min(1).max(MOST_BATCH),
  proof: Proof,
});
export type EvaluateResponse = z.output<typeof EvaluateResponseSchema>;

/** The server's own tokens, sorted, filled up with random ones to a round number. */
export const TokenSetSchema = z.strictObject({ ...head, tokens: z.array(Bytes32).max(MOST_TOKENS) });
export type TokenSet = z.output<typeof TokenSetSchema>;

/** Bytes of the largest message of each kind, as JSON without spaces. */
const LIMITS = new Map<z.ZodType, number>([
  [EpochKeySchema, 1_000],
  [EvaluateRequestSchema, 1_000 + MOST_BATCH * 46],
  [EvaluateResponseSchema, 1_000 + MOST_BATCH * 46],
  [TokenSetSchema, 1_000 + MOST_TOKENS * 46],
]);

/**
 * Reads a message of a peer.
 * @throws AppError MATCH_REFUSED for what is too large, no JSON, or not as the contract says.
 */
export function readMatchMessage<T extends z.ZodType>(schema: T, bytes: Uint8Array): z.output<T> {
  if (bytes.length > (LIMITS.get(schema) ?? 0))
    throw new AppError('MATCH_REFUSED', `a message of ${bytes.length} bytes is too large`);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new AppError('MATCH_REFUSED', 'a message is not JSON');
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new AppError('MATCH_REFUSED', `a message breaks the contract at ${issue?.path.join('.') || 'its root'}`);
  }
  return parsed.data;
}

export function toBytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64url'));
}

export function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
