// SPDX-License-Identifier: Apache-2.0
/** The composition root: what a node is made of, and what its commands need. */
export { signInLink } from './http/index.ts';
export { createNode, type NodeOptions, type StillwatchNode } from './node.ts';
export { backupRecords, openRecords, restoreRecords } from './records/index.ts';
