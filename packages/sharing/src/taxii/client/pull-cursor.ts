// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { fromMicros, toMicros } from '../wire/timestamps.ts';

/**
 * How far a pull has come; plain JSON, to be stored together with the objects of the page that it comes with. With it a
 * later pull goes on where this one stopped, and what came is known if it comes again.
 */
export interface PullCursor {
  /** `added_after` of the questions that {@link next} belongs to. */
  readonly base: string | null;
  /** The server's word for the next page; null between pulls. */
  readonly next: string | null;
  /** `X-TAXII-Date-Added-Last` of the last page. */
  readonly last: string | null;
  /** Digests of what came with that date, or may have. */
  readonly recent: readonly string[];
}

export const BEGINNING: PullCursor = { base: null, next: null, last: null, recent: [] };

/** More objects of one moment than this are not told from new ones. */
const MOST_RECENT = 50_000;

/** Short name of one version of an object. */
export function digestOf(object: Readonly<Record<string, unknown>>): string {
  const version = object['modified'] ?? object['created'] ?? '';
  return createHash('sha256')
    .update(`${JSON.stringify(object['id'])}\0${JSON.stringify(version)}`)
    .digest('base64url')
    .slice(0, 12);
}

/**
 * Where to begin without the server's word: just before the last date, because other servers give many objects the same
 * one and a page may have ended among them. What came already is known by its digest.
 */
export function restart(cursor: PullCursor): PullCursor {
  const micros = cursor.last === null ? null : toMicros(cursor.last);
  return { ...cursor, next: null, base: micros === null ? cursor.base : fromMicros(micros - 1) };
}

/** The cursor after a page. */
export function advance(
  cursor: PullCursor,
  { next, last, digests }: { next: string | null; last: string | null; digests: readonly string[] },
): PullCursor {
  const later = last !== null && (cursor.last === null || toMicros(last)! > toMicros(cursor.last)!);
  const recent = later ? digests : [...new Set([...cursor.recent, ...digests])].slice(-MOST_RECENT);
  return { base: cursor.base, next, last: later ? last : cursor.last, recent };
}
