// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { TAXII_MEDIA_TYPE } from '../wire/media.ts';
import { hostile, type PeerAnswer, readAnswer } from './answer.ts';
import { retryAfterMs, waitMs } from './backoff.ts';
import type { PeerClock, PeerLimits } from './limits.ts';
import type { PeerResponse, Transport } from './transport.ts';

/** How a client says who it is. Mutual TLS is an option of the transport and goes with any of these. */
export type PeerAuth =
  | { readonly kind: 'none' }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  | { readonly kind: 'bearer'; token(): string | Promise<string> };

export interface Session {
  readonly transport: Transport;
  readonly auth: PeerAuth;
  readonly limits: PeerLimits;
  readonly clock: PeerClock;
  readonly random: () => number;
  /** Only these are told who asks: a server may name any URL as its API root. */
  readonly origins: ReadonlySet<string>;
  /** Told before each wait. */
  readonly onWait?: (wait: { readonly ms: number; readonly attempt: number; readonly reason: string }) => void;
}

export interface Sent {
  readonly url: URL;
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
}

/** Statuses that another attempt may change. */
const AGAIN: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);
const MOST_REDIRECTS = 3;

/**
 * Sends a request until there is an answer to it; what is posted twice is taken once (TAXII 2.1 §5.5).
 * @throws AppError PEER_UNAVAILABLE after the last attempt, PEER_HOSTILE, TAXII_FAILED
 */
export async function send(session: Session, sent: Sent): Promise<PeerAnswer> {
  const { limits, clock } = session;
  for (let attempt = 1; ; attempt++) {
    const outcome = await attemptOnce(session, sent);
    if (!('reason' in outcome)) return outcome;
    const wait = attempt < limits.attempts ? waitMs(attempt, outcome.after, limits, session.random()) : null;
    if (wait === null) {
      throw new AppError('PEER_UNAVAILABLE', `the TAXII server does not answer: ${outcome.reason}`, {
        cause: outcome.cause,
        hint: outcome.after === null ? 'Try again later.' : `It asks to be left alone for ${Math.ceil(outcome.after / 1000)} s.`,
      });
    }
    session.onWait?.({ ms: wait, attempt, reason: outcome.reason });
    await clock.sleep(wait, sent.signal);
  }
}

/** Why there is no answer, and how long the peer asks to wait. */
interface NoAnswer {
  readonly reason: string;
  readonly after: number | null;
  readonly cause?: unknown;
}

async function attemptOnce(session: Session, sent: Sent): Promise<PeerAnswer | NoAnswer> {
  sent.signal?.throwIfAborted();
  let answer: PeerAnswer;
  try {
    answer = await readAnswer(await follow(session, sent), session.limits);
  } catch (error) {
    if (error instanceof AppError) throw error;
    sent.signal?.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    return { reason, after: null, cause: error };
  }
  if (!AGAIN.has(answer.status)) return answer;
  return { reason: `status ${answer.status}`, after: retryAfterMs(answer.header('retry-after'), session.clock.now()) };
}

async function follow(session: Session, sent: Sent): Promise<PeerResponse> {
  let { url } = sent;
  for (let redirects = 0; ; redirects++) {
    const response = await once(session, { ...sent, url });
    const location = response.header('location');
    if (![301, 302, 307, 308].includes(response.status) || location === null) return response;
    response.close();
    if (redirects === MOST_REDIRECTS) throw hostile('sends its clients round in circles');
    if (!URL.canParse(location, url.href)) throw new AppError('TAXII_FAILED', 'the server sends its clients to what is no URL');
    url = new URL(location, url.href);
  }
}

async function once(
  { transport, auth, limits, origins }: Session,
  { url, method = 'GET', body, signal }: Sent,
): Promise<PeerResponse> {
  if (!origins.has(url.origin)) {
    throw new AppError('PEER_HOSTILE', `the TAXII server points to ${url.origin}, which is not one of its own`, {
      hint: 'If that is right, name the origin as one that may be asked.',
    });
  }
  const headers: Record<string, string> = { accept: TAXII_MEDIA_TYPE, 'accept-encoding': 'identity', 'user-agent': 'stillwatch' };
  if (body !== undefined) headers['content-type'] = TAXII_MEDIA_TYPE;
  const authorization = await authorizationOf(auth);
  if (authorization !== null) headers['authorization'] = authorization;
  // Time until the answer begins; the transport lets go of the signal of a body that is read in time.
  const begun = new AbortController();
  const timer = setTimeout(() => begun.abort(new Error(`no answer within ${limits.answerMs} ms`)), limits.answerMs);
  const either = signal === undefined ? begun.signal : AbortSignal.any([begun.signal, signal]);
  try {
    return await transport({ url, method, headers, body: body === undefined ? null : Buffer.from(body), signal: either });
  } finally {
    clearTimeout(timer);
  }
}

async function authorizationOf(auth: PeerAuth): Promise<string | null> {
  if (auth.kind === 'none') return null;
  if (auth.kind === 'bearer') return `Bearer ${await auth.token()}`;
  return `Basic ${Buffer.from(`${auth.user}:${auth.password}`).toString('base64')}`;
}

/** What a server says is wrong, fit to be shown. @throws AppError TAXII_FAILED for everything but success */
export function expectSuccess(answer: PeerAnswer): PeerAnswer {
  if (answer.status >= 200 && answer.status < 300) return answer;
  const { title, description } = answer.value as { title?: unknown; description?: unknown };
  const said = [title, description].filter((one) => typeof one === 'string').join(': ');
  throw new AppError('TAXII_FAILED', `the TAXII server answered ${answer.status}${said === '' ? '' : `: ${plain(said)}`}`);
}

/** A stranger's words without control characters, and not too many. */
function plain(text: string): string {
  return text.replaceAll(/[\p{C}\s]+/gu, ' ').slice(0, 300);
}
