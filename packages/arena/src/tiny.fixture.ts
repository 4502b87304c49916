// SPDX-License-Identifier: Apache-2.0
import { NAIVE, type Scenario, SCENARIOS } from '@stillwatch/simulator';

/** One naive campaign among 90 ordinary accounts, two days. */
export const TINY: Scenario = {
  name: 'tiny',
  about: 'One naive campaign.',
  days: 2,
  suites: ['small'],
  populations: { developer: 60, 'chat-user': 30 },
  campaigns: [
    {
      name: 'label-of-the-campaign',
      family: 'label-of-the-family',
      level: 'label-of-the-level',
      accounts: 24,
      exchangesPerAccount: 30,
      days: [0, 2],
      wrappers: SCENARIOS.find(({ name }) => name === 'small')!.campaigns[0]!.wrappers,
      evasion: NAIVE,
    },
  ],
};
