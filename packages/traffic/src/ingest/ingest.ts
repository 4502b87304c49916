// SPDX-License-Identifier: Apache-2.0
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Worker } from 'node:worker_threads';
import { AppError, type ErrorCode, IDENTITY_FIELDS, type SourcePlace, toAppError } from '@stillwatch/core';
import type { Mapping } from '../adapter.ts';
import { findAdapter } from '../formats/index.ts';
import { isLineFile } from '../read/records.ts';
import { listSources, type Source } from '../read/sources.ts';
import { sniffSource } from '../read/sniff.ts';
import type { StoreEndpoint } from '../store/engine.ts';
import { ExemplarIndex, type Place } from './exemplars.ts';
import { addProblem, mergeTallies, type ProblemSample, type Tally } from './tally.ts';
import type { Task, TaskSettings, WorkDone } from './task.ts';

const RANGE_BYTES = 32 << 20;

export interface IngestOptions {
  readonly paths: readonly string[];
  readonly endpoint: StoreEndpoint;
  readonly secret: Uint8Array;
  readonly format?: string | undefined;
  readonly mapping?: Mapping | null;
  /** Milliseconds since 1970 UTC. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  readonly workers?: number | undefined;
  readonly onProgress?: (exchanges: number, bytesDone: number, bytesAll: number) => void;
  readonly signal?: AbortSignal | undefined;
}

export interface IngestResult {
  readonly files: number;
  readonly exchanges: number;
  readonly rejected: number;
  /** Exchanges outside the wanted time. */
  readonly outside: number;
  readonly formats: Record<string, number>;
  readonly problems: { code: ErrorCode; count: number; samples: string[] }[];
  /** Share of exchanges that lacked each identity field. */
  readonly absent: Record<string, number>;
  /** Milliseconds since 1970 UTC; null when nothing was read. */
  readonly from: number | null;
  readonly to: number | null;
  readonly exemplars: ExemplarIndex;
  readonly sources: readonly { source: Source; format: string }[];
  /** Removes what was spooled from standard input; exemplars cannot be read afterwards. */
  release(): void;
}

/**
 * Reads files, folders and standard input into the traffic store, with one worker thread per core.
 * Bad lines and unreadable files are counted and sampled, and never stop the run.
 * @throws AppError for a named path that cannot be read, a full disk, a lost engine, an unknown format name.
 */
export async function ingest(options: IngestOptions): Promise<IngestResult> {
  const mapping = options.mapping ?? null;
  if (options.format !== undefined) findAdapter(options.format);
  const { sources: listed, skipped } = listSources(options.paths);
  const tally: Tally = new Map();
  for (const problem of skipped)
    addProblem(tally, problem.code, { file: problem.place?.file ?? '', line: 0, from: 0, reason: problem.message });
  const spool = await spoolStdin(listed);
  const sources: { source: Source; format: string }[] = [];
  const formats: Record<string, number> = {};
  for (const source of spool.sources) {
    try {
      const format = options.format ?? (mapping === null ? (await sniffSource(source)).name : 'jsonl');
      sources.push({ source, format });
      formats[format] = (formats[format] ?? 0) + 1;
    } catch (error) {
      const known = toAppError(error);
      const hint = known.hint === undefined ? '' : ` ${known.hint}`;
      addProblem(tally, known.code, { file: source.path, line: 0, from: 0, reason: `${known.message}.${hint}` });
    }
  }
  const tasks = sources.flatMap(({ source, format }, number) => cutTasks(source, number, format));
  const done = await runTasks(tasks, mapping, options);
  mergeTallies(tally, done.tally);
  const absent = Object.fromEntries(
    IDENTITY_FIELDS.map((field, i) => [field, done.work.exchanges === 0 ? 1 : (done.absentCounts[i] ?? 0) / done.work.exchanges]),
  );
  return {
    files: listed.length,
    exchanges: done.work.exchanges,
    rejected: done.work.rejected,
    outside: done.work.outside,
    formats,
    problems: await Promise.all(
      [...tally].map(async ([code, { count, samples }]) => ({
        code,
        count,
        samples: await Promise.all(samples.map(describeSample)),
      })),
    ),
    absent,
    from: done.work.exchanges === 0 ? null : done.work.from,
    to: done.work.exchanges === 0 ? null : done.work.to,
    exemplars: done.exemplars,
    sources,
    release: spool.release,
  };
}

