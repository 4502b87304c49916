// SPDX-License-Identifier: Apache-2.0
import { NAIVE } from '../adversary/campaign.ts';
import { THINKING_LANGUAGE } from '../adversary/wrappers-of-record.ts';
import { benignMix } from './mix.ts';
import type { Scenario } from './scenario.ts';

export const thinkingLanguage: Scenario = {
  name: 'thinking-language',
  about: 'Coerces the language of the model’s thinking, in many languages.',
  days: 7,
  suites: ['record'],
  populations: benignMix(4_500),
  campaigns: [
    {
      name: 'thinking-language',
      family: 'thinking-language',
      accounts: 80,
      exchangesPerAccount: 125,
      days: [0, 7],
      wrappers: THINKING_LANGUAGE,
      method: { name: 'in-languages' },
      evasion: { ...NAIVE, identity: 'partial' },
    },
  ],
};
