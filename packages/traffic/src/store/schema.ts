// SPDX-License-Identifier: Apache-2.0
/**
 * The traffic store's tables. Types are those that ClickHouse 18.16 and chDB share (no LowCardinality,
 * DateTime64, codecs or TTL), so that every hunt query runs unchanged on both.
 *
 * Every table is sharded by `account`. All hashes are keyed with the node key.
 */
export const SIGNATURE_LENGTH = 16;

export interface Column {
  readonly name: string;
  readonly type: string;
}

const signatureColumns: Column[] = Array.from({ length: SIGNATURE_LENGTH }, (_, i) => ({ name: `s${i}`, type: 'UInt32' }));

export const TABLES = {
  /** One row per exchange; delivering it twice collapses into one (same key). */
  exchanges: {
    columns: [
      { name: 'account', type: 'UInt64' },
      { name: 'ts', type: 'DateTime' },
      { name: 'id', type: 'UInt64' },
      { name: 'ms', type: 'UInt16' },
      { name: 'session', type: 'UInt32' },
      { name: 'model', type: 'String' },
      /** Hash of the system prompt's text, 0 = none; its signature is in `systems`. */
      { name: 'sys', type: 'UInt64' },
      /** Hash of the user text with its slots: two exchanges with equal `slot` said the same. 0 = no text. */
      { name: 'slot', type: 'UInt64' },
      { name: 'simhash', type: 'UInt64' },
      /** Sampled shingle hashes of the masked skeleton: s0–s7 whole text, s8–s11 head, s12–s15 tail; 0 = none. */
      ...signatureColumns,
      { name: 'words', type: 'UInt16' },
      { name: 'turns', type: 'UInt8' },
      { name: 'flags', type: 'UInt16' },
      /** Hash of the sampling parameters (max tokens, temperature, flags of the request). */
      { name: 'params', type: 'UInt32' },
      /** Techniques whose signal reached 3 bits, as a mask. */
      { name: 'tech', type: 'UInt16' },
      /** Strongest signal in eighths of a bit. */
      { name: 'intent', type: 'Int8' },
      { name: 'inTokens', type: 'UInt32' },
      { name: 'outTokens', type: 'UInt32' },
      { name: 'reasoningTokens', type: 'UInt32' },
    ],
    engine: 'ReplacingMergeTree ORDER BY (account, ts, id)',
  },
  /** Identity values seen with an account; repeated rows add up (sum n, min first, max last). */
  attributes: {
    columns: [
      { name: 'account', type: 'UInt64' },
      { name: 'field', type: 'UInt8' },
      { name: 'value', type: 'UInt64' },
      { name: 'n', type: 'UInt32' },
      { name: 'first', type: 'DateTime' },
      { name: 'last', type: 'DateTime' },
    ],
    engine: 'MergeTree ORDER BY (field, value, account)',
  },
  /** Operator's facts about an account; the row with the largest `seen` holds. */
  accounts: {
    columns: [
      { name: 'account', type: 'UInt64' },
      /** Account id encrypted with the node key. */
      { name: 'sealed', type: 'String' },
      { name: 'org', type: 'UInt64' },
      { name: 'sealedOrg', type: 'String' },
      { name: 'plan', type: 'String' },
      { name: 'declaredUse', type: 'String' },
      { name: 'asnType', type: 'String' },
      { name: 'region', type: 'String' },
      { name: 'language', type: 'String' },
      /** Seconds since 1970, 0 = unknown. */
      { name: 'created', type: 'UInt32' },
      { name: 'absent', type: 'UInt16' },
      { name: 'seen', type: 'DateTime' },
    ],
    engine: 'ReplacingMergeTree ORDER BY (account, seen)',
  },
  /** Signatures of system prompts, one row per distinct text and writer. */
  systems: {
    columns: [
      { name: 'sys', type: 'UInt64' },
      ...signatureColumns,
      { name: 'words', type: 'UInt16' },
      { name: 'tech', type: 'UInt16' },
      { name: 'intent', type: 'Int8' },
    ],
    engine: 'ReplacingMergeTree ORDER BY sys',
  },
  /** Opaque reasoning handles: where issued, where presented. */
  handles: {
    columns: [
      { name: 'handle', type: 'UInt64' },
      { name: 'account', type: 'UInt64' },
      { name: 'session', type: 'UInt32' },
      { name: 'issued', type: 'UInt8' },
      { name: 'ts', type: 'DateTime' },
    ],
    engine: 'MergeTree ORDER BY (handle, ts)',
  },
} as const satisfies Record<string, { columns: readonly Column[]; engine: string }>;

export type TableName = keyof typeof TABLES;

/** Identity fields kept in `attributes`, in the order of their stored number. `net` is the /24 or /48 of the address. */
export const ATTRIBUTE_FIELDS = [
  'payment',
  'device',
  'ip',
  'net',
  'asn',
  'tls',
  'userAgent',
  'emailDomain',
  'endUser',
  'key',
] as const;
export type AttributeField = (typeof ATTRIBUTE_FIELDS)[number];
