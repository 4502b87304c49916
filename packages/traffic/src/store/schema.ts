// SPDX-License-Identifier: Apache-2.0
/**
 * The traffic store's tables. Types are those that ClickHouse 18.16 and chDB share (no LowCardinality,
 * DateTime64, codecs or TTL), so that every hunt query runs unchanged on both.
 *
 * All hashes are keyed with the node key. Delivering something twice stores equal rows, which have equal keys
 * and collapse into one: in the background, and at once in queries that read a table with `collapse`. Queries
 * on the others group by key, so that it makes no difference.
 */
export const SIGNATURE_LENGTH = 16;

export interface Table {
  readonly columns: readonly Column[];
  /** Sorting key; rows with an equal one are the same row. */
  readonly key: string;
  /** What a cluster distributes its rows by: equal rows must meet on one shard. */
  readonly shardBy: string;
  /** Queries count rows, so that those delivered twice must be collapsed before. */
  readonly collapse: boolean;
}

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
    key: '(account, ts, id)',
    shardBy: 'account',
    collapse: true,
  },
  /**
   * Identity values seen with an account: one row per UTC day on which they were, so that telling it twice, or
   * from two readers, makes no difference. `first` and `last` are the bounds of that day.
   */
  attributes: {
    columns: [
      { name: 'account', type: 'UInt64' },
      { name: 'field', type: 'UInt8' },
      { name: 'value', type: 'UInt64' },
      { name: 'first', type: 'DateTime' },
      { name: 'last', type: 'DateTime' },
    ],
    key: '(field, value, account, first)',
    shardBy: 'account',
    collapse: false,
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
    key: '(account, seen)',
    shardBy: 'account',
    collapse: false,
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
    key: 'sys',
    shardBy: 'sys',
    collapse: false,
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
    key: '(handle, ts, account, session, issued)',
    shardBy: 'account',
    collapse: true,
  },
} as const satisfies Record<string, Table>;

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
