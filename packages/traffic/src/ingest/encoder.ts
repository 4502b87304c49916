// SPDX-License-Identifier: Apache-2.0
import { absentFields, type Exchange, FLAG, IDENTITY_FIELDS, type NodeKey } from '@stillwatch/core';
import { createSignaller } from '../signals/index.ts';
import { emptySketch, type Sketch } from '../sketch/sketch.ts';
import { createSketcher } from '../sketch/sketcher.ts';
import { mix } from '../sketch/tokens.ts';
import { SIGNATURE_LENGTH, type TableName } from '../store/schema.ts';
import { type AccountBook, createAccountBook } from './accounts.ts';
import type { ExemplarIndex } from './exemplars.ts';
import { createFastHash, type FastHash } from './fast-hash.ts';
import { createHashTable } from './hash-table.ts';
import { RowBuffer } from './row-buffer.ts';

/** Rows, and bytes of all tables together, after which a batch is sent. */
const BATCH_ROWS = 100_000;
const BATCH_BYTES = 48 << 20;
/** Names of models are no place for prompts, nor for megabytes. */
const MAX_MODEL_LENGTH = 200;
/** Distinct system prompts remembered; more are sketched anew. */
const MAX_SYSTEMS = 8_192;
/** Flags that belong to the request, not to its outcome. */
const REQUEST_FLAGS = FLAG.STREAM | FLAG.TOOLS | FLAG.JSON_OUTPUT | FLAG.LOGPROBS | FLAG.MULTI_CHOICE | FLAG.REASONING;

export interface Batch {
  readonly table: TableName;
  readonly rows: number;
  readonly bytes: Uint8Array;
}

export interface Encoded {
  /** Number of its account in {@link Encoder.accounts}. */
  account: number;
  /** A number that stands for the exchange wherever it is read: part of its id. */
  rank: number;
}

/** Turns exchanges into rows of the traffic store. Texts are sketched and dropped here. */
export interface Encoder {
  /** The result is valid until the next call. */
  encode(exchange: Exchange): Readonly<Encoded>;
  readonly accounts: AccountBook;
  isFull(): boolean;
  /** Takes all waiting rows; account facts come with the exchanges they belong to. */
  takeBatches(): Batch[];
  /** Exchanges that lacked each of IDENTITY_FIELDS. */
  readonly absentCounts: Float64Array;
}

interface SystemEntry {
  readonly low: number;
  readonly high: number;
  readonly mask: number;
  readonly strongest: number;
}

