// SPDX-License-Identifier: Apache-2.0
export * from './client.ts';
export * from './epochs.ts';
export * from './keyed-set.ts';
export * from './ledger.store.ts';
export * from './messages.ts';
export * from './normalise.ts';
export * from './output.ts';
export { createMatchPool, type MatchPool } from './pool.ts';
export * from './server.ts';
