// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { DiskFile } from './disk.ts';
import {
  decodeFrame,
  encodeFrame,
  FRAME_HEADER_BYTES,
  FRAME_MAGIC,
  readFrameHeader,
  readRecord,
  RECORD_HEADER_BYTES,
  type Frame,
  type JournalRecord,
} from './frame.ts';
import { MAX_ENTRY_BYTES } from './tiles.ts';

/** How far a journal goes. */
export interface JournalEnd {
  /** Entries */
  readonly size: number;
  /** Bytes */
  readonly bytes: number;
}

/** A frame, and where each of its records starts in the file. */
export interface PlacedFrame extends Frame {
  readonly offsets: readonly number[];
  /** Where the next frame starts. */
  readonly end: number;
}

/** Entries in the order of their indexes, in frames; the only file that cannot be made again from another. */
export class Journal {
  readonly #file: DiskFile;
  #end: JournalEnd = { size: 0, bytes: 0 };
  #refusal: unknown = null;

  constructor(file: DiskFile) {
    this.#file = file;
  }

  /** Where the next frame goes. */
  get end(): JournalEnd {
    return this.#end;
  }

  /** Frames from a place on, which has to be the start of one, as long as they are whole and follow each other. */
  *frames(from: JournalEnd, limit: number = this.#file.size()): Generator<PlacedFrame> {
    let { size, bytes } = from;
    let chunk: Buffer = Buffer.alloc(0);
    let chunkAt = bytes;
    while (bytes < limit) {
      let frame = frameIn(chunk, bytes - chunkAt, bytes);
      if (frame === null) {
        chunk = this.#file.read(bytes, Math.max(CHUNK_BYTES, this.#lengthAt(bytes)));
        chunkAt = bytes;
        frame = frameIn(chunk, 0, bytes);
      }
      if (frame === null || frame.first !== size || frame.end > limit) return;
      yield frame;
      size += frame.records.length;
      bytes = frame.end;
    }
  }

  /**
   * Says where the whole frames end; what follows was being written when a crash came, and is cut off by `dropTail`.
   * @throws AppError LOG_CORRUPT when a whole frame follows later: then it is damage and not a crash
   */
  settle(end: JournalEnd): void {
    if (this.#file.size() < end.bytes) throw new AppError('LOG_CORRUPT', 'the journal is shorter than it was');
    for (let at = end.bytes; at < this.#file.size(); at += CHUNK_BYTES) {
      const bytes = this.#file.read(at, CHUNK_BYTES + FRAME_MAGIC.length - 1);
      for (let found = bytes.indexOf(FRAME_MAGIC); found >= 0; found = bytes.indexOf(FRAME_MAGIC, found + 1)) {
        if (this.#frameAt(at + found) === null) continue;
        throw new AppError('LOG_CORRUPT', `the journal is damaged after entry ${end.size}, at byte ${end.bytes}`);
      }
    }
    this.#end = end;
  }

  /** Cuts off what stands behind the end, and makes the rest durable. */
  async dropTail(): Promise<void> {
    if (this.#file.size() > this.#end.bytes) this.#file.truncate(this.#end.bytes);
    await this.#file.sync();
  }

  /**
   * Writes a frame and makes it durable.
   * @throws what the disk throws; the journal can go on only when that was a refusal
   */
  async append(records: readonly JournalRecord[]): Promise<PlacedFrame> {
    const { size: first, bytes: at } = this.#end;
    const bytes = encodeFrame({ first, records });
    try {
      this.#file.write(at, bytes);
    } catch (error) {
      await this.dropTail();
      this.#refusal = error;
      throw error;
    }
    await this.#file.sync();
    this.#end = { size: first + records.length, bytes: at + bytes.length };
    return place({ first, records }, at);
  }

  /** Was this thrown by an append that left nothing behind, as when the disk is full? */
  isRefusal(error: unknown): boolean {
    return error === this.#refusal;
  }

  /** The record that starts at a byte, or null when there cannot be one. */
  recordAt(offset: number): JournalRecord | null {
    if (!Number.isSafeInteger(offset)) return null;
    // Most entries are a few hundred bytes: one read is enough for them.
    const bytes = this.#file.read(offset, 1024);
    return readRecord(bytes, 0) ?? readRecord(this.#file.read(offset, RECORD_HEADER_BYTES + MAX_ENTRY_BYTES), 0);
  }

  #frameAt(at: number): PlacedFrame | null {
    return frameIn(this.#file.read(at, this.#lengthAt(at)), 0, at);
  }

  /** Bytes of the frame that seems to start at a byte. */
  #lengthAt(at: number): number {
    return FRAME_HEADER_BYTES + (readFrameHeader(this.#file.read(at, FRAME_HEADER_BYTES))?.bodyBytes ?? 0);
  }
}

const CHUNK_BYTES = 4 * 1024 * 1024;

/** The frame at a place of a part of the file, or null. @param at where in the file that is */
function frameIn(chunk: Buffer, start: number, at: number): PlacedFrame | null {
  const header = readFrameHeader(chunk.subarray(start, start + FRAME_HEADER_BYTES));
  if (header === null) return null;
  const frame = decodeFrame(chunk.subarray(start, start + FRAME_HEADER_BYTES + header.bodyBytes));
  return frame === null ? null : place(frame, at);
}

function place(frame: Frame, at: number): PlacedFrame {
  let end = at + FRAME_HEADER_BYTES;
  const offsets = frame.records.map(({ entry }) => {
    const offset = end;
    end += RECORD_HEADER_BYTES + entry.length;
    return offset;
  });
  return { ...frame, offsets, end };
}
