// SPDX-License-Identifier: Apache-2.0
import { NAIVE } from '../adversary/campaign.ts';
import { ARTICULATE } from '../adversary/wrappers-of-record.ts';
import { RUBRIC } from '../adversary/wrappers.ts';
import { benignMix } from './mix.ts';
import type { Scenario } from './scenario.ts';

export const deepseek: Scenario = {
  name: 'deepseek',
  about: 'Synchronised accounts on shared cards grade answers by rubric and articulate reasoning.',
  days: 7,
  suites: ['record'],
  populations: benignMix(4_500),
  campaigns: [
    {
      name: 'deepseek',
      family: 'deepseek',
      accounts: 100,
      exchangesPerAccount: 150,
      days: [0, 7],
      wrappers: [...RUBRIC, ...ARTICULATE],
      clients: ['openai-python/1.99.1'],
      evasion: NAIVE,
    },
  ],
};
