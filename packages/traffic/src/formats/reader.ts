// SPDX-License-Identifier: Apache-2.0
import type { Exchange } from '@stillwatch/core';
import type { Emit, RecordReader, Rejection } from '../adapter.ts';

/** Reads one record that is not a batch. */
export type ReadOne = (record: unknown, emit: Emit) => Rejection | null;

export function reject(reason: string): Rejection {
  return { code: 'RECORD_INVALID', reason };
}

/** Emits an exchange that has an account and a time; else says what is missing. */
export function finish(
  exchange: Exchange,
  time: number,
  emit: Emit,
  missing: { account: string; time: string },
): Rejection | null {
  if (exchange.account === '') return reject(missing.account);
  if (Number.isNaN(time)) return { code: 'TIME_INVALID', reason: missing.time };
  exchange.time = time;
  emit(exchange);
  return null;
}

/** A reader without memory: each record, or each item of an array of them, stands for itself. */
export function statelessReader(readOne: ReadOne): RecordReader {
  return {
    read: (record, emit) => (Array.isArray(record) ? readBatch(record, emit, readOne) : readOne(record, emit)),
    end() {},
  };
}

/** Reads every item; the first refusal is told, with how many there were. */
export function readBatch(items: readonly unknown[], emit: Emit, readOne: ReadOne): Rejection | null {
  let first: Rejection | null = null;
  let refused = 0;
  for (const item of items) {
    const refusal = readOne(item, emit);
    if (refusal === null) continue;
    refused++;
    first ??= refusal;
  }
  if (first === null || items.length === 1) return first;
  return { code: first.code, reason: `${first.reason} (${refused} of ${items.length} in one batch)`, count: refused };
}
