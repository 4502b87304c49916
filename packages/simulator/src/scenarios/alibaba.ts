// SPDX-License-Identifier: Apache-2.0
import { NAIVE } from '../adversary/campaign.ts';
import { INLINE_TAGS } from '../adversary/wrappers-of-record.ts';
import { benignMix } from './mix.ts';
import type { Scenario } from './scenario.ts';

export const alibaba: Scenario = {
  name: 'alibaba',
  about: 'One fixed inline-tag prompt; the first pool is banned midway and a second takes over within hours.',
  days: 7,
  suites: ['record'],
  populations: benignMix(4_500),
  campaigns: [
    {
      name: 'alibaba',
      family: 'alibaba',
      accounts: 50,
      exchangesPerAccount: 400,
      days: [0, 3.5],
      // Three hours after the ban of the first pool.
      waves: [{ accounts: 35, exchangesPerAccount: 600, days: [3.625, 7] }],
      wrappers: INLINE_TAGS,
      evasion: NAIVE,
    },
  ],
};
