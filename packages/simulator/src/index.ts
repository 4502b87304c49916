// SPDX-License-Identifier: Apache-2.0
export { type Campaign, type Evasion, NAIVE } from './adversary.ts';
export { benignMix, type Scenario, SCENARIOS, SCORING_SEEDS, TUNING_SEEDS } from './scenarios.ts';
export { createActors, simulate, type SimulatedExchange, writeScenario, type Written } from './simulate.ts';
export type { WireFormat } from './wire.ts';
