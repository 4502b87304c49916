// SPDX-License-Identifier: Apache-2.0
import type { LeafKindName } from '@stillwatch/accountability';
import type { Who } from './who.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** How it went: `interrupted` by the end of the process, so that nobody knows whether it was done. */
export type Outcome = 'done' | 'refused' | 'failed' | 'interrupted';

/** Something that was done, as the log takes it. */
export interface Act {
  readonly kind: LeafKindName;
  readonly actor: Who;
  readonly subject: Who | null;
  /** Committed to, sealed, and never in the log itself. No text of exchanges. */
  readonly payload: { readonly [name: string]: Json };
  /** The same act has the same key, however often it is recorded. */
  readonly key: string;
  /** Milliseconds since 1970 UTC; now without it. */
  readonly at?: number;
  /** Whose key seals the payload, where it is not the subject's: what is said of an erasure must outlive it. */
  readonly sealedFor?: Who;
}

/** Where the log has it. */
export interface Recorded {
  /** SHA-256 of the act's key, hex: as its leaf has it. */
  readonly key: string;
  readonly index: number;
}
