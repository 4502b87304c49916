// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';

/** A refusal of bytes that break one of the log's formats. */
export function invalid(message: string): AppError {
  return new AppError('LOG_INVALID', message);
}

export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}

/**
 * Standard base64 with padding, in its one canonical spelling: leftover bits that are not zero would let two texts
 * stand for the same bytes, and a flipped bit pass.
 * @throws AppError LOG_INVALID
 */
export function fromBase64(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw invalid('not canonical base64');
  return new Uint8Array(bytes);
}

/**
 * A size or an index: ASCII decimal without leading zeroes, at most 2^53 - 1 so that arithmetic stays exact.
 * @throws AppError LOG_INVALID
 */
export function parseSize(text: string): number {
  const size = /^(0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(size)) throw invalid(`not a size: ${JSON.stringify(text.slice(0, 24))}`);
  return size;
}

/** Public data only: not of constant time. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}

/** Big-endian, as the formats have all their numbers. @param value 0 to 2^53 - 1 */
export function uint64(value: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}
