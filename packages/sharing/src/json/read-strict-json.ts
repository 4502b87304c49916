// SPDX-License-Identifier: Apache-2.0
import type { Result } from '@stillwatch/core';
import { JsonRefused, parseStrict } from './parse-strict.ts';

/** What a JSON text of a stranger may be. */
interface FileLimits {
  readonly bytes: number;
  /** Levels of objects and lists inside one another. */
  readonly depth: number;
  /** Members, elements and values in all. */
  readonly values: number;
  /** UTF-16 units of one string or name. */
  readonly stringLength: number;
}

const DEFAULT_LIMITS: FileLimits = { bytes: 32 * 1024 * 1024, depth: 64, values: 2_000_000, stringLength: 1024 * 1024 };

/**
 * Reads a file of strangers as {@link parseStrict} does, within limits on all of it. A byte order mark is refused, and so is half
 * of a character in text that is handed over as text.
 */
export function readStrictJson(input: string | Uint8Array, limits: Partial<FileLimits> = {}): Result<unknown> {
  const { bytes, depth, values, stringLength } = { ...DEFAULT_LIMITS, ...limits };
  const refuse = (reason: string): Result<unknown> => ({ ok: false, code: 'PEER_HOSTILE', reason });
  const size = typeof input === 'string' ? Buffer.byteLength(input) : input.length;
  if (size > bytes) return refuse(`${size} bytes are more than ${bytes}`);
  const text = typeof input === 'string' ? input : decode(input);
  if (text === null) return refuse('it is not UTF-8');
  if (!text.isWellFormed()) return refuse('a string has half of a character');
  try {
    return { ok: true, value: parseStrict(text, { maxDepth: depth, maxValues: values, maxString: stringLength }).value };
  } catch (error) {
    if (!(error instanceof JsonRefused)) throw error;
    return refuse(error.message);
  }
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
