// SPDX-License-Identifier: Apache-2.0
import { benignMix } from './mix.ts';
import type { Scenario } from './scenario.ts';

export const clean: Scenario = {
  name: 'clean',
  about: 'Ordinary accounts only; nothing is to be found.',
  days: 7,
  suites: [],
  populations: benignMix(20_000),
  campaigns: [],
};
