// SPDX-License-Identifier: Apache-2.0
/** What the node does, on its way into the transparency log. */
export type { Act, Outcome } from './act.ts';
export { tellNode } from './draft.ts';
export { createLedger, type Ledger } from './ledger.ts';
export { NODE, pseudonymOfHash, type Who } from './who.ts';
