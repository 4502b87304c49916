// SPDX-License-Identifier: Apache-2.0
import { TECHNIQUE_IDS } from '@stillwatch/core';

/** Samples per signature; see the traffic store's schema. */
export const GRAMS = 16;
export const TECHNIQUE_COUNT = TECHNIQUE_IDS.length;

/** Accounts as dense numbers 0…count−1; every column has `count` entries unless said otherwise. */
export interface AccountColumns {
  readonly count: number;
  /** Seconds since 1970 UTC, 0 = unknown. */
  readonly created: Uint32Array;
  /** Dense number of the declared organisation, −1 = none. */
  readonly org: Int32Array;
  readonly plan: readonly string[];
  readonly declaredUse: readonly string[];
  /** 1 where the operator says that the account comes from a hosting network (a data centre). */
  readonly hosted: Uint8Array;
  /** Kind of a registered authorisation that covers the account in the window, or ''. */
  readonly authorised: readonly string[];
}

/** One row per exchange, sorted by account, then time. */
export interface ExchangeColumns {
  readonly count: number;
  /** Rows of account a are rowStart[a] … rowStart[a+1]−1; length accounts + 1. */
  readonly rowStart: Uint32Array;
  readonly account: Uint32Array;
  /** Seconds since 1970 UTC. */
  readonly ts: Uint32Array;
  /** Dense number of the text (equal = same words and slots); 0 = no text. */
  readonly text: Uint32Array;
  /** count × 16 sampled shingle hashes, 0 = no sample. */
  readonly grams: Uint32Array;
  /** Dense number of the system prompt, 0 = none. */
  readonly system: Uint32Array;
  /** 16 samples per system prompt; entry 0 unused. */
  readonly systemGrams: Uint32Array;
  readonly techniques: Uint16Array;
  readonly flags: Uint16Array;
  readonly turns: Uint8Array;
  readonly words: Uint16Array;
  readonly inputTokens: Uint32Array;
  readonly outputTokens: Uint32Array;
  /** Dense number into `models`. */
  readonly model: Uint16Array;
  readonly models: readonly string[];
}

/** Identity values, one row per (account, field, value). */
export interface AttributeColumns {
  readonly count: number;
  readonly account: Uint32Array;
  /** Number of the field in the traffic store's ATTRIBUTE_FIELDS. */
  readonly field: Uint8Array;
  /** Dense number of the value, unique over all fields. */
  readonly value: Uint32Array;
  readonly values: number;
}

/** All that detection sees of a window of traffic: hashes, counts and times; no text and no names. */
export interface TrafficTable {
  readonly accounts: AccountColumns;
  readonly exchanges: ExchangeColumns;
  readonly attributes: AttributeColumns;
}
