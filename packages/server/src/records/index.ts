// SPDX-License-Identifier: Apache-2.0
/** A node's records: what is transactional and small. See `parts.ts` for what each store promises. */
export { backupRecords } from './backup.ts';
export { openRecords } from './open.ts';
export { restoreRecords } from './restore.ts';
