// SPDX-License-Identifier: Apache-2.0
import { type Evasion, NAIVE } from '../adversary/campaign.ts';
import { REASONING, RUBRIC, TRAJECTORY } from '../adversary/wrappers.ts';
import { benignMix } from './mix.ts';
import type { Scenario } from './scenario.ts';

/** What each costs the attacker rises down the list. */
const VARIANTS: readonly Evasion[] = [
  NAIVE,
  { ...NAIVE, schedule: 'balanced' },
  { ...NAIVE, schedule: 'balanced', identity: 'separate' },
  { ...NAIVE, schedule: 'balanced', identity: 'separate', aged: true, paraphrase: 'per-account' },
  { ...NAIVE, mixing: 0.8, schedule: 'balanced', identity: 'separate', aged: true, paraphrase: 'per-account' },
  { ...NAIVE, mixing: 0.95, schedule: 'slow', identity: 'separate', aged: true, paraphrase: 'per-account' },
];

export const evasionAdaptive: Scenario = {
  name: 'evasion-adaptive',
  about:
    'Levels A7 (adapts to the detector’s verdict), A8 (poisons its calibration) and A9 (everything at once) among 20,000 ordinary accounts.',
  days: 7,
  suites: ['evasion'],
  populations: benignMix(20_000),
  campaigns: [
    {
      name: 'adaptive',
      family: 'rubric-lab',
      level: 'A7',
      accounts: 60,
      exchangesPerAccount: 60,
      days: [0, 7],
      wrappers: RUBRIC,
      evasion: NAIVE,
      variants: VARIANTS,
    },
    {
      name: 'poisoning',
      family: 'agent-lab',
      level: 'A8',
      accounts: 60,
      exchangesPerAccount: 60,
      days: [2, 7],
      wrappers: TRAJECTORY,
      evasion: { ...NAIVE, identity: 'separate', poison: 1 },
    },
    {
      name: 'everything',
      family: 'reasoning-lab',
      level: 'A9',
      accounts: 120,
      exchangesPerAccount: 24,
      days: [1, 7],
      wrappers: REASONING,
      evasion: { mixing: 0.8, paraphrase: 'per-account', schedule: 'slow', identity: 'separate', aged: true, poison: 0.5 },
    },
  ],
};
