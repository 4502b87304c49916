// SPDX-License-Identifier: Apache-2.0
export * from './cohort.ts';
export * from './context.ts';
export * from './continuity.ts';
export * from './detect.ts';
export * from './events.ts';
export * from './evidence/identity.ts';
export * from './evidence/intent.ts';
export * from './judge.ts';
export * from './load-table.ts';
export * from './membership.ts';
export * from './stats.ts';
export * from './synchrony.ts';
export * from './synchrony-pairs.ts';
export * from './templates.ts';
export * from './traffic-table.ts';
export * from './union-find.ts';
