// SPDX-License-Identifier: Apache-2.0
import type { TrueAccount, Truth } from './truth.ts';

const BENIGN: TrueAccount = {
  account: '',
  kind: 'developer',
  campaign: null,
  region: 'eu',
  language: 'en',
  plan: 'free',
  cluster: 0,
};
export const HOUR = 3_600_000;

/**
 * Accounts 0–3 are campaign `a` (four harvest moments, at hours 0, 1, 2 and 30, 10 tokens each), 4–5 campaign `b`
 * (one, at hour 0), 6–15 benign: 6–9 a class of one cluster in `eu`, 10–15 developers, each alone, in `na`.
 */
export function createTruth(): Truth {
  const members = (campaign: string, count: number): TrueAccount[] =>
    Array.from({ length: count }, () => ({ ...BENIGN, kind: 'campaign', campaign, cluster: -1 }));
  const accounts = [
    ...members('a', 4),
    ...members('b', 2),
    ...Array.from({ length: 4 }, () => ({ ...BENIGN, kind: 'class' })),
    ...Array.from({ length: 6 }, (_, i) => ({ ...BENIGN, region: 'na', cluster: 1 + i })),
  ].map((account, i) => ({ ...account, account: `account-${i}` }));
  const moments = (...hours: number[]) => ({
    harvest: Float64Array.from(hours, (hour) => hour * HOUR),
    tokens: new Float64Array(hours.length).fill(10),
  });
  return {
    accounts,
    campaigns: [
      { name: 'a', level: 'A0', family: 'lab', accounts: [0, 1, 2, 3], ...moments(0, 1, 2, 30) },
      { name: 'b', level: 'A9', family: 'lab', accounts: [4, 5], ...moments(0) },
    ],
  };
}
