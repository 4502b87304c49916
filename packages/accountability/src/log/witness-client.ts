// SPDX-License-Identifier: Apache-2.0
/** Asking witnesses to sign a log's newest checkpoint, and noticing when they know more of the log than it does itself. */
import { hash } from 'node:crypto';
import { AppError } from '@stillwatch/core';
import { openCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { equalBytes, parseSize, toBase64 } from './encoding.ts';
import type { TransparencyLog } from './transparency-log.ts';
import { noteVerifier, parseNote } from './note.ts';
import type { PolicyWitness } from './policy.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface CosignatureRequest {
  /** Those without an address are not asked. */
  readonly witnesses: readonly PolicyWitness[];
  readonly log: TransparencyLog;
  readonly fetch: Fetch;
  /** For each request. */
  readonly timeoutMs: number;
}

/** What became of asking one witness. */
export type WitnessOutcome =
  | { readonly name: string; readonly outcome: 'signed'; readonly size: number }
  /** It did not answer, or not as the protocol says. */
  | { readonly name: string; readonly outcome: 'unavailable'; readonly reason: string }
  /** It will not sign; `status` is of HTTP. */
  | { readonly name: string; readonly outcome: 'refused'; readonly status: number; readonly reason: string }
  /** It says that the log was larger once. Anybody can say that: it shows no checkpoint that the log has signed. */
  | { readonly name: string; readonly outcome: 'ahead'; readonly size: number }
  /** It shows a checkpoint that the log has signed and cannot continue. The log has been halted. */
  | { readonly name: string; readonly outcome: 'rollback' | 'split'; readonly evidence: string };

const MAX_ANSWER_BYTES = 1_000_000;
/** A 409 tells the size to start from; more than a few mean that others keep getting in between. */
const MAX_TRIES = 4;

/** Asks all witnesses at once for cosignatures of the newest checkpoint, and adds what they sign to the log. */
export async function requestCosignatures(request: CosignatureRequest): Promise<WitnessOutcome[]> {
  const asked = request.witnesses.filter(({ url }) => url !== null);
  return Promise.all(asked.map((witness) => askWitness(request, witness)));
}

async function askWitness(request: CosignatureRequest, witness: PolicyWitness): Promise<WitnessOutcome> {
  const { name } = witness;
  try {
    return await submit(request, witness);
  } catch (error) {
    if (error instanceof AppError && error.code !== 'WITNESS_UNAVAILABLE' && error.code !== 'LOG_INVALID') throw error;
    return { name, outcome: 'unavailable', reason: (error as Error).message };
  }
}

async function submit(request: CosignatureRequest, witness: PolicyWitness): Promise<WitnessOutcome> {
  const { log } = request;
  const { name } = witness;
  let old = 0;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const note = await log.checkpoint();
    const { size } = parseCheckpoint(parseNote(note).text);
    if (old > size) return (await compareWithWitness(request, witness)) ?? { name, outcome: 'ahead', size: old };
    const proof = await log.consistency(old, size);
    const body = `old ${old}\n${proof.map((one) => `${toBase64(one)}\n`).join('')}\n${note}`;
    const { status, text } = await ask(request, `${witness.url!.replace(/\/$/, '')}/add-checkpoint`, { method: 'POST', body });
    if (status === 409) {
      old = parseSize(text.trimEnd());
      continue;
    }
    if (status !== 200) {
      const worse = status === 422 ? await compareWithWitness(request, witness) : null;
      return worse ?? { name, outcome: 'refused', status, reason: text.slice(0, 200).trimEnd() };
    }
    const added = await log.addCosignatures(size, text.trimEnd().split('\n'));
    if (!added.ok) return { name, outcome: 'unavailable', reason: added.reason };
    return { name, outcome: 'signed', size };
  }
  return { name, outcome: 'unavailable', reason: 'others submit at the same time' };
}

/** Is there a checkpoint at the witness that this log has signed, and that contradicts what it has now? Then it is halted. */
async function compareWithWitness(request: CosignatureRequest, witness: PolicyWitness): Promise<WitnessOutcome | null> {
  const { log } = request;
  const url = `${witness.url!.replace(/\/$/, '')}/${hash('sha256', log.origin)}/checkpoint`;
  const { status, text: evidence } = await ask(request, url, { method: 'GET' });
  if (status !== 200) return null;
  const { size, root } = ownCheckpoint(log, evidence);
  const { name } = witness;
  if (size > log.size()) {
    await log.halt('LOG_ROLLBACK', `the witness ${name} holds a checkpoint of ${size} entries, and the log has ${log.size()}`);
    return { name, outcome: 'rollback', evidence };
  }
  if (equalBytes(root, log.rootAt(size))) return null;
  await log.halt('LOG_SPLIT', `the witness ${name} holds another tree of ${size} entries that this log has signed`);
  return { name, outcome: 'split', evidence };
}

/** @throws AppError WITNESS_UNAVAILABLE when the log has not signed it */
function ownCheckpoint(log: TransparencyLog, note: string): ReturnType<typeof openCheckpoint> {
  try {
    return openCheckpoint(note, [noteVerifier(log.verifierKey)], log.origin);
  } catch (cause) {
    throw new AppError('WITNESS_UNAVAILABLE', 'it shows a checkpoint that the log has not signed', { cause });
  }
}

/** @throws AppError WITNESS_UNAVAILABLE */
async function ask(
  { fetch, timeoutMs }: CosignatureRequest,
  url: string,
  init: RequestInit,
): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    return { status: response.status, text: await readText(response) };
  } catch (cause) {
    throw new AppError('WITNESS_UNAVAILABLE', `${url}: ${(cause as Error).message}`, { cause });
  }
}

async function readText(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    parts.push(part as Uint8Array);
    bytes += (part as Uint8Array).length;
    if (bytes > MAX_ANSWER_BYTES) throw new Error('the answer is too long');
  }
  return Buffer.concat(parts).toString('utf8');
}
