// SPDX-License-Identifier: Apache-2.0
export * from './pseudonym.ts';
export * from './relay.ts';
export * from './under-pseudonym.ts';
