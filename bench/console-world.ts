// SPDX-License-Identifier: Apache-2.0
import { benignMix, NAIVE, type Scenario, SCENARIOS } from '@stillwatch/simulator';

/** Accounts of the one campaign, and of everybody. */
export interface WorldSize {
  readonly campaign: number;
  readonly accounts: number;
}
/** Some more than the 5,000 that the figures are of: a hunt does not find every account. */
export const FULL: WorldSize = { campaign: 5_150, accounts: 100_000 };
export const SMOKE: WorldSize = { campaign: 300, accounts: 3_000 };

const DAYS = 2;
/** The ordinary mixture is a fifth of everybody; the rest are people, who send a few exchanges in two days. */
const MIXED = 0.2;

/**
 * A world that is wide and not deep: one campaign with every kind of link among many ordinary accounts, about five
 * exchanges each, so that lists are long and a hunt is short.
 */
export function consoleWorld({ campaign, accounts }: WorldSize): Scenario {
  const wrappers = SCENARIOS.find(({ name }) => name === 'fan-out')!.campaigns[0]!.wrappers;
  const benign = accounts - campaign;
  const populations = { ...benignMix(Math.round(benign * MIXED)) };
  const people = Math.round((benign * (1 - MIXED)) / 4);
  populations['chat-user'] = (populations['chat-user'] ?? 0) + 2 * people;
  populations.household = (populations.household ?? 0) + people;
  populations.developer = (populations.developer ?? 0) + people;
  return {
    name: 'console-at-size',
    about: `One campaign of ${campaign} accounts among ${accounts}.`,
    days: DAYS,
    suites: [],
    populations,
    campaigns: [
      {
        name: 'wide',
        family: 'fan-out',
        accounts: campaign,
        exchangesPerAccount: 6,
        days: [0, DAYS],
        wrappers,
        evasion: { ...NAIVE, identity: 'partial' },
      },
    ],
  };
}
