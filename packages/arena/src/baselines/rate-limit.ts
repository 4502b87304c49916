// SPDX-License-Identifier: Apache-2.0
import type { TrafficTable } from '@stillwatch/detection';
import type { Baseline } from '../detector.ts';

/**
 * What every gateway has: an account is suspicious by the most requests it ever sent within a window of time.
 * `window` is in seconds; the score is a number of requests.
 */
export const rateLimit: Baseline<undefined> = {
  name: 'rate-limit',
  about: 'most requests of an account within a sliding minute, hour or day',
  settings: [{ window: 60 }, { window: 3600 }, { window: 86_400 }],
  fit: () => undefined,
  score: (table, { window = 3600 }) => Float64Array.from({ length: table.accounts.count }, (_, a) => peakOf(table, a, window)),
};

/** Most requests of an account in any [t, t + window). */
function peakOf({ exchanges }: TrafficTable, account: number, window: number): number {
  let peak = 0;
  let first = exchanges.rowStart[account]!;
  for (let row = first; row < exchanges.rowStart[account + 1]!; row++) {
    while (exchanges.ts[row]! - exchanges.ts[first]! >= window) first++;
    peak = Math.max(peak, row - first + 1);
  }
  return peak;
}
