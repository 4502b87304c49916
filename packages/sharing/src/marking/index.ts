// SPDX-License-Identifier: Apache-2.0
export * from './access.ts';
export * from './granular.ts';
export { type KnownDefinitions, type Marking, markingOf, markingUnder } from './marking-of.ts';
export * from './pap.ts';
export * from './shared-object.ts';
export * from './tlp.ts';
