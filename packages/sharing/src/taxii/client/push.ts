// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { type PeerStatus, readResource } from './resources.ts';
import { expectSuccess, send, type Session } from './session.ts';

export interface PushFailure {
  readonly id: string;
  readonly message: string;
}

export interface PushProgress {
  /** Objects of the input that are done with, from its beginning: where a later push goes on. */
  readonly done: number;
  readonly successes: number;
  readonly failures: readonly PushFailure[];
  /** What the server still had not decided on when it was not waited for any longer. */
  readonly pending: number;
}

export interface PushOptions {
  /** URL of the API root. */
  readonly root: string;
  /** Id or alias. */
  readonly collection: string;
  /** Objects as JSON text. */
  readonly objects: Iterable<string> | AsyncIterable<string>;
  /** Objects of one request at most. */
  readonly chunk?: number;
  /** Told when a chunk is done with; a push that ends early goes on with the objects after `done`. */
  readonly onProgress?: (progress: PushProgress) => Promise<void> | void;
  readonly signal?: AbortSignal;
}

const CHUNK = 500;
const ENVELOPE = '{"objects":[]}'.length;
/** What to assume of a server that does not say. */
const DEFAULT_BYTES = 1_000_000;

/**
 * Pushes objects in chunks that the server takes, and waits for what becomes of each.
 * @param maxBytes of one request
 * @throws AppError PEER_HOSTILE, PEER_UNAVAILABLE, TAXII_FAILED
 */
export async function push(
  session: Session,
  urls: { readonly objects: URL; status(id: string): URL },
  options: PushOptions,
  maxBytes: number | null,
): Promise<PushProgress> {
  const most = { bytes: Math.max(maxBytes ?? DEFAULT_BYTES, ENVELOPE + 1), objects: Math.max(1, options.chunk ?? CHUNK) };
  let progress: PushProgress = { done: 0, successes: 0, failures: [], pending: 0 };
  for await (const chunk of chunksOf(options.objects, most)) {
    for (const part of await sendChunk(session, urls, options, chunk)) progress = add(progress, part);
    progress = { ...progress, done: progress.done + chunk.length };
    await options.onProgress?.(progress);
  }
  return progress;
}

type Part = Omit<PushProgress, 'done'>;

function add(progress: PushProgress, part: Part): PushProgress {
  return {
    done: progress.done,
    successes: progress.successes + part.successes,
    failures: [...progress.failures, ...part.failures],
    pending: progress.pending + part.pending,
  };
}

async function* chunksOf(
  objects: PushOptions['objects'],
  most: { bytes: number; objects: number },
): AsyncGenerator<readonly string[]> {
  let chunk: string[] = [];
  let size = ENVELOPE;
  for await (const text of objects) {
    const bytes = Buffer.byteLength(text) + 1;
    if (chunk.length > 0 && (chunk.length >= most.objects || size + bytes > most.bytes)) {
      yield chunk;
      chunk = [];
      size = ENVELOPE;
    }
    chunk.push(text);
    size += bytes;
  }
  if (chunk.length > 0) yield chunk;
}

/** Sends a chunk; halves it where the server finds it too large after all. */
async function sendChunk(
  session: Session,
  urls: { readonly objects: URL; status(id: string): URL },
  options: PushOptions,
  chunk: readonly string[],
): Promise<Part[]> {
  const { signal } = options;
  const answer = await send(session, { url: urls.objects, method: 'POST', body: `{"objects":[${chunk.join(',')}]}`, signal });
  if (answer.status === 413) {
    if (chunk.length === 1)
      return [{ successes: 0, pending: 0, failures: [{ id: idIn(chunk[0]!), message: 'It is too large for the server.' }] }];
    const half = Math.ceil(chunk.length / 2);
    const first = await sendChunk(session, urls, options, chunk.slice(0, half));
    return [...first, ...(await sendChunk(session, urls, options, chunk.slice(half)))];
  }
  const status = readResource('status', expectSuccess(answer).value);
  return [summary(await settled(session, urls, status, signal), chunk.length)];
}

function idIn(text: string): string {
  const id: unknown = (JSON.parse(text) as { id?: unknown }).id;
  return typeof id === 'string' ? id : '';
}

/** Waits until a status is complete, asking less and less often; gives it as it is when that takes too long. */
async function settled(
  session: Session,
  urls: { status(id: string): URL },
  first: PeerStatus,
  signal: AbortSignal | undefined,
): Promise<PeerStatus> {
  const { limits, clock, random } = session;
  const until = clock.now() + limits.statusMs;
  let status = first;
  for (let attempt = 1; status.status === 'pending' && clock.now() < until; attempt++) {
    const most = Math.min(30_000, limits.backoffMs * 2 ** (attempt - 1));
    await clock.sleep(Math.ceil(most * (0.5 + random() / 2)), signal);
    status = readResource('status', expectSuccess(await send(session, { url: urls.status(first.id), signal })).value);
    if (status.id !== first.id) throw new AppError('TAXII_FAILED', 'the server gives another status than it was asked for');
  }
  return status;
}

/** Some servers leave counts out: then they follow from the others. */
function summary(status: PeerStatus, sent: number): Part {
  const failures = (status.failures ?? []).map(({ id, message }) => ({ id, message: message ?? 'The server does not say why.' }));
  const failed = Math.max(status.failure_count ?? 0, failures.length);
  const pending = status.pending_count ?? (status.status === 'pending' ? sent - failed - (status.success_count ?? 0) : 0);
  return { successes: status.success_count ?? Math.max(0, sent - failed - pending), failures, pending };
}
