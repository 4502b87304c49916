// SPDX-License-Identifier: Apache-2.0
import type { Campaign } from '../adversary/campaign.ts';
import type { PopulationKind } from '../populations/index.ts';

/** Which benchmark a scenario belongs to: attackers of the public record, the ladder of evasions, CI, the demonstration. */
export type Suite = 'record' | 'evasion' | 'small' | 'demo';

/** What is to be simulated. A new one is a file of its own and a line in `index.ts`. */
export interface Scenario {
  readonly name: string;
  readonly about: string;
  readonly days: number;
  readonly suites: readonly Suite[];
  /** Of an attacker family that detection is never tuned on, only scored. */
  readonly heldOut?: true;
  /** Accounts of every benign kind. */
  readonly populations: Partial<Record<PopulationKind, number>>;
  readonly campaigns: readonly Campaign[];
}

/** Seeds on which detection may be tuned, and those on which it is only scored. */
export const TUNING_SEEDS = [101, 102, 103, 104, 105] as const;
export const SCORING_SEEDS = [901, 902, 903, 904, 905] as const;
