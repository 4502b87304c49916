// SPDX-License-Identifier: Apache-2.0
export * from './batch.ts';
export * from './canaries.ts';
export * from './canary-test.ts';
export * from './gates.ts';
export * from './kinds.ts';
export * from './lineage.ts';
export * from './opinions.ts';
export * from './reliability.ts';
export * from './score.ts';
