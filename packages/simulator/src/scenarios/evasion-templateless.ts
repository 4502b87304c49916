// SPDX-License-Identifier: Apache-2.0
import { NAIVE } from '../adversary/campaign.ts';
import { benignMix } from './mix.ts';
import type { Scenario } from './scenario.ts';

export const evasionTemplateless: Scenario = {
  name: 'evasion-templateless',
  about:
    'Level A10: every prompt another plain instruction; once with some shared identity, once with none, among 20,000 ordinary accounts.',
  days: 7,
  suites: ['evasion'],
  populations: benignMix(20_000),
  campaigns: [
    {
      name: 'templateless-shared',
      family: 'plain-lab',
      level: 'A10-shared',
      accounts: 60,
      exchangesPerAccount: 60,
      days: [0, 7],
      wrappers: [],
      evasion: { ...NAIVE, identity: 'partial' },
    },
    {
      name: 'templateless',
      family: 'plain-lab',
      level: 'A10',
      accounts: 80,
      exchangesPerAccount: 60,
      days: [0, 7],
      wrappers: [],
      evasion: { ...NAIVE, identity: 'separate', aged: true },
    },
  ],
};
