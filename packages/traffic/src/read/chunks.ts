// SPDX-License-Identifier: Apache-2.0
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { AppError, systemCodeOf, toAppError } from '@stillwatch/core';
import { decompress } from './decompress.ts';
import type { Source } from './sources.ts';

const CHUNK = 1 << 20;

/** Is told the bytes on disk that were read. */
export interface ByteCounter {
  consumed?(bytes: number): void;
}

/**
 * The decompressed bytes of a source, chunk by chunk.
 * @param range byte range of a plain file: [from, to).
 * @throws AppError INPUT_TRUNCATED or INPUT_CORRUPT after the last good bytes; INPUT_UNREADABLE, INPUT_NOT_FOUND.
 */
export async function* readChunks(
  source: Source,
  counter: ByteCounter = {},
  range?: { from: number; to: number },
): AsyncGenerator<Buffer> {
  try {
    if (source.bytes !== undefined) {
      const { buffer, byteOffset, length } = source.bytes;
      counter.consumed?.(length);
      yield Buffer.from(buffer, byteOffset, length);
    } else if (source.compression !== 'none') {
      yield* decompress(source.path, source.compression, (bytes) => counter.consumed?.(bytes));
    } else if (range === undefined || range.to > range.from) {
      const part = range === undefined ? {} : { start: range.from, end: range.to - 1 };
      for await (const chunk of createReadStream(source.path, { highWaterMark: CHUNK, ...part })) {
        counter.consumed?.((chunk as Buffer).length);
        yield chunk as Buffer;
      }
    }
  } catch (error) {
    throw nameDamage(error, source);
  }
}

/**
 * The bytes [from, to) of a plain file. Each piece is overwritten after the next was asked for: a gigabyte of
 * buffers would otherwise make the collector run for their sake. The next piece is read meanwhile.
 * @throws AppError INPUT_UNREADABLE, INPUT_NOT_FOUND.
 */
export async function* readRange(
  source: Source,
  counter: ByteCounter,
  range: { from: number; to: number },
): AsyncGenerator<Buffer> {
  let file: FileHandle | null = null;
  let coming: Promise<{ bytesRead: number; buffer: Buffer<ArrayBuffer> }> | null = null;
  const ask = (buffer: Buffer<ArrayBuffer>, at: number): NonNullable<typeof coming> => {
    const asked = file!.read(buffer, 0, Math.min(buffer.length, range.to - at), at);
    // It is awaited later, or not at all when the reader has enough.
    asked.catch(() => {});
    return asked;
  };
  try {
    let at = range.from;
    if (at >= range.to) return;
    file = await open(source.path, 'r');
    let spare = Buffer.allocUnsafeSlow(CHUNK);
    coming = ask(Buffer.allocUnsafeSlow(CHUNK), at);
    for (;;) {
      const { bytesRead, buffer } = await coming;
      if (bytesRead === 0) return;
      at += bytesRead;
      const last = at >= range.to;
      if (!last) coming = ask(spare, at);
      counter.consumed?.(bytesRead);
      yield buffer.subarray(0, bytesRead);
      if (last) return;
      spare = buffer;
    }
  } catch (error) {
    throw nameDamage(error, source);
  } finally {
    await coming?.catch(() => {});
    await file?.close();
  }
}

function nameDamage(error: unknown, source: Source): AppError {
  const code = systemCodeOf(error);
  const options = { cause: error, place: { file: source.name } };
  if (source.compression !== 'none' && code === 'Z_BUF_ERROR') {
    return new AppError('INPUT_TRUNCATED', 'the compressed file ends too early; what came before was kept', options);
  }
  if (source.compression !== 'none' && /^(Z_|ZSTD)/.test(code)) {
    return new AppError('INPUT_CORRUPT', 'the compressed file is damaged; what came before was kept', options);
  }
  const known = toAppError(error);
  return new AppError(known.code === 'INTERNAL' ? 'INPUT_UNREADABLE' : known.code, known.message, options);
}
