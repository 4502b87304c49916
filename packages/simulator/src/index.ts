// SPDX-License-Identifier: Apache-2.0
export { type Campaign, type Evasion, NAIVE, type Wave } from './adversary/campaign.ts';
export { readArrivals } from './material/arrivals.ts';
export { type Corpus, readCorpus } from './material/corpus.ts';
export { SCENARIOS } from './scenarios/index.ts';
export { benignMix } from './scenarios/mix.ts';
export { type Scenario, SCORING_SEEDS, type Suite, TUNING_SEEDS } from './scenarios/scenario.ts';
export { createActors, simulate, type SimulateOptions } from './simulate.ts';
export { WIRE_FORMATS, type WireFormat, WRITERS } from './wire/index.ts';
export type { Actor, Arrivals, Profile, Said, SimulatedExchange } from './world.ts';
export { writeScenario, type Written } from './write.ts';
