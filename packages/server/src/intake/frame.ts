// SPDX-License-Identifier: Apache-2.0
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { AppError } from '@stillwatch/core';

/**
 * One body in the journal, little-endian: length of the sealed part (u32), seconds since 1970 of its first and last
 * exchange (2 × u32), nonce (12), tag (16), and the sealed part: AES-256-GCM over zstd of [length of the format's
 * name (u8), name, body]. The first twelve bytes are authenticated, too.
 */
export const FRAME_HEAD = 40;
const PLAIN_HEAD = 12;

export interface FrameHead {
  /** Bytes after the head. */
  readonly length: number;
  readonly from: number;
  readonly to: number;
}

export interface FrameContent {
  readonly format: string;
  readonly body: Uint8Array;
}

/** Seals and opens frames with a key of their own, derived from the node's. */
export interface FrameSealer {
  seal(content: FrameContent, from: number, to: number): Uint8Array;
  /** @throws AppError DATA_CORRUPT for a frame that was changed or sealed with another key. */
  open(frame: Uint8Array): FrameContent;
}

export function createFrameSealer(secret: Uint8Array): FrameSealer {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'stillwatch/journal/v1', 32));
  return {
    seal({ format, body }, from, to) {
      const name = Buffer.from(format, 'utf8');
      const packed = zstdCompressSync(Buffer.concat([Uint8Array.of(name.length), name, body]));
      const head = Buffer.alloc(PLAIN_HEAD);
      head.writeUInt32LE(packed.length, 0);
      head.writeUInt32LE(from, 4);
      head.writeUInt32LE(to, 8);
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(head);
      const sealed = [cipher.update(packed), cipher.final()];
      return new Uint8Array(Buffer.concat([head, nonce, cipher.getAuthTag(), ...sealed]));
    },
    open(frame) {
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, frame.subarray(12, 24), { authTagLength: 16 });
        decipher.setAAD(frame.subarray(0, PLAIN_HEAD)).setAuthTag(frame.subarray(24, FRAME_HEAD));
        const packed = Buffer.concat([decipher.update(frame.subarray(FRAME_HEAD)), decipher.final()]);
        const plain = zstdDecompressSync(packed);
        const bodyAt = 1 + plain[0]!;
        return { format: plain.toString('utf8', 1, bodyAt), body: plain.subarray(bodyAt) };
      } catch (cause) {
        throw new AppError('DATA_CORRUPT', 'a frame of the journal cannot be opened', { cause });
      }
    },
  };
}

export function readFrameHead(bytes: Uint8Array): FrameHead {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { length: view.getUint32(0, true), from: view.getUint32(4, true), to: view.getUint32(8, true) };
}
