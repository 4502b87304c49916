// SPDX-License-Identifier: Apache-2.0
/** Signed notes: c2sp.org/signed-note, version 1. */
import { sign, verify, type KeyObject } from 'node:crypto';
import { AppError } from '@stillwatch/core';
import { fromBase64, invalid, toBase64 } from './encoding.ts';
import { ed25519PublicBytes, ed25519PublicKey, isKeyName, KEY_TYPE, verifierKey, type VerifierKey } from './keys.ts';

/** More signatures than any quorum needs; the bound keeps a stranger's note from costing much. */
const MAX_SIGNATURES = 100;
/** A checkpoint with a hundred ML-DSA cosignatures has about 330 kB. */
const MAX_NOTE_LENGTH = 1_000_000;

export interface NoteSignature {
  readonly name: string;
  readonly keyId: number;
  /** What follows the key id. */
  readonly signature: Uint8Array;
  /** As it stands in the note, without its newline. */
  readonly line: string;
}

export interface NoteSigner {
  readonly key: VerifierKey;
  sign(text: string): Uint8Array;
}

export interface NoteVerifier {
  readonly key: VerifierKey;
  verify(text: string, signature: Uint8Array): boolean;
}

/** Signs notes with Ed25519 (type 0x01). @param name a log's is its origin */
export function noteSigner(name: string, privateKey: KeyObject): NoteSigner {
  return {
    key: verifierKey(name, KEY_TYPE.note, ed25519PublicBytes(privateKey)),
    sign: (text) => new Uint8Array(sign(null, Buffer.from(text), privateKey)),
  };
}

/** @throws AppError LOG_INVALID when the key is not of type 0x01 */
export function noteVerifier(key: VerifierKey): NoteVerifier {
  if (key.type !== KEY_TYPE.note) throw invalid(`the key of ${key.name} does not sign notes`);
  const publicKey = ed25519PublicKey(key.publicKey);
  return { key, verify: (text, signature) => verify(null, Buffer.from(text), publicKey, signature) };
}

/** `— name base64(key id ‖ signature)`, without a newline. */
export function signatureLine({ name, keyId }: VerifierKey, signature: Uint8Array): string {
  const id = Buffer.alloc(4);
  id.writeUInt32BE(keyId);
  return `— ${name} ${toBase64(Buffer.concat([id, signature]))}`;
}

/** @throws AppError LOG_INVALID */
export function parseSignatureLine(line: string): NoteSignature {
  const [, name, encoded] = /^— ([^ ]+) ([^ ]+)$/u.exec(line) ?? [];
  if (name === undefined || encoded === undefined || !isKeyName(name)) throw invalid('malformed signature line');
  const bytes = fromBase64(encoded);
  if (bytes.length < 5) throw invalid('a signature is too short');
  return { name, line, keyId: Buffer.from(bytes).readUInt32BE(0), signature: bytes.subarray(4) };
}

const hasControls = (text: string): boolean => /[\u0000-\u0009\u000b-\u001f\u007f]/.test(text);

/**
 * Signs a text, which ends in a newline.
 * @throws AppError LOG_INVALID for a text that no note can carry
 */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  if (!text.endsWith('\n') || hasControls(text) || !text.isWellFormed()) throw invalid('a note is text that ends in a newline');
  return `${text}\n${signers.map((signer) => `${signatureLine(signer.key, signer.sign(text))}\n`).join('')}`;
}

/**
 * Splits a note at its last empty line, verifying nothing.
 * @throws AppError LOG_INVALID when it is malformed
 */
export function parseNote(note: string): { text: string; signatures: NoteSignature[] } {
  if (note.length > MAX_NOTE_LENGTH) throw invalid('the note is too long');
  // U+FFFD is what decoding makes of bytes that are not UTF-8.
  if (hasControls(note) || !note.isWellFormed() || note.includes('\u{FFFD}')) throw invalid('a note is UTF-8 without controls');
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) throw invalid('malformed note');
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) throw invalid('the note has too many signatures');
  return { text: note.slice(0, end + 1), signatures: lines.map(parseSignatureLine) };
}

export interface OpenedNote {
  readonly text: string;
  /** Of known keys, each once. */
  readonly verified: readonly NoteSignature[];
  /** Of keys that are not known here; nothing is known about them. */
  readonly unknown: readonly NoteSignature[];
}

/**
 * Opens a note signed by at least one of these keys.
 * @throws AppError LOG_INVALID when it is malformed; SIGNATURE_INVALID when no known key signed it, or one's signature fails
 */
export function openNote(note: string, verifiers: readonly NoteVerifier[]): OpenedNote {
  const { text, signatures } = parseNote(note);
  const verified = new Map<NoteVerifier, NoteSignature>();
  const unknown: NoteSignature[] = [];
  for (const signature of signatures) {
    const verifier = verifiers.find(({ key }) => key.name === signature.name && key.keyId === signature.keyId);
    if (verifier === undefined) {
      unknown.push(signature);
    } else if (!verifier.verify(text, signature.signature)) {
      throw new AppError('SIGNATURE_INVALID', `the signature of ${signature.name} does not fit the note`);
    } else if (!verified.has(verifier)) {
      verified.set(verifier, signature);
    }
  }
  if (verified.size === 0) throw new AppError('SIGNATURE_INVALID', 'no known key signed the note');
  return { text, verified: [...verified.values()], unknown };
}
