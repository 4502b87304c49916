// SPDX-License-Identifier: Apache-2.0
import { choose } from '../../text/phrases.ts';
import { aside, speak } from '../../text/voice.ts';
import type { Method } from '../method.ts';

/**
 * Calibration poisoning: one clause of a wrapper around content of the account's own, among ordinary talk. What is
 * normal afterwards lies closer to the campaign.
 */
export const poison: Method =
  ({ campaign }) =>
  (voice, random) =>
  () => {
    if (campaign.wrappers.length === 0 || random.chance(0.5)) return { user: speak(voice, random) };
    const clause = choose(random.pick(random.pick(random.pick(campaign.wrappers).clauses)), random);
    return { user: `${aside(voice, random)} ${clause} ${aside(voice, random)}`, maxTokens: 2048 };
  };
