// SPDX-License-Identifier: Apache-2.0
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import { AppError } from './errors.ts';

/**
 * The node's secret, from which every keyed hash is derived: without it, stored identifiers cannot be
 * linked to those of another node or guessed by dictionary.
 */
export interface NodeKey {
  /** 64-bit pseudonym of an identifier. `field` separates domains: one value in two fields gives two hashes. */
  pseudonym(field: string, value: string): bigint;
  /** 32-bit seeds for constants; the same name gives the same seeds. */
  seeds(name: string, count: number): Uint32Array;
  /** The same for constants of sketches, which nodes of one sharing group have in common. */
  sketchSeeds(name: string, count: number): Uint32Array;
  /** Encrypts an account id for the directory of accounts (AES-256-GCM). */
  seal(text: string): string;
  /** @throws AppError NODE_KEY_INVALID when the key is not the one that sealed, or the text was changed. */
  open(sealed: string): string;
  /** Short fingerprint of the key, to notice a data folder with another key; tells nothing about it. */
  readonly fingerprint: string;
  /** Names the key of sketches: two sketches can be compared only under one. 16 hexadecimal digits, which tell nothing about it. */
  readonly sketchKeyId: string;
}

/**
 * @param secret at least 32 random bytes.
 * @param sketchSecret what sketches are made under: a sharing group's, or the node's own. At least 32 bytes.
 */
export function createNodeKey(secret: Uint8Array, sketchSecret: Uint8Array | null = null): NodeKey {
  if (Math.min(secret.length, sketchSecret?.length ?? 32) < 32) {
    throw new AppError('NODE_KEY_INVALID', 'the node key must have at least 32 bytes');
  }
  const deriveFrom = (from: Uint8Array, info: string, length: number) =>
    new Uint8Array(hkdfSync('sha256', from, '', `stillwatch/${info}`, length));
  const derive = (info: string, length: number) => deriveFrom(secret, info, length);
  // As key objects: from raw bytes Node.js would make one for every call, at four times the cost of the hash.
  const pseudonymKey = createSecretKey(derive('pseudonym/v1', 32));
  const sealKey = createSecretKey(derive('seal/v1', 32));
  return {
    fingerprint: Buffer.from(derive('fingerprint/v1', 8)).toString('hex'),
    sketchKeyId: Buffer.from(deriveFrom(sketchSecret ?? secret, 'sketch-key/v1', 8)).toString('hex'),
    pseudonym(field, value) {
      const mac = createHmac('sha256', pseudonymKey).update(field).update('\0').update(value).digest();
      return mac.readBigUInt64LE(0);
    },
    seeds(name, count) {
      return new Uint32Array(derive(`seeds/${name}`, count * 4).buffer);
    },
    sketchSeeds(name, count) {
      return new Uint32Array(deriveFrom(sketchSecret ?? secret, `seeds/${name}`, count * 4).buffer);
    },
    seal(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(sealed) {
      try {
        const bytes = Buffer.from(sealed, 'base64url');
        // Base64 has several spellings of the same bytes, and GCM would take a shortened tag.
        if (bytes.toString('base64url') !== sealed) throw new TypeError('not canonical base64url');
        const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, 12), { authTagLength: 16 });
        decipher.setAuthTag(bytes.subarray(12, 28));
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new AppError('NODE_KEY_INVALID', 'an account id cannot be opened with this node key', { cause });
      }
    },
  };
}
