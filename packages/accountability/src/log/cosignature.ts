// SPDX-License-Identifier: Apache-2.0
/** Timestamped cosignatures of checkpoints: c2sp.org/tlog-cosignature, with Ed25519 (0x04) and ML-DSA-44 (0x06). */
import { sign, verify, type KeyObject } from 'node:crypto';
import { ml_dsa44 } from '@noble/post-quantum/ml-dsa.js';
import { parseCheckpoint } from './checkpoint.ts';
import { invalid, uint64 } from './encoding.ts';
import { ed25519PublicBytes, ed25519PublicKey, KEY_TYPE, verifierKey, type VerifierKey } from './keys.ts';
import { signatureLine, type NoteVerifier } from './note.ts';

const TIME_BYTES = 8;

/** Signs that a checkpoint was, at a time, the largest consistent tree that it had seen of a log. */
export interface Cosigner {
  readonly key: VerifierKey;
  /** @param seconds POSIX time @returns 64 or 2,420 bytes, without the time */
  sign(text: string, seconds: number): Uint8Array;
}

/** Note text under a line with the time; it does not name the cosigner, so that no two may share a key. */
function ed25519Message(text: string, seconds: number): Uint8Array {
  return Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);
}

function counted(name: string): Uint8Array {
  const bytes = Buffer.from(name);
  if (bytes.length > 255) throw invalid('a name of more than 255 bytes');
  return Buffer.concat([Buffer.of(bytes.length), bytes]);
}

/** Binds cosigner, time, origin and the tree `[0, size)`; extension lines are not covered. */
function mlDsaMessage(cosigner: string, text: string, seconds: number): Uint8Array {
  const { origin, size, root } = parseCheckpoint(text);
  const label = Buffer.from('subtree/v1\n\0');
  return Buffer.concat([label, counted(cosigner), uint64(seconds), counted(origin), uint64(0), uint64(size), root]);
}

export function ed25519Cosigner(name: string, privateKey: KeyObject): Cosigner {
  return {
    key: verifierKey(name, KEY_TYPE.cosignature, ed25519PublicBytes(privateKey)),
    sign: (text, seconds) => new Uint8Array(sign(null, ed25519Message(text, seconds), privateKey)),
  };
}

/** @param seed 32 secret random bytes, from which the key is derived (FIPS 204 §5.1) */
export function mlDsaCosigner(name: string, seed: Uint8Array): Cosigner {
  const { publicKey, secretKey } = ml_dsa44.keygen(seed);
  return {
    key: verifierKey(name, KEY_TYPE.cosignatureMlDsa, publicKey),
    // Without fresh randomness, as FIPS 204 §3.4 permits: the same checkpoint and time give the same signature.
    sign: (text, seconds) => ml_dsa44.sign(mlDsaMessage(name, text, seconds), secretKey, { extraEntropy: false }),
  };
}

/**
 * Signature line (without newline) for the text of a checkpoint.
 * @param seconds POSIX time, above zero
 */
export function cosign(text: string, cosigner: Cosigner, seconds: number): string {
  if (!Number.isSafeInteger(seconds) || seconds <= 0) throw new RangeError('a cosignature needs a time in whole seconds');
  return signatureLine(cosigner.key, Buffer.concat([uint64(seconds), cosigner.sign(text, seconds)]));
}

/**
 * The time in POSIX seconds at which this key signed the text of a checkpoint, or null when it did not.
 * @param signature time ‖ signature, as a note has it after the key id
 */
export function verifyCosignature(text: string, key: VerifierKey, signature: Uint8Array): number | null {
  if (signature.length <= TIME_BYTES) return null;
  const seconds = Number(Buffer.from(signature.subarray(0, TIME_BYTES)).readBigUInt64BE());
  if (!Number.isSafeInteger(seconds) || seconds === 0) return null;
  return fits(text, key, seconds, signature.subarray(TIME_BYTES)) ? seconds : null;
}

function fits(text: string, key: VerifierKey, seconds: number, signature: Uint8Array): boolean {
  if (key.type === KEY_TYPE.cosignature) {
    return verify(null, ed25519Message(text, seconds), ed25519PublicKey(key.publicKey), signature);
  }
  if (key.type !== KEY_TYPE.cosignatureMlDsa || signature.length !== ml_dsa44.lengths.signature) return false;
  return ml_dsa44.verify(signature, mlDsaMessage(key.name, text, seconds), key.publicKey);
}

/** Lets a cosigner's key stand among the verifiers of a note. */
export function cosignatureVerifier(key: VerifierKey): NoteVerifier {
  if (key.type !== KEY_TYPE.cosignature && key.type !== KEY_TYPE.cosignatureMlDsa) {
    throw invalid(`the key of ${key.name} does not cosign`);
  }
  return { key, verify: (text, signature) => verifyCosignature(text, key, signature) !== null };
}