export function createEncoder(key: NodeKey, exemplars: ExemplarIndex): Encoder {
  const sketcher = createSketcher(key);
  const signaller = createSignaller();
  const hash = createIdHash(key);
  const accounts = createAccountBook(key, exemplars);
  const sketch = emptySketch();
  const systemSketch = emptySketch();
  const systemNumbers = createHashTable(MAX_SYSTEMS);
  let systems: SystemEntry[] = [];
  const exchangeRows = new RowBuffer(20 << 20);
  const systemRows = new RowBuffer(1 << 16);
  const handleRows = new RowBuffer(1 << 12);
  const absentCounts = new Float64Array(IDENTITY_FIELDS.length);
  const encoded: Encoded = { account: 0, rank: 0 };
  const NO_SYSTEM: SystemEntry = { low: 0, high: 0, mask: 0, strongest: 0 };

  const countBytes = (): number => exchangeRows.length + accounts.attributes.length + systemRows.length + handleRows.length;

  const readSystem = (text: string): SystemEntry => {
    if (text === '') return NO_SYSTEM;
    // By hash: the texts themselves may be long, and are not to be kept.
    hash.run(text);
    const { low, high } = hash;
    const known = systemNumbers.find(low, high);
    if (known !== -1) return systems[known]!;
    const tokens = sketcher.sketch(text, systemSketch);
    const { mask, strongest } = signaller.signal(tokens, text);
    const entry = { low: systemSketch.slotLow, high: systemSketch.slotHigh, mask, strongest };
    if (systems.length === MAX_SYSTEMS) {
      systems = [];
      systemNumbers.clear();
    }
    systemNumbers.add(low, high, systems.length);
    systems.push(entry);
    systemRows.reserve(96);
    systemRows.u64(entry.low, entry.high);
    for (let i = 0; i < SIGNATURE_LENGTH; i++) systemRows.u32(systemSketch.signature[i]!);
    systemRows.u16(systemSketch.words);
    systemRows.u16(mask);
    systemRows.u8(Math.round(strongest * 8) & 255);
    systemRows.rows++;
    return entry;
  };

  return {
    absentCounts,
    accounts,
    isFull: () => exchangeRows.rows >= BATCH_ROWS || countBytes() >= BATCH_BYTES,
    encode(exchange) {
      const absent = absentFields(exchange);
      for (let i = 0; i < absentCounts.length; i++) if ((absent >> i) & 1) absentCounts[i]!++;
      const system = readSystem(exchange.system);
      const tokens = sketcher.sketch(exchange.user, sketch);
      const signal = signaller.signal(tokens, exchange.user);
      const seconds = Math.floor(exchange.time / 1000);
      const account = accounts.note(exchange, absent, seconds);
      hash.run(exchange.session);
      const session = exchange.session === '' ? 0 : (hash.low | 1) >>> 0;
      hash.run(exchange.id === '' ? derivedId(exchange, sketch) : exchange.id);
      const idLow = hash.low;
      const idHigh = hash.high;

      const rows = exchangeRows;
      rows.reserve(512);
      rows.u64(accounts.low(account), accounts.high(account));
      rows.u32(seconds);
      rows.u64(idLow, idHigh);
      rows.u16(exchange.time % 1000);
      rows.u32(session);
      rows.text(exchange.model.length <= MAX_MODEL_LENGTH ? exchange.model : exchange.model.slice(0, MAX_MODEL_LENGTH));
      rows.u64(system.low, system.high);
      rows.u64(sketch.slotLow, sketch.slotHigh);
      rows.u64(sketch.simhashLow, sketch.simhashHigh);
      for (let i = 0; i < SIGNATURE_LENGTH; i++) rows.u32(sketch.signature[i]!);
      rows.u16(sketch.words);
      rows.u8(exchange.turns);
      rows.u16(exchange.flags);
      rows.u32(hashParameters(exchange));
      rows.u16(signal.mask | system.mask);
      rows.u8(Math.round(Math.max(signal.strongest, system.strongest) * 8) & 255);
      rows.u32(exchange.inputTokens);
      rows.u32(exchange.outputTokens);
      rows.u32(exchange.reasoningTokens);
      rows.rows++;
      for (const handle of exchange.handlesIn) addHandle(handle, account, session, 0, seconds);
      for (const handle of exchange.handlesOut) addHandle(handle, account, session, 1, seconds);
      encoded.account = account;
      encoded.rank = (idLow ^ idHigh) >>> 0;
      return encoded;
    },
    takeBatches() {
      const batches: Batch[] = [];
      const add = (table: TableName, rows: RowBuffer): void => {
        if (rows.rows > 0) batches.push({ table, rows: rows.rows, bytes: rows.take() });
      };
      add('accounts', accounts.takeFacts());
      add('attributes', accounts.attributes);
      add('systems', systemRows);
      add('handles', handleRows);
      add('exchanges', exchangeRows);
      return batches;
    },
  };

  function addHandle(handle: string, account: number, session: number, issued: number, seconds: number): void {
    hash.run(handle);
    handleRows.reserve(64);
    handleRows.u64(hash.low, hash.high);
    handleRows.u64(accounts.low(account), accounts.high(account));
    handleRows.u32(session);
    handleRows.u8(issued);
    handleRows.u32(seconds);
    handleRows.rows++;
  }
}

/** Hash of ids, sessions, system prompts and handles. */
export function createIdHash(key: NodeKey): FastHash {
  return createFastHash(key.seeds('ids/v1', 2));
}

/** Stands for the id of an exchange that has none in the log. */
export function derivedId(exchange: Exchange, sketch: Sketch): string {
  return `${exchange.account}\0${exchange.time}\0${sketch.slotLow}\0${sketch.slotHigh}`;
}

function hashParameters(exchange: Exchange): number {
  const temperature = Math.round(exchange.temperature * 100);
  return mix(mix(exchange.maxTokens) ^ Math.imul(temperature + 101, 0x9e3779b1) ^ ((exchange.flags & REQUEST_FLAGS) << 20));
}
