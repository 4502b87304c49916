// SPDX-License-Identifier: Apache-2.0
import { NAIVE } from '../adversary/campaign.ts';
import { EVOLVE } from '../adversary/wrappers.ts';
import { benignMix } from './mix.ts';
import type { Scenario } from './scenario.ts';

export const zhipu: Scenario = {
  name: 'zhipu',
  about: 'Few heavy accounts; a fifth of the requests cleans the model’s own earlier outputs.',
  days: 7,
  suites: ['record'],
  populations: benignMix(4_500),
  campaigns: [
    {
      name: 'zhipu',
      family: 'zhipu',
      accounts: 27,
      exchangesPerAccount: 1260,
      days: [0, 7],
      wrappers: EVOLVE,
      method: { name: 'own-output', share: 0.3 },
      evasion: { ...NAIVE, identity: 'partial' },
    },
  ],
};
