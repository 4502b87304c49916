// SPDX-License-Identifier: Apache-2.0
import { NAIVE } from '../adversary/campaign.ts';
import { REASONING, RUBRIC, TRAJECTORY } from '../adversary/wrappers.ts';
import { benignMix } from './mix.ts';
import type { Scenario } from './scenario.ts';

export const demo: Scenario = {
  name: 'demo',
  about: 'Three campaigns shaped on the public record among 1,500 ordinary accounts, five days.',
  days: 5,
  suites: ['demo'],
  populations: benignMix(1500),
  campaigns: [
    {
      name: 'rubric-lab',
      family: 'rubric-lab',
      accounts: 60,
      exchangesPerAccount: 60,
      days: [0, 5],
      wrappers: RUBRIC,
      evasion: NAIVE,
    },
    {
      name: 'fan-out',
      family: 'fan-out',
      accounts: 320,
      exchangesPerAccount: 4,
      days: [2, 4],
      wrappers: REASONING,
      evasion: { ...NAIVE, identity: 'separate', aged: true, schedule: 'slow' },
    },
    {
      name: 'trajectory-queue',
      family: 'trajectory-queue',
      accounts: 120,
      exchangesPerAccount: 40,
      days: [0, 5],
      wrappers: TRAJECTORY,
      evasion: { ...NAIVE, mixing: 0.5, identity: 'partial' },
    },
  ],
};
