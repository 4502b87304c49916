// SPDX-License-Identifier: Apache-2.0
export * from './assertion.ts';
export * from './assertions.store.ts';
export * from './projection.ts';
export * from './sign.ts';
export { isExpired, isWithdrawal, standingAssertions, versionOf } from './standing.ts';
export * from './tables.ts';
