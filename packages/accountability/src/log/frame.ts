// SPDX-License-Identifier: Apache-2.0
/**
 * Frames of the journal. One frame holds the entries that became durable together:
 * `SWFRAME1` ‖ index of the first entry (uint64) ‖ number of entries (uint32) ‖ bytes of the body (uint32) ‖ CRC-32 of
 * what stands before and after it (uint32) ‖ body. The body has for each entry the SHA-256 of its idempotency key, its length
 * (uint16) and its bytes. All numbers are big-endian. The checksum tells a frame that was cut off by a crash from one
 * that was written; what was written is proven by the tree.
 */
import { crc32 } from 'node:zlib';
import { HASH_BYTES } from './merkle.ts';

export const FRAME_MAGIC = Buffer.from('SWFRAME1');
export const FRAME_HEADER_BYTES = 28;
/** Bytes of a record before its entry. */
export const RECORD_HEADER_BYTES = HASH_BYTES + 2;
/** Bounds the memory that reading a frame takes. */
export const MAX_FRAME_BODY_BYTES = 16 * 1024 * 1024;

export interface JournalRecord {
  /** SHA-256 of the idempotency key. */
  readonly keyHash: Uint8Array;
  readonly entry: Uint8Array;
}

export interface Frame {
  readonly first: number;
  readonly records: readonly JournalRecord[];
}

export interface FrameHeader {
  readonly first: number;
  readonly count: number;
  readonly bodyBytes: number;
  readonly crc: number;
}

export function encodeFrame({ first, records }: Frame): Buffer {
  const bodyBytes = records.reduce((sum, { entry }) => sum + RECORD_HEADER_BYTES + entry.length, 0);
  const bytes = Buffer.allocUnsafe(FRAME_HEADER_BYTES + bodyBytes);
  FRAME_MAGIC.copy(bytes);
  bytes.writeBigUInt64BE(BigInt(first), 8);
  bytes.writeUInt32BE(records.length, 16);
  bytes.writeUInt32BE(bodyBytes, 20);
  let at = FRAME_HEADER_BYTES;
  for (const { keyHash, entry } of records) {
    bytes.set(keyHash, at);
    bytes.writeUInt16BE(entry.length, at + HASH_BYTES);
    bytes.set(entry, at + RECORD_HEADER_BYTES);
    at += RECORD_HEADER_BYTES + entry.length;
  }
  bytes.writeUInt32BE(checksum(bytes, bytes.subarray(FRAME_HEADER_BYTES)), 24);
  return bytes;
}

const checksum = (header: Uint8Array, body: Uint8Array): number => crc32(body, crc32(header.subarray(0, 24)));

/** Null unless these bytes start a frame of a size that can be. */
export function readFrameHeader(bytes: Buffer): FrameHeader | null {
  if (bytes.length < FRAME_HEADER_BYTES || !bytes.subarray(0, 8).equals(FRAME_MAGIC)) return null;
  const first = Number(bytes.readBigUInt64BE(8));
  const bodyBytes = bytes.readUInt32BE(20);
  if (!Number.isSafeInteger(first) || bodyBytes > MAX_FRAME_BODY_BYTES) return null;
  return { first, count: bytes.readUInt32BE(16), bodyBytes, crc: bytes.readUInt32BE(24) };
}

/** Null unless header and body are, to the bit, what was written. @param bytes header and body */
export function decodeFrame(bytes: Buffer): Frame | null {
  const header = readFrameHeader(bytes);
  if (header === null || bytes.length !== FRAME_HEADER_BYTES + header.bodyBytes) return null;
  const body = bytes.subarray(FRAME_HEADER_BYTES);
  if (checksum(bytes, body) !== header.crc) return null;
  const records: JournalRecord[] = [];
  for (let at = 0; at < body.length; ) {
    const record = readRecord(body, at);
    if (record === null) return null;
    records.push(record);
    at += RECORD_HEADER_BYTES + record.entry.length;
  }
  return records.length === header.count && records.length > 0 ? { first: header.first, records } : null;
}

/** The record at a position, or null when it is cut off. */
export function readRecord(bytes: Buffer, at: number): JournalRecord | null {
  if (at + RECORD_HEADER_BYTES > bytes.length) return null;
  const start = at + RECORD_HEADER_BYTES;
  const end = start + bytes.readUInt16BE(at + HASH_BYTES);
  if (end > bytes.length) return null;
  return { keyHash: bytes.subarray(at, at + HASH_BYTES), entry: bytes.subarray(start, end) };
}
