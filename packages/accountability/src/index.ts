// SPDX-License-Identifier: Apache-2.0
/** Pillar 4: records that nobody can quietly change, and files that strangers can check. */
export * from './log/index.ts';
export * from './dossier/index.ts';
export * from './timestamp/index.ts';
