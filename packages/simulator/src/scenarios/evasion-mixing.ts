// SPDX-License-Identifier: Apache-2.0
import { NAIVE } from '../adversary/campaign.ts';
import { EVOLVE, RUBRIC, TRAJECTORY } from '../adversary/wrappers.ts';
import { benignMix } from './mix.ts';
import type { Scenario } from './scenario.ts';

export const evasionMixing: Scenario = {
  name: 'evasion-mixing',
  about: 'Level A2: camouflage of 50, 80 and 95 % among 20,000 ordinary accounts.',
  days: 7,
  suites: ['evasion'],
  populations: benignMix(20_000),
  campaigns: [
    {
      name: 'mixing-50',
      family: 'rubric-lab',
      level: 'A2-50',
      accounts: 60,
      exchangesPerAccount: 60,
      days: [0, 7],
      wrappers: RUBRIC,
      evasion: { ...NAIVE, mixing: 0.5 },
    },
    {
      name: 'mixing-80',
      family: 'agent-lab',
      level: 'A2-80',
      accounts: 80,
      exchangesPerAccount: 50,
      days: [0, 7],
      wrappers: TRAJECTORY,
      evasion: { ...NAIVE, mixing: 0.8 },
    },
    {
      name: 'mixing-95',
      family: 'instruction-lab',
      level: 'A2-95',
      accounts: 100,
      exchangesPerAccount: 40,
      days: [0, 7],
      wrappers: EVOLVE,
      evasion: { ...NAIVE, mixing: 0.95 },
    },
  ],
};
