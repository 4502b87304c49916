// SPDX-License-Identifier: Apache-2.0
export * from './authorisation.ts';
export * from './bits.ts';
export * from './canonical-json.ts';
export * from './errors.ts';
export * from './exchange.ts';
export * from './hunt-report.ts';
export * from './keyed-hash.ts';
export * from './techniques.ts';
export * from './tlp.ts';
