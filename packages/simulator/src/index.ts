// SPDX-License-Identifier: Apache-2.0
export { type Campaign, type Evasion, NAIVE } from './adversary.ts';
export { benignMix, type Scenario, SCENARIOS, SCORING_SEEDS, TUNING_SEEDS } from './scenarios.ts';
export { createActors, simulate, writeScenario, type Written } from './simulate.ts';
export { WIRE_FORMATS, type WireFormat } from './wire.ts';
export type { SimulatedExchange } from './world.ts';
