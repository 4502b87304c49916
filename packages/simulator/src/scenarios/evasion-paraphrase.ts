// SPDX-License-Identifier: Apache-2.0
import { NAIVE } from '../adversary/campaign.ts';
import { RUBRIC, TRAJECTORY } from '../adversary/wrappers.ts';
import { benignMix } from './mix.ts';
import type { Scenario } from './scenario.ts';

export const evasionParaphrase: Scenario = {
  name: 'evasion-paraphrase',
  about: 'Level A3: one rewording shared by all accounts, and one for each, among 20,000 ordinary accounts.',
  days: 7,
  suites: ['evasion'],
  populations: benignMix(20_000),
  campaigns: [
    {
      name: 'paraphrase-shared',
      family: 'agent-lab',
      level: 'A3-shared',
      accounts: 60,
      exchangesPerAccount: 60,
      days: [0, 7],
      wrappers: TRAJECTORY,
      evasion: { ...NAIVE, paraphrase: 'shared' },
    },
    {
      name: 'paraphrase-per-account',
      family: 'rubric-lab',
      level: 'A3-per-account',
      accounts: 80,
      exchangesPerAccount: 60,
      days: [0, 7],
      wrappers: RUBRIC,
      evasion: { ...NAIVE, paraphrase: 'per-account' },
    },
  ],
};
