// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll } from 'vitest';
import type { ErrorCode } from '@stillwatch/core';
import type { Framing } from '../adapter.ts';
import type { ByteRange } from './record-sink.ts';
import { readRecords } from './records.ts';
import { listSources, type Source } from './sources.ts';

/** A folder that vanishes after the tests of the file. */
export function makeTempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Bytes of buffers that somebody still holds: what the collector has not come to yet does not count. */
export function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().arrayBuffers;
}

let files = 0;

/** Writes a file under a fresh name. */
export function writeSource(folder: string, bytes: string | Uint8Array, extension = 'log'): Source {
  const path = join(folder, `${files++}.${extension}`);
  writeFileSync(path, bytes);
  return listSources([path]).sources[0]!;
}

export interface Collected {
  records: unknown[];
  /** line, offset, length of every record. */
  places: [number, number, number][];
  problems: { code: ErrorCode; line: number; reason: string }[];
  error: unknown;
  /** Bytes that were read from the disk. */
  consumed: number;
}

/**
 * Reads a source; what it throws is kept beside what it had handed out before.
 * @param onProblem called at each problem, while the reading stands still.
 */
export async function collect(
  source: Source,
  framing: Framing = 'json',
  range?: ByteRange,
  onProblem?: () => void,
): Promise<Collected> {
  const found: Collected = { records: [], places: [], problems: [], error: null, consumed: 0 };
  try {
    await readRecords(
      source,
      framing,
      {
        record(value, line, offset, length) {
          found.records.push(value);
          found.places.push([line, offset, length]);
        },
        problem(code, line, reason) {
          found.problems.push({ code, line, reason });
          onProblem?.();
        },
        consumed(bytes) {
          found.consumed += bytes;
        },
      },
      range,
    );
  } catch (error) {
    found.error = error;
  }
  return found;
}
