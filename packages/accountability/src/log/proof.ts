// SPDX-License-Identifier: Apache-2.0
/** Offline proofs that an entry is in a log: c2sp.org/tlog-proof. */
import { AppError, type Result } from '@stillwatch/core';
import { parseCheckpoint } from './checkpoint.ts';
import { cosignatureVerifier, verifyCosignature } from './cosignature.ts';
import { fromBase64, invalid, parseSize, toBase64 } from './encoding.ts';
import { KEY_TYPE, type VerifierKey } from './keys.ts';
import { HASH_BYTES, leafHash, verifyInclusion } from './merkle.ts';
import { noteVerifier, openNote, parseNote, type NoteSignature, type NoteVerifier } from './note.ts';
import { quorumOf, type Policy } from './policy.ts';

const HEADER = 'c2sp.org/tlog-proof@v1';
/** A tree of 2^53 leaves has paths of 53 hashes. */
const MAX_HASHES = 64;

export interface LogProof {
  readonly index: number;
  /** From the leaf's sibling to the root's child. */
  readonly hashes: readonly Uint8Array[];
  /** Signed, byte by byte as it was given. */
  readonly checkpoint: string;
  /** Not authenticated by anything. */
  readonly extra?: Uint8Array;
}

export function formatProof({ index, hashes, checkpoint, extra }: LogProof): string {
  const lines = [HEADER, ...(extra ? [`extra ${toBase64(extra)}`] : []), `index ${index}`, ...hashes.map(toBase64)];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/** @throws AppError LOG_INVALID when it is malformed; signatures and hashes are not verified */
export function parseProof(text: string): LogProof {
  const end = text.indexOf('\n\n');
  if (end < 0) throw invalid('a proof has a checkpoint below an empty line');
  const [header, ...lines] = text.slice(0, end).split('\n');
  if (header !== HEADER) throw invalid(`a proof starts with ${HEADER}`);
  const extra = lines[0]?.startsWith('extra ') ? fromBase64(lines.shift()!.slice(6)) : undefined;
  const index = lines.shift();
  if (!index?.startsWith('index ')) throw invalid('a proof has an index');
  if (lines.length > MAX_HASHES) throw invalid('the proof has too many hashes');
  const hashes = lines.map(fromBase64);
  if (hashes.some(({ length }) => length !== HASH_BYTES)) throw invalid('a line of the proof is not a SHA-256 hash');
  const checkpoint = text.slice(end + 2);
  parseCheckpoint(parseNote(checkpoint).text);
  return { index: parseSize(index.slice(6)), hashes, checkpoint, ...(extra ? { extra } : {}) };
}

export interface SignedBy {
  /** The policy's name of the witness. */
  readonly name: string;
  /** POSIX seconds */
  readonly at: number;
}

export interface VerifiedProof {
  readonly origin: string;
  readonly index: number;
  readonly size: number;
  readonly root: Uint8Array;
  readonly cosigners: readonly SignedBy[];
}

const keyVerifier = (key: VerifierKey): NoteVerifier =>
  key.type === KEY_TYPE.note ? noteVerifier(key) : cosignatureVerifier(key);

const sameKey = (key: VerifierKey, signature: NoteSignature): boolean =>
  key.name === signature.name && key.keyId === signature.keyId;

/**
 * Verifies a signed checkpoint under a policy: signed by a log key of its own origin, and by a quorum of witnesses.
 * @throws AppError LOG_INVALID, SIGNATURE_INVALID, QUORUM_MISSING
 */
export function verifyCheckpoint(note: string, policy: Policy): Omit<VerifiedProof, 'index'> {
  const { text, signatures } = parseNote(note);
  const { origin, size, root } = parseCheckpoint(text);
  const logKeys = policy.logs.map(({ key }) => key).filter(({ name }) => name === origin);
  if (logKeys.length === 0) throw new AppError('SIGNATURE_INVALID', `the policy knows no log ${origin}`);
  const witnesses = [...policy.witnesses.values()];
  openNote(note, logKeys.map(keyVerifier));
  const cosigners = new Map<string, SignedBy>();
  for (const signature of signatures) {
    const witness = witnesses.find(({ key }) => sameKey(key, signature));
    if (witness === undefined) continue;
    const at = verifyCosignature(text, witness.key, signature.signature);
    if (at === null) throw new AppError('SIGNATURE_INVALID', `the cosignature of ${witness.name} does not fit the checkpoint`);
    if (!cosigners.has(witness.name)) cosigners.set(witness.name, { name: witness.name, at });
  }
  const quorum = quorumOf(policy, cosigners.keys());
  if (!quorum.met) {
    throw new AppError('QUORUM_MISSING', `the quorum ${policy.quorum} is not met; not signed by ${quorum.missing.join(', ')}`);
  }
  return { origin, size, root, cosigners: [...cosigners.values()] };
}

/**
 * Is this entry in a log that the policy trusts? Codes of a refusal: LOG_INVALID (malformed, or the entry is not what
 * the proof is about), SIGNATURE_INVALID, QUORUM_MISSING.
 */
export function verifyProof(proofText: string, entry: Uint8Array, policy: Policy): Result<VerifiedProof> {
  try {
    const { index, hashes, checkpoint } = parseProof(proofText);
    const verified = verifyCheckpoint(checkpoint, policy);
    const { size, root } = verified;
    if (!verifyInclusion({ index, size, leaf: leafHash(entry), proof: hashes, root })) {
      throw invalid(`the entry is not leaf ${index} of the tree of ${size}`);
    }
    return { ok: true, value: { ...verified, index } };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ok: false, code: error.code, reason: error.message };
  }
}
