// SPDX-License-Identifier: Apache-2.0
import { NAIVE } from '../adversary/campaign.ts';
import { EVOLVE, REASONING, RUBRIC, TRAJECTORY } from '../adversary/wrappers.ts';
import { benignMix } from './mix.ts';
import type { Scenario } from './scenario.ts';

export const mixed: Scenario = {
  name: 'mixed',
  about: 'Seven campaigns of different evasion among 20,000 ordinary accounts, one week.',
  days: 7,
  suites: [],
  populations: benignMix(20_000),
  campaigns: [
    { name: 'naive', family: 'naive', accounts: 40, exchangesPerAccount: 60, days: [0, 7], wrappers: RUBRIC, evasion: NAIVE },
    {
      name: 'mixed-80',
      family: 'mixed-80',
      accounts: 60,
      exchangesPerAccount: 40,
      days: [0, 7],
      wrappers: TRAJECTORY,
      evasion: { ...NAIVE, mixing: 0.8, identity: 'separate', aged: true },
    },
    {
      name: 'mixed-95',
      family: 'mixed-95',
      accounts: 80,
      exchangesPerAccount: 20,
      days: [0, 7],
      wrappers: EVOLVE,
      evasion: { ...NAIVE, mixing: 0.95, identity: 'partial', aged: true },
    },
    {
      name: 'per-account',
      family: 'per-account',
      accounts: 60,
      exchangesPerAccount: 50,
      days: [0, 7],
      wrappers: RUBRIC,
      evasion: { ...NAIVE, paraphrase: 'per-account', identity: 'separate', aged: true },
    },
    {
      name: 'fan-out',
      family: 'fan-out',
      accounts: 1000,
      exchangesPerAccount: 4,
      days: [3, 5],
      wrappers: REASONING,
      evasion: { ...NAIVE, identity: 'separate', aged: true, schedule: 'slow' },
    },
    {
      name: 'templateless',
      family: 'templateless',
      accounts: 50,
      exchangesPerAccount: 60,
      days: [0, 7],
      wrappers: [],
      evasion: { ...NAIVE, identity: 'separate', aged: true },
    },
    {
      name: 'templateless-mixed',
      family: 'templateless',
      accounts: 60,
      exchangesPerAccount: 50,
      days: [0, 7],
      wrappers: [],
      evasion: { ...NAIVE, mixing: 0.5, identity: 'partial', aged: true },
    },
  ],
};
