// SPDX-License-Identifier: Apache-2.0
/** A witness: c2sp.org/tlog-witness. It signs what it is shown of a log as long as that only ever grows. */
import { AppError, toAppError } from '@stillwatch/core';
import { parseCheckpoint, type Checkpoint } from './checkpoint.ts';
import { cosign, type Cosigner } from './cosignature.ts';
import { EMPTY_ROOT, HASH_BYTES, verifyConsistency } from './merkle.ts';
import { equalBytes, fromBase64, invalid, parseSize, toHex } from './encoding.ts';
import { openNote, parseNote, type NoteVerifier } from './note.ts';
import type { Cosigned, WitnessAlarm, WitnessStore } from './witness-store.ts';

export interface WitnessOptions {
  readonly store: WitnessStore;
  /** Each signs every checkpoint. */
  readonly signers: readonly Cosigner[];
  /** Keys of the logs that are witnessed; a key's name is the log's origin. */
  readonly logs: () => readonly NoteVerifier[];
  readonly clock: { now(): number };
  /** Told of every alarm that was not there before, once it is kept. */
  readonly onAlarm?: (alarm: WitnessAlarm) => void;
}

/** Answer to a request, as HTTP has it. */
export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422 | 503;
  readonly contentType: string;
  readonly body: string;
}

export interface Witness {
  /** `POST /add-checkpoint`: the body `old <size>`, hashes of a consistency proof, an empty line, a checkpoint. */
  addCheckpoint(body: string): Promise<WitnessAnswer>;
  /** The newest checkpoint that it has signed of a log, with the signatures of both; null when there is none. */
  latest(origin: string): Promise<string | null>;
  alarms(): Promise<WitnessAlarm[]>;
}

const MAX_PROOF_HASHES = 63;

const PLAIN = 'text/plain; charset=utf-8';
const answer = (status: WitnessAnswer['status'], body: string, contentType = PLAIN): WitnessAnswer => ({
  status,
  contentType,
  body,
});
const conflict = (size: number): WitnessAnswer => answer(409, `${size}\n`, 'text/x.tlog.size');

export function createWitness(options: WitnessOptions): Witness {
  const { store } = options;
  return {
    async addCheckpoint(body) {
      try {
        return await addCheckpoint(options, parseRequest(body));
      } catch (error) {
        const { code, message } = toAppError(error);
        if (code === 'LOG_INVALID') return answer(400, `${message}\n`);
        if (code === 'SIGNATURE_INVALID') return answer(403, `${message}\n`);
        // Nothing was signed: what cannot be remembered is not promised.
        return answer(503, 'the witness cannot keep what it signs\n');
      }
    },
    async latest(origin) {
      return (await store.get(origin))?.note ?? null;
    },
    alarms: () => store.alarms(),
  };
}

interface Request {
  readonly old: number;
  readonly proof: readonly Uint8Array[];
  readonly note: string;
  readonly text: string;
  readonly checkpoint: Checkpoint;
}

/** @throws AppError LOG_INVALID */
function parseRequest(body: string): Request {
  const end = body.indexOf('\n\n');
  if (end < 0) throw invalid('a request has a checkpoint below an empty line');
  const [first, ...hashes] = body.slice(0, end).split('\n');
  if (!first?.startsWith('old ')) throw invalid('a request starts with the old size');
  if (hashes.length > MAX_PROOF_HASHES) throw invalid('the proof has too many hashes');
  const proof = hashes.map(fromBase64);
  if (proof.some(({ length }) => length !== HASH_BYTES)) throw invalid('a line of the proof is not a SHA-256 hash');
  const note = body.slice(end + 2);
  const { text } = parseNote(note);
  return { old: parseSize(first.slice(4)), proof, note, text, checkpoint: parseCheckpoint(text) };
}

async function addCheckpoint(options: WitnessOptions, request: Request): Promise<WitnessAnswer> {
  const { store } = options;
  const { origin, size, root } = request.checkpoint;
  const verifiers = options.logs().filter(({ key }) => key.name === origin);
  if (verifiers.length === 0) return answer(404, 'this log is not witnessed here\n');
  const opened = openNote(request.note, verifiers);
  const seen = `${opened.text}\n${opened.verified.map(({ line }) => `${line}\n`).join('')}`;
  const known = await store.get(origin);

  if (known !== null && size < known.size) await alarm(options, 'rollback', known, seen, false);
  if (known !== null && size === known.size && toHex(root) !== known.root) {
    await alarm(options, 'split-view', known, seen, true);
    return answer(request.old > size ? 400 : request.old === known.size ? 422 : 409, ...bodyFor(request, known));
  }
  if (request.old > size) return answer(400, 'the old size is larger than the checkpoint’s\n');
  if (request.old !== (known?.size ?? 0)) return conflict(known?.size ?? 0);
  if (size === 0 && !equalBytes(root, EMPTY_ROOT)) return answer(422, 'an empty tree has another root\n');
  if (request.old === 0 && request.proof.length > 0) return answer(422, 'from nothing there is nothing to prove\n');
  const fromRoot = known === null ? EMPTY_ROOT : Buffer.from(known.root, 'hex');
  if (!verifyConsistency({ from: request.old, to: size, fromRoot, toRoot: root, proof: request.proof })) {
    await alarm(options, 'split-view', known!, seen, false);
    return answer(422, 'the consistency proof does not hold\n');
  }

  const seconds = Math.floor(options.clock.now() / 1000);
  const lines = options.signers.map((signer) => `${cosign(request.text, signer, seconds)}\n`).join('');
  const next: Cosigned = { origin, size, root: toHex(root), note: `${seen}${lines}` };
  if (await store.replace(known, next)) return answer(200, lines);
  const winner = await store.get(origin);
  if (winner === null) throw new AppError('INTERNAL', 'a witness’s store lost what it had');
  return conflict(winner.size);
}

function bodyFor(request: Request, known: Cosigned): [string, string?] {
  const isConflict = request.old <= request.checkpoint.size && request.old !== known.size;
  return isConflict ? [`${known.size}\n`, 'text/x.tlog.size'] : ['another tree of this size was signed before\n'];
}

async function alarm(
  options: WitnessOptions,
  kind: WitnessAlarm['kind'],
  known: Cosigned,
  seen: string,
  proven: boolean,
): Promise<void> {
  const { origin } = known;
  const raised: WitnessAlarm = { kind, origin, at: new Date(options.clock.now()).toISOString(), proven, known: known.note, seen };
  if (await options.store.raise(raised)) options.onAlarm?.(raised);
}
