// SPDX-License-Identifier: Apache-2.0
import { NAIVE } from '../adversary/campaign.ts';
import { REASONING, RUBRIC, TRAJECTORY } from '../adversary/wrappers.ts';
import { benignMix } from './mix.ts';
import type { Scenario } from './scenario.ts';

export const small: Scenario = {
  name: 'small',
  about: 'Three campaigns among 2,500 ordinary accounts, five days.',
  days: 5,
  suites: ['small'],
  populations: benignMix(2_500),
  campaigns: [
    {
      name: 'small-rubric',
      family: 'rubric-lab',
      level: 'A0',
      accounts: 40,
      exchangesPerAccount: 50,
      days: [0, 5],
      wrappers: RUBRIC,
      evasion: NAIVE,
    },
    {
      name: 'small-mixing',
      family: 'trajectory-queue',
      level: 'A2-50',
      accounts: 60,
      exchangesPerAccount: 40,
      days: [0, 5],
      wrappers: TRAJECTORY,
      evasion: { ...NAIVE, mixing: 0.5, identity: 'partial' },
    },
    {
      name: 'small-fan-out',
      family: 'fan-out',
      accounts: 300,
      exchangesPerAccount: 4,
      days: [2, 4],
      wrappers: REASONING,
      evasion: { ...NAIVE, identity: 'separate', aged: true, schedule: 'slow' },
    },
  ],
};
