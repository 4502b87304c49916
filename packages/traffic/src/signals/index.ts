// SPDX-License-Identifier: Apache-2.0
export { RULES } from './rules/index.ts';
export type { Rule } from './rule.ts';
export { createSignaller, ruleHits, type Signal, SIGNAL_BITS, type Signaller } from './signaller.ts';
