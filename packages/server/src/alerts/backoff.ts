// SPDX-License-Identifier: Apache-2.0
const FIRST = 5_000;
const LONGEST = 3_600_000;
/** With the pauses below, 18 to 24 hours. */
const MOST_ATTEMPTS = 32;

/**
 * When to try again, or null to give up: after 5 s, doubled with every attempt up to an hour; shortened by up to a
 * fifth, so that a receiver that comes back is not met by everything at once.
 * @param attempts that failed, this one with them.
 * @param now milliseconds since 1970 UTC.
 * @param uniform in [0, 1).
 */
export function nextAttempt(attempts: number, now: number, uniform: number): number | null {
  if (attempts >= MOST_ATTEMPTS) return null;
  const pause = Math.min(LONGEST, FIRST * 2 ** (attempts - 1));
  return Math.round(now + pause * (1 - uniform / 5));
}
