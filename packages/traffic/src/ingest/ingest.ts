// SPDX-License-Identifier: Apache-2.0
import { IDENTITY_FIELDS, toAppError } from '@stillwatch/core';
import type { Mapping } from '../adapter.ts';
import { findAdapter } from '../formats/index.ts';
import { isLineFile } from '../read/json-records.ts';
import { listSources, type Source } from '../read/sources.ts';
import { sniffMapped, sniffSource } from '../read/sniff.ts';
import type { StoreEndpoint } from '../store/engine.ts';
import type { ExemplarIndex } from './exemplars.ts';
import { runTasks } from './pool.ts';
import { describeProblems, type Problem } from './samples.ts';
import { spoolOnce } from './spool-input.ts';
import { addProblem, mergeTallies, type Tally } from './tally.ts';
import { sizeOf, type Task } from './task.ts';

const RANGE_BYTES = 32 << 20;

export interface IngestOptions {
  /** Files, folders, pipes, `-` for standard input. */
  readonly paths: readonly string[];
  readonly endpoint: StoreEndpoint;
  readonly secret: Uint8Array;
  /** What sketches are made under, where a sharing group has it in common. */
  readonly sketchSecret?: Uint8Array | null;
  readonly format?: string | undefined;
  readonly mapping?: Mapping | null;
  /** Milliseconds since 1970 UTC. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  /** Reading threads; one per core unless said otherwise. */
  readonly workers?: number | undefined;
  /** Neither number ever falls; `bytesDone` ends at `bytesAll`. */
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
  readonly problems: Problem[];
  /** Share of exchanges that lacked each identity field. */
  readonly absent: Record<string, number>;
  /** Milliseconds since 1970 UTC; null when nothing was read. */
  readonly from: number | null;
  readonly to: number | null;
  readonly exemplars: ExemplarIndex;
  readonly sources: readonly { source: Source; format: string }[];
  /** Removes what was copied from standard input; exemplars cannot be read afterwards. */
  release(): void;
}

/**
 * Reads files, folders and standard input into the traffic store, with one worker thread per core.
 * Bad lines and unreadable files are counted and sampled, and never stop the run.
 * @throws AppError for a named path that cannot be read, a full disk, a lost engine, an unknown format name;
 *   the signal's reason when it is aborted: what was stored until then stays, and reading again does no harm.
 */
export async function ingest(options: IngestOptions): Promise<IngestResult> {
  const mapping = options.mapping ?? null;
  if (options.format !== undefined) findAdapter(options.format);
  options.signal?.throwIfAborted();
  const { sources: listed, skipped } = listSources(options.paths);
  const tally: Tally = new Map();
  for (const problem of skipped) addFileProblem(tally, problem.place?.file ?? '', problem);
  const spool = await spoolOnce(listed, options.signal);
  try {
    const sources = await recogniseAll(spool.sources, options, tally);
    const tasks = sources.flatMap(({ source, format }, number) => cutTasks(source, number, format));
    const bytesAll = tasks.reduce((sum, task) => sum + sizeOf(task), 0);
    const { endpoint, secret, sketchSecret = null, since = -Infinity, until = Infinity, workers, onProgress, signal } = options;
    const {
      work,
      tally: found,
      absentCounts,
      exemplars,
    } = await runTasks(
      tasks,
      { endpoint, secret, sketchSecret, mapping, since, until },
      { workers, signal, onProgress: (done) => onProgress?.(done.exchanges, done.bytes, bytesAll) },
    );
    mergeTallies(tally, found);
    const share = (i: number): number => (work.exchanges === 0 ? 1 : absentCounts[i]! / work.exchanges);
    return {
      files: listed.length,
      exchanges: work.exchanges,
      rejected: work.rejected,
      outside: work.outside,
      formats: countFormats(sources),
      problems: await describeProblems(tally),
      absent: Object.fromEntries(IDENTITY_FIELDS.map((field, i) => [field, share(i)])),
      from: work.exchanges === 0 ? null : work.from,
      to: work.exchanges === 0 ? null : work.to,
      exemplars,
      sources,
      release: spool.release,
    };
  } catch (error) {
    spool.release();
    throw error;
  }
}

interface Recognised {
  readonly source: Source;
  readonly format: string;
}

async function recogniseAll(sources: readonly Source[], options: IngestOptions, tally: Tally): Promise<Recognised[]> {
  const recognised: Recognised[] = [];
  for (const source of sources) {
    options.signal?.throwIfAborted();
    try {
      recognised.push({ source, format: options.format ?? (await recognise(source, options.mapping ?? null)) });
    } catch (error) {
      addFileProblem(tally, source.name, error);
    }
  }
  return recognised;
}

async function recognise(source: Source, mapping: Mapping | null): Promise<string> {
  return mapping === null ? (await sniffSource(source)).name : sniffMapped(source);
}

function addFileProblem(tally: Tally, name: string, error: unknown): void {
  const { code, message, hint } = toAppError(error);
  const reason = hint === undefined ? message : `${message}. ${hint}`;
  addProblem(tally, code, { name, path: name, line: 0, from: 0, reason });
}

function countFormats(sources: readonly Recognised[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { format } of sources) counts[format] = (counts[format] ?? 0) + 1;
  return counts;
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
