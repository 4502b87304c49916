// SPDX-License-Identifier: Apache-2.0
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { AppError, systemCodeOf } from '@stillwatch/core';
import type { Encoding } from './messages.ts';

/**
 * The bytes of a body without their compression.
 * @throws AppError BODY_TOO_LARGE, INPUT_TRUNCATED, INPUT_CORRUPT. A body is taken whole or not at all.
 */
export function unpack(bytes: Uint8Array, encoding: Encoding, limit: number): Uint8Array {
  if (encoding === 'identity') {
    if (bytes.length > limit) throw tooLarge(limit);
    return bytes;
  }
  if (bytes.length === 0) return bytes;
  try {
    return encoding === 'gzip' ? gunzipSync(bytes, { maxOutputLength: limit }) : unpackFrames(bytes, limit);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const code = systemCodeOf(error);
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(limit);
    if (code === 'Z_BUF_ERROR' || code === 'ZSTD_error_srcSize_wrong') {
      throw new AppError('INPUT_TRUNCATED', `the ${encoding} body ends too early; nothing of it was taken`);
    }
    throw new AppError('INPUT_CORRUPT', `the body is damaged, or no ${encoding}; nothing of it was taken`);
  }
}

/** Node's function takes the first frame of several and says nothing of the others. */
function unpackFrames(bytes: Uint8Array, limit: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let at = 0; at < bytes.length; ) {
    if (length >= limit) throw tooLarge(limit);
    const { buffer, engine } = zstdDecompressSync(bytes.subarray(at), {
      maxOutputLength: limit - length,
      info: true,
    }) as unknown as { buffer: Uint8Array; engine: { bytesWritten: number } };
    parts.push(buffer);
    length += buffer.length;
    // Nothing used and nothing said would go on for ever.
    if (engine.bytesWritten === 0) throw new TypeError('no frame');
    at += engine.bytesWritten;
  }
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts, length);
}

function tooLarge(limit: number): AppError {
  return new AppError('BODY_TOO_LARGE', `the unpacked body is larger than ${Math.floor(limit / 1e6)} MB`, {
    hint: 'Send smaller batches.',
  });
}
