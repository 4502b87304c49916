// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';

/**
 * Makes ids that sort by when they were made: nine digits of base 36 for the millisecond (enough until the year 5188),
 * four for the place within it, and 64 random bits, so that several nodes on one database never make the same.
 * Ids of one maker always grow, also when the clock is set back.
 */
export function idMaker(now: () => number): () => string {
  let last = 0;
  let count = 0;
  return () => {
    const at = now();
    count = at > last ? 0 : count + 1;
    last = Math.max(at, last);
    const digits = (value: number, width: number): string => value.toString(36).padStart(width, '0');
    return `${digits(last, 9)}${digits(count, 4)}${randomBytes(8).toString('hex')}`;
  };
}
