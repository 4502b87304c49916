// SPDX-License-Identifier: Apache-2.0
import type { PeerLimits } from './limits.ts';

/** Milliseconds that `Retry-After` (RFC 9110 §10.2.3) asks for; null where it says nothing that can be read. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = /^[A-Z][a-z]{2}, /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/**
 * How long to wait before the next attempt: somewhere between nothing and twice as long as before, so that clients who
 * were refused together do not come back together; never less than the peer asks for. Null where that is too long.
 * @param attempt 1 after the first attempt
 * @param random in [0, 1)
 */
export function waitMs(attempt: number, asked: number | null, limits: PeerLimits, random: number): number | null {
  if (asked !== null && asked > limits.mostBackoffMs) return null;
  const most = Math.min(limits.mostBackoffMs, limits.backoffMs * 2 ** (attempt - 1));
  return Math.max(asked ?? 0, Math.ceil(random * most));
}
