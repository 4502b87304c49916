// SPDX-License-Identifier: Apache-2.0
import { NAIVE } from '../adversary/campaign.ts';
import { REASONING } from '../adversary/wrappers.ts';
import { benignMix } from './mix.ts';
import type { Scenario } from './scenario.ts';

export const hydra: Scenario = {
  name: 'hydra',
  about: 'A reseller’s 2,000 proxy accounts carry the campaign’s prompts among those of ordinary paying customers.',
  days: 7,
  suites: ['record'],
  populations: benignMix(4_500),
  campaigns: [
    {
      name: 'hydra',
      family: 'hydra',
      accounts: 2000,
      exchangesPerAccount: 15,
      days: [0, 7],
      wrappers: REASONING,
      customers: 12,
      evasion: { ...NAIVE, mixing: 0.5, identity: 'partial', schedule: 'balanced' },
    },
  ],
};
