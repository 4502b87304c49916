// SPDX-License-Identifier: Apache-2.0
import { NAIVE } from '../adversary/campaign.ts';
import { benignMix } from './mix.ts';
import type { Scenario } from './scenario.ts';

export const replay: Scenario = {
  name: 'replay',
  about: 'Reasoning handles of one session are presented in another, to be expanded there.',
  days: 7,
  suites: ['record'],
  populations: benignMix(4_500),
  campaigns: [
    {
      name: 'replay',
      family: 'replay',
      accounts: 60,
      exchangesPerAccount: 100,
      days: [0, 7],
      wrappers: [],
      method: { name: 'replay', strangers: 0.3 },
      evasion: { ...NAIVE, identity: 'partial' },
    },
  ],
};
