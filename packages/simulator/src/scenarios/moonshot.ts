// SPDX-License-Identifier: Apache-2.0
import { NAIVE } from '../adversary/campaign.ts';
import { TRAJECTORY } from '../adversary/wrappers.ts';
import { benignMix } from './mix.ts';
import type { Scenario } from './scenario.ts';

/** Own SDK, a gateway, a cloud's API, a coding client: each with its own bodies. */
const ACCESS_PATHS = [
  'anthropic-sdk-python/0.61.0',
  'litellm/1.93.0',
  'google-genai-sdk/1.30.0',
  'openai-node/5.8.2',
  'vercel-ai/5.0.11',
  'python-requests/2.32.3',
];

export const moonshot: Scenario = {
  name: 'moonshot',
  about: 'Hundreds of accounts over several access paths, wire formats and clients collect agent trajectories.',
  days: 7,
  suites: ['record'],
  heldOut: true,
  populations: benignMix(4_500),
  campaigns: [
    {
      name: 'moonshot',
      family: 'moonshot',
      accounts: 300,
      exchangesPerAccount: 110,
      days: [0, 7],
      wrappers: TRAJECTORY,
      clients: ACCESS_PATHS,
      evasion: { ...NAIVE, schedule: 'jittered', identity: 'partial' },
    },
  ],
};
