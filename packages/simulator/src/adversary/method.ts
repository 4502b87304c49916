// SPDX-License-Identifier: Apache-2.0
import type { Random } from '../random.ts';
import type { Voice } from '../text/voice.ts';
import type { Said } from '../world.ts';
import type { Campaign } from './campaign.ts';

/** What the accounts of one wave share. */
export interface Job {
  readonly campaign: Campaign;
  readonly random: Random;
  /** The next task of the work queue; none is dealt twice. */
  readonly deal: () => string;
}

/** Says one harvest request after the other for one account, in time order. */
export type Worker = () => Said;

/** A way of harvesting: called once for a wave, then once for each account. */
export type Method = (job: Job) => (voice: Voice, random: Random) => Worker;
