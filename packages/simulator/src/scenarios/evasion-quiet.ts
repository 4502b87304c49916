// SPDX-License-Identifier: Apache-2.0
import { NAIVE } from '../adversary/campaign.ts';
import { REASONING, RUBRIC, TRAJECTORY } from '../adversary/wrappers.ts';
import { benignMix } from './mix.ts';
import type { Scenario } from './scenario.ts';

export const evasionQuiet: Scenario = {
  name: 'evasion-quiet',
  about:
    'Levels A4 (at most five a day), A5 (nothing shared but the work) and A6 (bought accounts) among 20,000 ordinary accounts.',
  days: 7,
  suites: ['evasion'],
  populations: benignMix(20_000),
  campaigns: [
    {
      name: 'low-and-slow',
      family: 'reasoning-lab',
      level: 'A4',
      accounts: 120,
      exchangesPerAccount: 28,
      days: [0, 7],
      wrappers: REASONING,
      evasion: { ...NAIVE, schedule: 'slow' },
    },
    {
      name: 'separate',
      family: 'rubric-lab',
      level: 'A5',
      accounts: 60,
      exchangesPerAccount: 60,
      days: [0, 7],
      wrappers: RUBRIC,
      evasion: { ...NAIVE, identity: 'separate' },
    },
    {
      name: 'bought',
      family: 'agent-lab',
      level: 'A6',
      accounts: 60,
      exchangesPerAccount: 60,
      days: [2, 7],
      wrappers: TRAJECTORY,
      evasion: { ...NAIVE, identity: 'separate', aged: true },
    },
  ],
};
