// SPDX-License-Identifier: Apache-2.0
/**
 * Leaves: canonical JSON that commits to a payload without holding any of it. The salt makes guessing a payload from
 * its commitment hopeless; destroying salt and payload key erases the payload, and every proof about the leaf survives.
 */
import { hash } from 'node:crypto';
import { canonicalJson } from '@stillwatch/core';
import { z } from 'zod';
import { invalid } from './encoding.ts';
import { LEAF_KIND_NAMES, type LeafKindName } from './leaf-kinds.ts';

const Digest = z.string().regex(/^[0-9a-f]{64}$/);
/** Not a name or an address: those have spaces, at signs, or other letters. */
const Pseudonym = z.string().regex(/^[A-Za-z0-9_.:-]{1,128}$/);
const Moment = z.iso.datetime({ precision: 3 });

export const LeafSchema = z.strictObject({
  /** Version of the format. */
  v: z.literal(1),
  kind: z.enum(LEAF_KIND_NAMES),
  /** ISO 8601 in UTC, to the millisecond. */
  at: Moment,
  /** Pseudonym of who did it. */
  actor: Pseudonym,
  /** Pseudonym of whom it is about. */
  subject: Pseudonym.nullable(),
  /** Hex of SHA-256(salt ‖ canonical payload). */
  commit: Digest,
  /** Hex of SHA-256 of the idempotency key. */
  key: Digest,
});
export type Leaf = z.infer<typeof LeafSchema>;

export interface LeafParts {
  readonly kind: LeafKindName;
  /** POSIX milliseconds */
  readonly at: number;
  readonly actor: string;
  readonly subject: string | null;
  /** The idempotency key: the same act has the same one, however often it is recorded. */
  readonly key: string;
  readonly payload: unknown;
  /** At least 16 secret random bytes, new for every leaf. */
  readonly salt: Uint8Array;
}

const MIN_SALT_BYTES = 16;

function commitment(salt: Uint8Array, payload: unknown): string {
  return hash('sha256', Buffer.concat([salt, Buffer.from(canonicalJson(payload))]), 'hex');
}

/**
 * Makes a leaf, and the entry to append.
 * @throws RangeError for a salt that could be guessed; ZodError for a pseudonym that is none; TypeError for a payload
 * that is not JSON
 */
export function makeLeaf({ kind, at, actor, subject, key, payload, salt }: LeafParts): { leaf: Leaf; entry: Uint8Array } {
  if (salt.length < MIN_SALT_BYTES) throw new RangeError(`a salt has at least ${MIN_SALT_BYTES} bytes`);
  const leaf = LeafSchema.parse({
    v: 1,
    kind,
    at: new Date(at).toISOString(),
    actor,
    subject,
    commit: commitment(salt, payload),
    key: hash('sha256', Buffer.from(key), 'hex'),
  });
  return { leaf, entry: new Uint8Array(Buffer.from(canonicalJson(leaf))) };
}

/** @throws AppError LOG_INVALID when an entry is not a leaf in its canonical form */
export function parseLeaf(entry: Uint8Array): Leaf {
  const text = Buffer.from(entry).toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid('an entry is not JSON');
  }
  const parsed = LeafSchema.safeParse(value);
  if (!parsed.success) throw invalid(`an entry is not a leaf: ${z.prettifyError(parsed.error)}`);
  if (canonicalJson(parsed.data) !== text) throw invalid('a leaf is not in its canonical form');
  return parsed.data;
}

/** Is this the payload that the leaf commits to? */
export function openLeaf(leaf: Leaf, salt: Uint8Array, payload: unknown): boolean {
  return salt.length >= MIN_SALT_BYTES && commitment(salt, payload) === leaf.commit;
}
