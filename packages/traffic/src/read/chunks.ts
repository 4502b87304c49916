// SPDX-License-Identifier: Apache-2.0
import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { AppError, systemCodeOf, toAppError } from '@stillwatch/core';
import type { Source } from './sources.ts';

const CHUNK = 1 << 20;

/**
 * The decompressed bytes of a source, chunk by chunk.
 * @param range byte range of a plain file: [from, to).
 * @throws AppError INPUT_TRUNCATED or INPUT_CORRUPT after the last good bytes; INPUT_UNREADABLE.
 */
export async function* readChunks(source: Source, range?: { from: number; to: number }): AsyncGenerator<Buffer> {
  const raw: Readable =
    source.path === '-'
      ? process.stdin
      : createReadStream(source.path, {
          highWaterMark: CHUNK,
          ...(range === undefined ? {} : { start: range.from, end: range.to - 1 }),
        });
  let stream = raw;
  if (source.compression !== 'none') {
    const decompress =
      source.compression === 'gzip' ? createGunzip({ chunkSize: CHUNK }) : createZstdDecompress({ chunkSize: CHUNK });
    stream = pipeline(raw, decompress, () => undefined);
  }
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    const code = systemCodeOf(error);
    const place = { file: source.path };
    if (code === 'Z_BUF_ERROR' || /unexpected end of (file|data)|incomplete|truncat/i.test(String(error))) {
      throw new AppError('INPUT_TRUNCATED', 'the compressed file ends too early; what came before was kept', {
        cause: error,
        place,
      });
    }
    if (source.compression !== 'none' && /^(Z_|ZSTD)/.test(code)) {
      throw new AppError('INPUT_CORRUPT', 'the compressed file is damaged; what came before was kept', { cause: error, place });
    }
    const known = toAppError(error);
    throw new AppError(known.code === 'INTERNAL' ? 'INPUT_UNREADABLE' : known.code, known.message, { cause: error, place });
  }
}
