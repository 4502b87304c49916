// SPDX-License-Identifier: Apache-2.0
import { benignMix } from './mix.ts';
import type { Scenario } from './scenario.ts';

export const smallClean: Scenario = {
  name: 'small-clean',
  about: '2,500 ordinary accounts and no campaign, five days.',
  days: 5,
  suites: ['small'],
  populations: benignMix(2_500),
  campaigns: [],
};
