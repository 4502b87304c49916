// SPDX-License-Identifier: Apache-2.0
import { NAIVE } from '../adversary/campaign.ts';
import { REASONING } from '../adversary/wrappers.ts';
import { benignMix } from './mix.ts';
import type { Scenario } from './scenario.ts';

export const fanOut: Scenario = {
  name: 'fan-out',
  about: '4,000 users ask four questions each within two days; no account alone stands out.',
  days: 7,
  suites: ['record'],
  populations: benignMix(4_500),
  campaigns: [
    {
      name: 'fan-out',
      family: 'fan-out',
      accounts: 4000,
      exchangesPerAccount: 4,
      days: [3, 5],
      wrappers: REASONING,
      evasion: { ...NAIVE, schedule: 'slow', identity: 'separate', aged: true },
    },
  ],
};
