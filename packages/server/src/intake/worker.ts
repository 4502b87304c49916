// SPDX-License-Identifier: Apache-2.0
import { parentPort, workerData } from 'node:worker_threads';
import { AppError, createNodeKey, type Exchange, toAppError } from '@stillwatch/core';
import {
  addWork,
  createTaskRunner,
  findExchange,
  memorySource,
  noWork,
  openSource,
  sampleExchanges,
  type Source,
  sniffMapped,
  sniffSource,
  type TaskRunner,
} from '@stillwatch/traffic';
import { createFrameSealer } from './frame.ts';
import type {
  Encoded,
  EncodeJob,
  FindJob,
  Order,
  Outcome,
  Problem,
  Rows,
  SampleJob,
  Text,
  ToWorker,
  WorkerSettings,
} from './messages.ts';
import { unpack } from './unpack.ts';

/** Worker thread of the intake: one job after the other; texts end here. */
const settings = workerData as WorkerSettings;
const port = parentPort!;
const key = createNodeKey(settings.secret, settings.sketchSecret);
const sealer = createFrameSealer(settings.secret);
let encoder = openEncoder();
let generation = 0;
let last: Promise<void> = Promise.resolve();

port.on('message', (message: ToWorker) => {
  last = last.then(() => ('end' in message ? port.close() : work(message)));
});

say({ ready: true });

async function work({ id, generation: wanted, job }: Order): Promise<void> {
  if (wanted !== generation) {
    encoder = openEncoder();
    generation = wanted;
  }
  try {
    if (job.kind === 'find') return say({ id, found: await find(job) });
    if (job.kind === 'sample') return say({ id, sampled: await sample(job) });
    const encoded = await encode(job);
    const buffers = encoded.rows.map(({ bytes }) => bytes.buffer as ArrayBuffer);
    if (encoded.frame !== null) buffers.push(encoded.frame.buffer as ArrayBuffer);
    say({ id, encoded }, buffers);
  } catch (error) {
    // It may have taken notice of what is not going to be stored now.
    if (job.kind === 'encode') encoder = openEncoder();
    const { code, message, hint } = toAppError(error);
    say({ id, failed: { code, message, ...(hint === undefined ? {} : { hint }) } });
  }
}

async function encode(job: EncodeJob): Promise<Encoded> {
  const body = unpack(job.bytes, job.encoding, job.limit);
  const done = noWork();
  if (body.length === 0) return { rows: [], work: done, problems: [], frame: null, generation };
  const source = memorySource(body, 'body');
  const format = job.format ?? (await recognise(source, job));
  await encoder.runner.run({ source, sourceNumber: 0, format, mapping: job.mapping }, (part) => addWork(done, part));
  await encoder.runner.finish();
  const problems = takeProblems();
  if (done.exchanges === 0 && problems.some(({ code }) => code === 'PROTOBUF_INVALID')) {
    throw new AppError('PROTOBUF_INVALID', 'the body is no OTLP export request');
  }
  const taken = encoder.rows.splice(0);
  const frame =
    job.seal && done.exchanges > 0
      ? sealer.seal({ format, body }, Math.floor(done.from / 1000), Math.floor(done.to / 1000))
      : null;
  return { rows: taken, work: done, problems, frame, generation };
}

async function recognise(source: Source, { mapping }: EncodeJob): Promise<string> {
  if (mapping !== null) return sniffMapped(source);
  try {
    return (await sniffSource(source)).name;
  } catch (error) {
    const known = toAppError(error);
    throw new AppError(known.code, known.message, { hint: 'Name it with ?format=, see docs/reference/formats.md.' });
  }
}

/** Counts and places, without anything that a record said. */
function takeProblems(): Problem[] {
  const problems = [...encoder.runner.tally].map(([code, { count, samples }]) => ({
    code,
    count,
    samples: samples.map(({ line, reason }) => `${line === 0 ? 'body' : `line ${line}`}: ${withoutQuotes(reason)}`),
  }));
  encoder.runner.tally.clear();
  return problems.sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Two reasons name a short field of the record; a sender that mixes its fields up might have put anything there. */
function withoutQuotes(reason: string): string {
  return reason
    .replace(/^(unknown "api"):.*?( \(\d+ of \d+ in one batch\))?$/s, '$1$2')
    .replace(/^gen_ai\..* is a part of a call;/s, 'an event is a part of a call;');
}

async function find(job: FindJob): Promise<Text | null> {
  const { source, format } = openPlace(job);
  const found = await findExchange(source, { format, mapping: job.mapping }, key, job.ref);
  return found === null ? null : { system: found.system, user: found.user };
}

async function sample(job: SampleJob): Promise<Exchange[]> {
  const { source, format } = openPlace(job);
  return await sampleExchanges(source, { format, mapping: job.mapping }, key, new Set(job.accounts), job);
}

function openPlace({ where, format }: Pick<FindJob, 'where' | 'format'>): { source: Source; format: string } {
  if ('path' in where) return { source: openSource(where.path), format };
  if ('bytes' in where) return { source: memorySource(where.bytes, 'piece'), format };
  const content = sealer.open(where.frame);
  return { source: memorySource(content.body, 'frame'), format: content.format };
}

/** What it has made so far goes with it when it is given up. */
function openEncoder(): { runner: TaskRunner; rows: Rows[] } {
  const rows: Rows[] = [];
  const { secret, sketchSecret } = settings;
  const runner = createTaskRunner(
    { secret, sketchSecret, mapping: null, since: -Infinity, until: Infinity, keepPlaces: false },
    async (table, bytes) => void rows.push({ table, bytes }),
  );
  return { runner, rows };
}

function say(outcome: Outcome, transfer: ArrayBuffer[] = []): void {
  port.postMessage(outcome, transfer);
}
