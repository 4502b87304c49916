// SPDX-License-Identifier: Apache-2.0
/** Custody: what proves something, who saw it, what may not be deleted, and what must be. */
export { createEvidence, type Evidence } from './create-evidence.ts';
export type { Rebuild } from './erase.ts';
export { readHolds, refuseHeld, targetsOf } from './holds.ts';
