// SPDX-License-Identifier: Apache-2.0
/** The composition root: what a node is made of, and what its commands need. */
export { demonstrateDossier } from './dossiers/demonstrate.ts';
export { createNode, type NodeOptions, type StillwatchNode } from './node.ts';
export { openOffline, openOfflineSharing } from './offline.ts';
export { openRecords } from './records/index.ts';
export { exportCampaign, importIntelligence } from './sharing/exchange.ts';
export type { Sharing } from './sharing/index.ts';
export { backupRecords, clearAlarm, restoreRecords, signInLink } from './told-acts.ts';
