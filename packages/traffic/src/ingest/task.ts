// SPDX-License-Identifier: Apache-2.0
import { type AppError, createNodeKey, type ErrorCode, type Exchange, toAppError } from '@stillwatch/core';
import type { Mapping } from '../adapter.ts';
import { findAdapter } from '../formats/index.ts';
import type { ByteRange } from '../read/record-sink.ts';
import { readRecords } from '../read/records.ts';
import type { Source } from '../read/sources.ts';
import type { StoreEndpoint } from '../store/engine.ts';
import { createEncoder } from './encoder.ts';
import { ExemplarIndex, type PlaceList } from './exemplars.ts';
import { createSender, type InsertRows } from './sender.ts';
import { addProblem, type Tally } from './tally.ts';

/** Bytes read between two reports of progress: each wakes the thread that is told. */
const REPORT_BYTES = 8 << 20;

/** One file, or a range of one. */
export interface Task {
  readonly source: Source;
  readonly sourceNumber: number;
  readonly format: string;
  /** Instead of the settings' one. */
  readonly mapping?: Mapping | null;
  readonly range?: ByteRange;
}

export interface TaskSettings {
  readonly endpoint: StoreEndpoint;
  readonly secret: Uint8Array;
  /** What sketches are made under, where a sharing group has it in common; the secret otherwise. */
  readonly sketchSecret?: Uint8Array | null;
  readonly mapping: Mapping | null;
  /** Milliseconds since 1970 UTC; exchanges outside [since, until) are left out. */
  readonly since: number;
  readonly until: number;
  /** Are places of exchanges remembered, for examples? Yes unless said otherwise. */
  readonly keepPlaces?: boolean;
}

/** What a worker has done since it last told. */
export interface WorkDone {
  exchanges: number;
  outside: number;
  rejected: number;
  /** Bytes of the sources on disk. */
  bytes: number;
  from: number;
  to: number;
}

export function noWork(): WorkDone {
  return { exchanges: 0, outside: 0, rejected: 0, bytes: 0, from: Infinity, to: 0 };
}

export function addWork(to: WorkDone, done: Readonly<WorkDone>): void {
  to.exchanges += done.exchanges;
  to.outside += done.outside;
  to.rejected += done.rejected;
  to.bytes += done.bytes;
  to.from = Math.min(to.from, done.from);
  to.to = Math.max(to.to, done.to);
}

/** Bytes on disk that a task reads. */
export function sizeOf(task: Task): number {
  return task.range === undefined ? task.source.size : task.range.to - task.range.from;
}

/** Runs tasks one after the other with one encoder: parse → normalise → sketch → rows → store. */
export interface TaskRunner {
  run(task: Task, onProgress: (done: WorkDone) => void): Promise<void>;
  /** Sends what is still waiting. */
  finish(): Promise<void>;
  readonly tally: Tally;
  readonly exemplars: ReadonlyMap<bigint, PlaceList>;
  readonly absentCounts: Float64Array;
}

export function createTaskRunner(settings: Omit<TaskSettings, 'endpoint'>, insert: InsertRows): TaskRunner {
  const exemplars = new ExemplarIndex();
  if (settings.keepPlaces === false) exemplars.limit = 0;
  const encoder = createEncoder(createNodeKey(settings.secret, settings.sketchSecret), exemplars);
  const sender = createSender(insert);
  const tally: Tally = new Map();
  return {
    tally,
    get exemplars() {
      return exemplars.lists;
    },
    absentCounts: encoder.absentCounts,
    async run(task, onProgress) {
      const { source, sourceNumber, range } = task;
      const adapter = findAdapter(task.format);
      const reader = adapter.open(task.mapping ?? settings.mapping);
      let done = noWork();
      let recordOffset = 0;
      let recordLength = 0;
      let encoding = false;
      const report = (): void => {
        onProgress(done);
        done = noWork();
      };
      const problem = (code: ErrorCode, line: number, reason: string, count = 1): void => {
        done.rejected += count;
        addProblem(tally, code, { name: source.name, path: source.path, line, from: range?.from ?? 0, reason }, count);
      };
      const emit = (exchange: Exchange): void => {
        if (exchange.time < settings.since || exchange.time >= settings.until) {
          done.outside++;
          return;
        }
        encoding = true;
        const { account, rank } = encoder.encode(exchange);
        encoding = false;
        if (recordLength > 0) encoder.accounts.keepPlace(account, rank, sourceNumber, recordOffset, recordLength);
        done.exchanges++;
        if (exchange.time < done.from) done.from = exchange.time;
        if (exchange.time > done.to) done.to = exchange.time;
        if (encoder.isFull()) sender.send(encoder.takeBatches());
      };
      const record = (value: unknown, line: number, offset: number, length: number): void => {
        recordOffset = offset;
        recordLength = length;
        try {
          const refusal = reader.read(value, emit);
          if (refusal !== null) problem(refusal.code, line, refusal.reason, refusal.count);
        } catch (error) {
          // A defect of an adapter costs its record; one of the encoder may have left half a row behind.
          if (encoding) throw error;
          problem('INTERNAL', line, `the ${adapter.name} adapter failed: ${nameOf(error)}`);
        }
      };
      const drain = (): Promise<void> | undefined => {
        if (done.bytes >= REPORT_BYTES) report();
        return sender.drain();
      };
      const consumed = (bytes: number): void => {
        done.bytes += bytes;
      };
      try {
        await readRecords(source, adapter.framing, { record, problem, drain, consumed }, range);
      } catch (error) {
        const known = toAppError(error);
        if (!isOfSource(known)) throw known;
        // A source that cannot be read on ends here; the others go on.
        problem(known.code, known.place?.line ?? 0, known.message);
      }
      recordLength = 0;
      reader.end(emit);
      report();
      await sender.drain();
    },
    async finish() {
      sender.send(encoder.takeBatches());
      await sender.finish();
    },
  };
}

/** Is the trouble with what is read, and not with ourselves or the store? */
function isOfSource({ code }: AppError): boolean {
  return code !== 'INTERNAL' && code !== 'DISK_FULL' && !code.startsWith('ENGINE_');
}

/** The kind of an error: its message may quote the record. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
