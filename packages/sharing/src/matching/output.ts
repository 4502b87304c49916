// SPDX-License-Identifier: Apache-2.0
import { bucketOf } from '../release/buckets.ts';

/** What two nodes have agreed that a match tells. */
export interface MatchAgreement {
  /** Fewer in common than this are reported as none. */
  readonly minimum: number;
  /** Only how many, or also which of the asker's own. */
  readonly tells: 'count' | 'items';
}

export const DEFAULT_AGREEMENT: MatchAgreement = { minimum: 10, tells: 'count' };
/** Whatever is agreed: of one or two somebody could be recognised. */
const SMALLEST_MINIMUM = 3;

export interface MatchOutput {
  /** Lower end of the bucket that the count is in (1, 2, 5, 10 …); 0 for fewer than the minimum. */
  readonly atLeast: number;
  readonly minimum: number;
  /** The asker's own values that the peer has too; empty where only the count was agreed, or there are too few. */
  readonly items: readonly string[];
}

/** What leaves the matching: never an exact count, never anything below the minimum. */
export function matchOutput(items: readonly string[], { minimum, tells }: MatchAgreement): MatchOutput {
  const least = Math.max(SMALLEST_MINIMUM, Math.ceil(minimum) || SMALLEST_MINIMUM);
  if (items.length < least) return { atLeast: 0, minimum: least, items: [] };
  return { atLeast: Math.max(least, bucketOf(items.length)), minimum: least, items: tells === 'items' ? items : [] };
}
