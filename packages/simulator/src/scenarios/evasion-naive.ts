// SPDX-License-Identifier: Apache-2.0
import { NAIVE } from '../adversary/campaign.ts';
import { RUBRIC, TRAJECTORY } from '../adversary/wrappers.ts';
import { benignMix } from './mix.ts';
import type { Scenario } from './scenario.ts';

export const evasionNaive: Scenario = {
  name: 'evasion-naive',
  about: 'Levels A0 (nothing hidden) and A1 (work dealt evenly, no bursts) among 20,000 ordinary accounts.',
  days: 7,
  suites: ['evasion'],
  populations: benignMix(20_000),
  campaigns: [
    {
      name: 'naive',
      family: 'rubric-lab',
      level: 'A0',
      accounts: 60,
      exchangesPerAccount: 60,
      days: [0, 7],
      wrappers: RUBRIC,
      evasion: NAIVE,
    },
    {
      name: 'load-balanced',
      family: 'agent-lab',
      level: 'A1',
      accounts: 60,
      exchangesPerAccount: 60,
      days: [0, 7],
      wrappers: TRAJECTORY,
      evasion: { ...NAIVE, schedule: 'balanced' },
    },
  ],
};
