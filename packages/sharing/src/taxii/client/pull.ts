// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { hostile, type PeerAnswer } from './answer.ts';
import { BEGINNING, type PullCursor, restart } from './pull-cursor.ts';
import { type PulledPage, readPage } from './pull-page.ts';
import { expectSuccess, send, type Session } from './session.ts';

export interface PullProgress {
  readonly pages: number;
  readonly objects: number;
  /** What came again, or was malformed. */
  readonly skipped: number;
  /** Date of the last object. */
  readonly last: string | null;
}

export interface PullOptions {
  /** URL of the API root. */
  readonly root: string;
  /** Id or alias. */
  readonly collection: string;
  /** Where an earlier pull came to; the same filters go with it. Null for the beginning. */
  readonly cursor: PullCursor | null;
  readonly filters?: PullFilters;
  readonly pageSize?: number;
  /** Stores a page. The next one is asked for when it has; where it fails, the pull ends and nothing is lost. */
  onPage(page: PulledPage): Promise<void>;
  readonly onProgress?: (progress: PullProgress) => void;
  readonly signal?: AbortSignal;
}

export interface PullFilters {
  readonly ids?: readonly string[];
  readonly types?: readonly string[];
  /** `first`, `last`, `all` or timestamps. */
  readonly versions?: readonly string[];
  readonly specs?: readonly string[];
}

const PAGE_SIZE = 1_000;
/**
 * Pulls what a collection has after a cursor, page by page.
 * @throws AppError PEER_HOSTILE, PEER_UNAVAILABLE, TAXII_FAILED; what `onPage` throws
 */
export async function pull(session: Session, objectsUrl: URL, options: PullOptions): Promise<PullProgress> {
  const { limits } = session;
  let cursor = options.cursor ?? BEGINNING;
  if (cursor.next === null) cursor = restart(cursor);
  let progress: PullProgress = { pages: 0, objects: 0, skipped: 0, last: cursor.last };
  const words = new Set<string>();
  for (let barren = 0; ; ) {
    const answer = await ask(session, objectsUrl, options, cursor);
    if (answer === null) {
      cursor = restart(cursor);
      continue;
    }
    const read = readPage(session, answer, cursor);
    const { page, more } = read;
    barren = page.objects.length === 0 ? barren + 1 : 0;
    progress = {
      pages: progress.pages + 1,
      objects: progress.objects + page.objects.length,
      skipped: progress.skipped + read.skipped,
      last: page.cursor.last,
    };
    // Nothing of what a peer sends without end is worth keeping the rest.
    if (progress.pages > limits.pages || progress.objects > limits.objects) throw hostile('does not come to an end');
    const { next } = page.cursor;
    if (next !== null && words.has(next)) throw hostile('gives the same page again and again');
    if (next !== null) words.add(next);
    if (more && barren >= (next === null ? 1 : limits.barrenPages))
      throw hostile('says that there is more, but does not give it');
    await options.onPage(page);
    options.onProgress?.(progress);
    if (!more) return progress;
    cursor = next === null ? restart(page.cursor) : page.cursor;
  }
}

/** Null where the server does not know its own word any more: it may have been restarted, or have let it expire. */
async function ask(session: Session, objectsUrl: URL, options: PullOptions, cursor: PullCursor): Promise<PeerAnswer | null> {
  const { ids, types, versions, specs } = options.filters ?? {};
  const parameters = {
    added_after: cursor.base,
    limit: String(options.pageSize ?? PAGE_SIZE),
    next: cursor.next,
    'match[id]': ids?.join(',') ?? null,
    'match[type]': types?.join(',') ?? null,
    'match[version]': versions?.join(',') ?? null,
    'match[spec_version]': specs?.join(',') ?? null,
  };
  const url = new URL(objectsUrl);
  for (const [name, value] of Object.entries(parameters)) if (value !== null) url.searchParams.set(name, value);
  const answer = await send(session, { url, signal: options.signal });
  const forgotten = cursor.next !== null && (answer.status === 400 || answer.status === 404 || answer.status === 410);
  if (!forgotten) return expectSuccess(answer);
  if (cursor.last === null)
    throw new AppError('TAXII_FAILED', 'the server forgot the page that was to come next', {
      hint: 'Begin again without a cursor.',
    });
  return null;
}
