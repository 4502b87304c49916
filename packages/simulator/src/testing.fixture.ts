// SPDX-License-Identifier: Apache-2.0
import { type Campaign, type Evasion, NAIVE } from './adversary/campaign.ts';
import { RUBRIC } from './adversary/wrappers.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { createActors, simulate, type SimulateOptions } from './simulate.ts';
import type { Actor, Said } from './world.ts';

export interface Ran {
  readonly actors: readonly Actor[];
  /** All that was said, in time order. */
  readonly all: readonly { actor: Actor; time: number; harvest: boolean; said: Said }[];
}

export function run(scenario: Scenario, options: SimulateOptions = { seed: 3 }): Ran {
  const actors = createActors(scenario, options);
  const owner = new Map(actors.map((actor) => [actor.profile, actor]));
  const next = new Map<Actor, number>();
  const all = [...simulate(actors)].map(({ profile, time, said }) => {
    const actor = owner.get(profile)!;
    const index = next.get(actor) ?? 0;
    next.set(actor, index + 1);
    return { actor, time, harvest: actor.harvest(index), said };
  });
  return { actors, all };
}

/** A campaign of forty accounts that do forty requests each, all week, and nobody else. */
export function lonely(evasion: Partial<Evasion>, more: Partial<Campaign> = {}): Scenario {
  const campaign: Campaign = {
    name: 'lonely',
    family: 'test',
    level: 'A0',
    accounts: 40,
    exchangesPerAccount: 40,
    days: [0, 7],
    wrappers: RUBRIC,
    evasion: { ...NAIVE, ...evasion },
    ...more,
  };
  return { name: 'lonely', about: '', days: 7, suites: [], populations: {}, campaigns: [campaign] };
}
