// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, createPublicKey, hash, type KeyObject } from 'node:crypto';
import { fromBase64, invalid, toBase64 } from './encoding.ts';

/** Signature types of signed-note and tlog-cosignature. */
export const KEY_TYPE = {
  /** Ed25519 over the text of a note. */
  note: 0x01,
  /** Ed25519 over a time and the text of a checkpoint. */
  cosignature: 0x04,
  /** ML-DSA-44 over a time, a name and a tree. */
  cosignatureMlDsa: 0x06,
} as const;

/** Bytes of the public keys of the types that are known here. */
const PUBLIC_KEY_BYTES: Readonly<Record<number, number>> = { 0x01: 32, 0x04: 32, 0x06: 1312 };

/** Who signs, and with which key; the public part of a note's signer. */
export interface VerifierKey {
  readonly name: string;
  /** First four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key), big-endian. */
  readonly keyId: number;
  readonly type: number;
  readonly publicKey: Uint8Array;
}

/** Names are not empty and hold neither Unicode space nor a plus sign, nor anything that a note may not hold. */
export function isKeyName(name: string): boolean {
  return /^[^\p{White_Space}+\p{Cc}\u{FEFF}]+$/u.test(name) && name.isWellFormed();
}

/** @throws AppError LOG_INVALID for a name or a public key that cannot be */
export function verifierKey(name: string, type: number, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw invalid(`not a key name: ${JSON.stringify(name.slice(0, 100))}`);
  const bytes = PUBLIC_KEY_BYTES[type];
  if (bytes === undefined) throw invalid(`unknown key type ${type}`);
  if (publicKey.length !== bytes) throw invalid(`a public key of type ${type} has ${bytes} bytes, not ${publicKey.length}`);
  const digest = hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(type), publicKey]), 'buffer');
  return { name, type, publicKey, keyId: digest.readUInt32BE(0) };
}

/** `name+hex(key id)+base64(type ‖ public key)` */
export function formatVerifierKey({ name, keyId, type, publicKey }: VerifierKey): string {
  return `${name}+${keyId.toString(16).padStart(8, '0')}+${toBase64(Buffer.concat([Buffer.of(type), publicKey]))}`;
}

/** @throws AppError LOG_INVALID when it is malformed, of an unknown type, or its key id is not that of its key */
export function parseVerifierKey(vkey: string): VerifierKey {
  // Base64 may hold plus signs as well: only the first two part the fields.
  const [, name, id, encoded] = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/s.exec(vkey) ?? [];
  if (name === undefined || id === undefined || encoded === undefined) throw invalid('not a verifier key');
  const bytes = fromBase64(encoded);
  const key = verifierKey(name, bytes[0] ?? 0, bytes.subarray(1));
  if (key.keyId !== Number.parseInt(id, 16)) throw invalid(`the key id of ${name} does not fit its key`);
  return key;
}

/** PKCS #8 and SPKI wrap the 32 bytes of an Ed25519 key in these (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** @param seed 32 secret random bytes, all there is to an Ed25519 key. */
export function ed25519PrivateKey(seed: Uint8Array): KeyObject {
  if (seed.length !== 32) throw new RangeError('an Ed25519 seed has 32 bytes');
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
}

/** @param raw 32 bytes */
export function ed25519PublicKey(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' });
}

/** The 32 bytes of the public half of an Ed25519 key. */
export function ed25519PublicBytes(key: KeyObject): Uint8Array {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(SPKI.length));
}
