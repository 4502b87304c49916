// SPDX-License-Identifier: Apache-2.0
export type { ObservationExpression } from './ast.ts';
export { comparisonsOf } from './check.ts';
export { matchPattern, type Observation, type PatternMatch } from './match.ts';
export { parsePattern, tryParsePattern } from './parse.ts';
export { printPattern, quote } from './print.ts';
export { PatternError } from './problem.ts';
