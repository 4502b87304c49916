// SPDX-License-Identifier: Apache-2.0
/** Checkpoints: c2sp.org/tlog-checkpoint, version 1. */
import { fromBase64, invalid, parseSize, toBase64 } from './encoding.ts';
import { HASH_BYTES } from './merkle.ts';
import { openNote, type NoteVerifier, type OpenedNote } from './note.ts';

/** The state of a log: which tree of how many leaves. */
export interface Checkpoint {
  /** Name of the log: a URL without scheme and trailing slash. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** The text that is signed. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/**
 * Reads the text of a checkpoint (without signatures). Extension lines are allowed, and not told.
 * @throws AppError LOG_INVALID
 */
export function parseCheckpoint(text: string): Checkpoint {
  if (!text.endsWith('\n')) throw invalid('a checkpoint ends in a newline');
  const [origin, size, root, ...extensions] = text.slice(0, -1).split('\n');
  if (!origin || !size || !root || extensions.includes('')) throw invalid('a checkpoint has three lines or more, none empty');
  const hash = fromBase64(root);
  if (hash.length !== HASH_BYTES) throw invalid('the root of a checkpoint is not a SHA-256 hash');
  return { origin, size: parseSize(size), root: hash };
}

/**
 * Opens a signed checkpoint.
 * @throws AppError LOG_INVALID, SIGNATURE_INVALID as {@link openNote}, and LOG_INVALID for another origin
 */
export function openCheckpoint(note: string, verifiers: readonly NoteVerifier[], origin: string): Checkpoint & OpenedNote {
  const opened = openNote(note, verifiers);
  const checkpoint = parseCheckpoint(opened.text);
  if (checkpoint.origin !== origin) throw invalid(`a checkpoint of ${checkpoint.origin}, not of ${origin}`);
  return { ...checkpoint, ...opened };
}
