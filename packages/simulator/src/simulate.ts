// SPDX-License-Identifier: Apache-2.0
import { createCampaign } from './adversary/create.ts';
import { POPULATIONS, type PopulationKind } from './populations/index.ts';
import { createRandom } from './random.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { type Actor, type Arrivals, DAY, HOUR, type SimulatedExchange, type World } from './world.ts';

export interface SimulateOptions {
  readonly seed: number;
  /** Multiplies all numbers of accounts. */
  readonly scale?: number;
  /** Prompts that people and campaigns draw from instead of our grammars; see `readCorpus`. */
  readonly corpus?: readonly string[];
  /** Arrivals that take the place of our own hours and gaps; see `readArrivals`. */
  readonly arrivals?: Arrivals;
  /** First midnight of the window, milliseconds since 1970 UTC; one of our own choice otherwise. The week's rhythm follows it. */
  readonly start?: number;
}

/** Default first day of a simulated window. */
const START = Date.UTC(2026, 8, 7);
/** Fewer prompts than this are no corpus. */
const LEAST_PROMPTS = 4;

/** Builds the accounts of a scenario with the moments of their requests; no text yet. */
export function createActors(scenario: Scenario, options: SimulateOptions): Actor[] {
  const { seed, scale = 1 } = options;
  const random = createRandom(`${scenario.name}/${seed}`);
  const start = options.start ?? START + (seed % 7) * 7 * DAY;
  const world: World = {
    start,
    days: scenario.days,
    release: start + Math.floor(scenario.days / 2) * DAY + 17 * HOUR,
    corpus: splitCorpus(options.corpus ?? [], seed),
    arrivals: options.arrivals ?? null,
  };
  const scaled = (accounts: number, least: number): number => Math.max(least, Math.round(accounts * scale));
  const actors: Actor[] = [];
  for (const [kind, accounts] of Object.entries(scenario.populations) as [PopulationKind, number][]) {
    if (accounts > 0) actors.push(...POPULATIONS[kind](world, scaled(accounts, 1), random.fork(kind)));
  }
  for (const campaign of scenario.campaigns) {
    const waves = campaign.waves?.map((wave) => ({ ...wave, accounts: scaled(wave.accounts, 2) }));
    const resized = { ...campaign, accounts: scaled(campaign.accounts, 4), ...(waves === undefined ? {} : { waves }) };
    actors.push(...createCampaign(world, resized, random.fork(campaign.name)));
  }
  return actors;
}

/** Shuffles prompts by the seed; half are for people, half for campaigns, so that a shared prompt gives nobody away. */
function splitCorpus(prompts: readonly string[], seed: number): World['corpus'] {
  if (prompts.length < LEAST_PROMPTS) return null;
  const random = createRandom(`corpus/${seed}`);
  const shuffled = [...new Set(prompts)];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
  }
  const half = Math.ceil(shuffled.length / 2);
  return { people: shuffled.slice(0, half), items: shuffled.slice(half) };
}

/** All exchanges in time order; text is made as it is asked for and then forgotten. To be run once for its actors. */
export function* simulate(actors: readonly Actor[]): Generator<SimulatedExchange> {
  const total = actors.reduce((sum, actor) => sum + actor.times.length, 0);
  const times = new Float64Array(total);
  const who = new Uint32Array(total);
  const which = new Uint32Array(total);
  let at = 0;
  actors.forEach((actor, a) => {
    actor.times.forEach((time, i) => {
      times[at] = time;
      who[at] = a;
      which[at++] = i;
    });
  });
  const order = Uint32Array.from({ length: total }, (_, i) => i).sort((x, y) => times[x]! - times[y]! || x - y);
  for (let number = 0; number < total; number++) {
    const i = order[number]!;
    const actor = actors[who[i]!]!;
    yield { profile: actor.profile, time: Math.floor(times[i]!), said: actor.say(which[i]!), number };
  }
}
