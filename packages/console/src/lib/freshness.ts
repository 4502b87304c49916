// SPDX-License-Identifier: Apache-2.0
import { formatDuration } from './time.ts';

export interface Freshness {
  /** How much of its time is left, 1 to 0; null where it has no end. */
  readonly left: number | null;
  readonly text: string;
  readonly look: '' | 'warn' | 'bad';
}

/** Below this share of its time something is said to end soon. */
const SOON = 0.15;

/** How old something is, and how long it still counts. @param now milliseconds since 1970. */
export function freshnessOf(receivedAt: string, expiresAt: string | null, now: number): Freshness {
  if (expiresAt === null) return { left: null, text: 'no end', look: '' };
  const end = Date.parse(expiresAt);
  const whole = end - Date.parse(receivedAt);
  const rest = end - now;
  // An end that cannot be read is none that still lies ahead.
  if (!(rest > 0)) return { left: 0, text: 'expired', look: 'bad' };
  const left = whole > 0 ? Math.min(1, rest / whole) : 1;
  return { left, text: `ends in ${formatDuration(rest)}`, look: left < SOON ? 'warn' : '' };
}
