// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode } from '@stillwatch/core';

/** Largest file that is taken as one JSON document or one protobuf message. */
export const MAX_DOCUMENT_BYTES = 256 << 20;

export interface RecordSink {
  /**
   * One parsed record.
   * @param line where it begins, counted from 1 at the beginning of the range.
   * @param offset of its bytes in the decompressed source; `length` 0 = it is not alone on its line.
   */
  record(value: unknown, line: number, offset: number, length: number): void;
  problem(code: ErrorCode, line: number, reason: string): void;
  /** Called between chunks: a promise holds the reading back until it resolves. */
  drain?(): Promise<void> | undefined;
  /** Called with the bytes on disk that were read since. */
  consumed?(bytes: number): void;
}

/** Bytes [from, to) of a plain file with one JSON value a line: the lines that begin in it. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}