/** Standard input can be read once; a spooled copy can be sniffed, cut into ranges and read again for examples. */
async function spoolStdin(listed: readonly Source[]): Promise<{ sources: Source[]; release: () => void }> {
  if (!listed.some((source) => source.path === '-')) return { sources: [...listed], release() {} };
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-stdin-'));
  const path = join(folder, 'standard-input');
  try {
    await pipeline(process.stdin, createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw toAppError(error);
  }
  const [spooled] = listSources([path]).sources;
  return {
    sources: listed.map((source) => (source.path === '-' ? spooled! : source)),
    release: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function cutTasks(source: Source, sourceNumber: number, format: string): Task[] {
  const adapter = findAdapter(format);
  const whole: Task[] = [{ source, sourceNumber, format }];
  if (adapter.framing !== 'json' || adapter.joins === true || source.size < RANGE_BYTES || !isLineFile(source)) return whole;
  const tasks: Task[] = [];
  for (let from = 0; from < source.size; from += RANGE_BYTES) {
    tasks.push({ source, sourceNumber, format, range: { from, to: Math.min(source.size, from + RANGE_BYTES) } });
  }
  return tasks;
}

interface Done {
  readonly work: WorkDone;
  readonly tally: Tally;
  readonly absentCounts: Float64Array;
  readonly exemplars: ExemplarIndex;
}

type WorkerMessage =
  | { idle: true }
  | { done: WorkDone }
  | { finished: { tally: Tally; exemplars: Map<bigint, Place[]>; absentCounts: Float64Array } }
  | { failed: { code: ErrorCode; message: string; place?: SourcePlace; hint?: string; stack?: string } };

async function runTasks(tasks: Task[], mapping: Mapping | null, options: IngestOptions): Promise<Done> {
  const settings: TaskSettings = {
    endpoint: options.endpoint,
    secret: options.secret,
    mapping,
    since: options.since ?? -Infinity,
    until: options.until ?? Infinity,
  };
  const work: WorkDone = { exchanges: 0, outside: 0, rejected: 0, from: Infinity, to: 0 };
  const tally: Tally = new Map();
  const exemplars = new ExemplarIndex();
  const absentCounts = new Float64Array(IDENTITY_FIELDS.length);
  const bytesAll = tasks.reduce((sum, task) => sum + sizeOf(task), 0);
  let bytesDone = 0;
  const queue = [...tasks];
  const count = Math.max(1, Math.min(options.workers ?? availableParallelism(), tasks.length));
  const workers: Worker[] = [];
  try {
    await Promise.all(Array.from({ length: tasks.length === 0 ? 0 : count }, () => runWorker()));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return { work, tally, absentCounts, exemplars };

  function runWorker(): Promise<void> {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: settings });
    workers.push(worker);
    let current: Task | null = null;
    return new Promise((resolve, reject) => {
      const stop = (): void => reject(new AppError('INTERNAL', 'stopped'));
      options.signal?.addEventListener('abort', stop, { once: true });
      worker.on('error', (error) => reject(toAppError(error)));
      worker.on('exit', (code) =>
        code === 0 ? resolve() : reject(new AppError('INTERNAL', `an ingest worker ended with ${code}`)),
      );
      worker.on('message', (message: WorkerMessage) => {
        if ('idle' in message) {
          if (current !== null) bytesDone += sizeOf(current);
          current = queue.shift() ?? null;
          worker.postMessage(current === null ? { finish: true } : { task: current });
        } else if ('done' in message) {
          work.exchanges += message.done.exchanges;
          work.outside += message.done.outside;
          work.rejected += message.done.rejected;
          work.from = Math.min(work.from, message.done.from);
          work.to = Math.max(work.to, message.done.to);
          options.onProgress?.(work.exchanges, bytesDone, bytesAll);
        } else if ('finished' in message) {
          mergeTallies(tally, message.finished.tally);
          exemplars.merge(message.finished.exemplars);
          message.finished.absentCounts.forEach((value, i) => {
            absentCounts[i]! += value;
          });
          resolve();
        } else {
          const { code, message: text, place, hint } = message.failed;
          reject(
            new AppError(code, text, { cause: message.failed.stack, ...(place ? { place } : {}), ...(hint ? { hint } : {}) }),
          );
        }
      });
    });
  }
}

function sizeOf(task: Task): number {
  return task.range === undefined ? task.source.size : task.range.to - task.range.from;
}

/** Writes `file:line reason`; a line of a range is counted from the start of the file only now, for the few samples. */
async function describeSample(sample: ProblemSample): Promise<string> {
  if (sample.line === 0) return `${sample.file} ${sample.reason}`;
  let before = 0;
  if (sample.from > 1 && statSync(sample.file, { throwIfNoEntry: false }) !== undefined) {
    for await (const chunk of createReadStream(sample.file, { end: sample.from - 2 })) {
      const bytes = chunk as Buffer;
      for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) before++;
    }
  }
  return `${sample.file}:${before + sample.line} ${sample.reason}`;
}
