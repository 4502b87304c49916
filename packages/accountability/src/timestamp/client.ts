// SPDX-License-Identifier: Apache-2.0
/** At the edge: asks an authority over HTTP (RFC 3161 §3.4). */
import { randomBytes } from 'node:crypto';
import { AppError } from '@stillwatch/core';
import { buildTimestampRequest } from './request.ts';
import { verifyTimestamp } from './verify.ts';

export interface TimestampAuthority {
  readonly url: string;
  /** Certificates in PEM that are trusted for it. */
  readonly roots: string;
  readonly policy?: string;
}

const MOST_BYTES = 256 * 1024;

/**
 * Has data stamped, and verifies the answer before handing it on.
 * @returns the response in DER
 * @throws AppError TIMESTAMP_INVALID when the authority does not answer in time, refuses, or its answer does not hold
 */
export async function requestTimestamp(
  data: Uint8Array,
  { url, roots, policy }: TimestampAuthority,
  { fetch, now, timeoutMs }: { fetch: typeof globalThis.fetch; now: () => number; timeoutMs: number },
): Promise<Uint8Array> {
  const nonce = randomBytes(16);
  const der = await post(
    url,
    buildTimestampRequest(data, { nonce, ...(policy === undefined ? {} : { policy }) }),
    fetch,
    timeoutMs,
  );
  // The authority's clock may be ahead of ours.
  const expected = { data, roots, nonce, now: now() + 600_000, ...(policy === undefined ? {} : { policies: [policy] }) };
  const verified = verifyTimestamp(der, expected);
  if (!verified.ok) throw new AppError(verified.code, `${url}: ${verified.reason}`);
  return der;
}

async function post(url: string, body: Uint8Array, fetch: typeof globalThis.fetch, timeoutMs: number): Promise<Uint8Array> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: new Uint8Array(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const type = response.headers.get('content-type')?.split(';')[0]?.trim();
    if (!response.ok || type !== 'application/timestamp-reply') throw new TypeError(`status ${response.status}, type ${type}`);
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of response.body ?? []) {
      length += (chunk as Uint8Array).length;
      if (length > MOST_BYTES) throw new TypeError('the answer is too large');
      chunks.push(chunk as Uint8Array);
    }
    return new Uint8Array(Buffer.concat(chunks));
  } catch (cause) {
    throw new AppError('TIMESTAMP_INVALID', `${url} did not stamp: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}
