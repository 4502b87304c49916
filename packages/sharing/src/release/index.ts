// SPDX-License-Identifier: Apache-2.0
export type { Dropped } from './allow-list.ts';
export * from './antitrust.ts';
export * from './buckets.ts';
export * from './pii.ts';
export * from './prepare.ts';
export * from './recall.ts';
export { type Shape, SHAPES } from './shapes.ts';
export * from './state.ts';
export * from './template.ts';
