// SPDX-License-Identifier: Apache-2.0
import { benignMix } from './mix.ts';
import type { Scenario } from './scenario.ts';

export const evasionClean: Scenario = {
  name: 'evasion-clean',
  about: '20,000 ordinary accounts and no campaign, seven days.',
  days: 7,
  suites: ['evasion'],
  populations: benignMix(20_000),
  campaigns: [],
};
