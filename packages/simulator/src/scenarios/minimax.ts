// SPDX-License-Identifier: Apache-2.0
import { NAIVE } from '../adversary/campaign.ts';
import { EVOLVE, TRAJECTORY } from '../adversary/wrappers.ts';
import { benignMix } from './mix.ts';
import type { Scenario } from './scenario.ts';

export const minimax: Scenario = {
  name: 'minimax',
  about: 'Sheer volume; half of the traffic moves to a new model within 24 hours of its release.',
  days: 7,
  suites: ['record'],
  populations: benignMix(4_500),
  campaigns: [
    {
      name: 'minimax',
      family: 'minimax',
      accounts: 200,
      exchangesPerAccount: 650,
      days: [0, 7],
      pivot: 0.5,
      wrappers: [...TRAJECTORY, ...EVOLVE],
      evasion: { ...NAIVE, identity: 'partial' },
    },
  ],
};
