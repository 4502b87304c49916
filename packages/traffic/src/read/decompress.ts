// SPDX-License-Identifier: Apache-2.0
import { createReadStream } from 'node:fs';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { createPump } from './pump.ts';

const IN_BYTES = 64 << 10;
const OUT_BYTES = 256 << 10;

/**
 * The decompressed bytes of a gzip or zstd file, all members or frames of it one after the other.
 *
 * Node's engines drop what the failing call had decompressed already. So a damaged file is read again, with
 * the piece that failed fed in small steps, and once more with the step that failed fed byte by byte: all
 * that came before the damage is handed out.
 * @param onFed is told the compressed bytes that were used.
 * @throws the engine's own error (`Z_BUF_ERROR` = ends too early) after the last good bytes.
 */
export async function* decompress(
  path: string,
  kind: 'gzip' | 'zstd',
  onFed: (bytes: number) => void = () => {},
): AsyncGenerator<Buffer> {
  let sent = 0;
  let told = 0;
  let fineFrom = 0;
  let damage: unknown = null;
  for (const step of [IN_BYTES, 512, 1]) {
    const progress = { fed: 0 };
    let known = sent;
    try {
      for await (const piece of inflate(path, kind, { from: fineFrom, step }, progress)) {
        if (piece.length > known) {
          sent += piece.length - known;
          onFed(Math.max(0, progress.fed - told));
          told = Math.max(told, progress.fed);
          yield piece.subarray(known);
        }
        known = Math.max(0, known - piece.length);
      }
      return;
    } catch (error) {
      damage = error;
      // An early end drops nothing.
      if ((error as { code?: string }).code === 'Z_BUF_ERROR') break;
      fineFrom = progress.fed;
    }
  }
  throw damage;
}

/**
 * @param fine from this compressed offset on, so many bytes are fed at a time.
 * @param progress.fed compressed bytes that were taken without an error.
 */
async function* inflate(
  path: string,
  kind: 'gzip' | 'zstd',
  fine: { from: number; step: number },
  progress: { fed: number },
): AsyncGenerator<Buffer> {
  let engine = createEngine(kind);
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: IN_BYTES })) {
      let raw = chunk as Buffer;
      while (raw.length > 0) {
        const until = progress.fed < fine.from ? fine.from - progress.fed : fine.step;
        let rest = raw.subarray(0, until);
        raw = raw.subarray(until);
        const fed = progress.fed + rest.length;
        while (rest.length > 0) {
          if (engine.ended) {
            // A zstd engine ends with its frame, and both end before padding; another frame may follow.
            rest = skipZeros(rest);
            if (rest.length === 0) break;
            engine = createEngine(kind);
          }
          const before = engine.used();
          yield* engine.feed(rest);
          rest = rest.subarray(engine.used() - before);
        }
        progress.fed = fed;
      }
    }
    yield* engine.feed(null);
  } finally {
    engine.destroy();
  }
}

function createEngine(kind: 'gzip' | 'zstd') {
  const stream = kind === 'gzip' ? createGunzip({ chunkSize: OUT_BYTES }) : createZstdDecompress({ chunkSize: OUT_BYTES });
  const pump = createPump<Buffer>(stream);
  return {
    feed: pump.feed,
    get ended() {
      return pump.ended;
    },
    /** Compressed bytes taken so far. */
    used: () => stream.bytesWritten,
    destroy: pump.destroy,
  };
}

/** Tapes and block devices pad files with zeros. */
function skipZeros(bytes: Buffer): Buffer {
  let from = 0;
  while (bytes[from] === 0) from++;
  return bytes.subarray(from);
}
