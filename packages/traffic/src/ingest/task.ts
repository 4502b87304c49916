// SPDX-License-Identifier: Apache-2.0
import { AppError, createNodeKey, type ErrorCode, toAppError } from '@stillwatch/core';
import type { ClickHouseClient } from '@clickhouse/client';
import type { Mapping } from '../adapter.ts';
import { findAdapter } from '../formats/index.ts';
import { readRecords } from '../read/records.ts';
import type { Source } from '../read/sources.ts';
import type { StoreEndpoint } from '../store/engine.ts';
import { insertRowBinary, toStoreError } from '../store/store.ts';
import { createEncoder } from './encoder.ts';
import { ExemplarIndex, type Place } from './exemplars.ts';
import { addProblem, type Tally } from './tally.ts';

/** One file, or a range of one. */
export interface Task {
  readonly source: Source;
  readonly sourceNumber: number;
  readonly format: string;
  readonly range?: { readonly from: number; readonly to: number };
}

export interface TaskSettings {
  readonly endpoint: StoreEndpoint;
  readonly secret: Uint8Array;
  readonly mapping: Mapping | null;
  /** Milliseconds since 1970 UTC; exchanges outside [since, until) are left out. */
  readonly since: number;
  readonly until: number;
}

/** What a worker has done since it last told. */
export interface WorkDone {
  exchanges: number;
  outside: number;
  rejected: number;
  from: number;
  to: number;
}

/** Runs tasks one after the other with one encoder: parse → normalise → sketch → rows → store. */
export interface TaskRunner {
  run(task: Task, onProgress: (done: WorkDone) => void): Promise<void>;
  /** Sends what is still waiting. */
  finish(): Promise<void>;
  readonly tally: Tally;
  readonly exemplars: ReadonlyMap<bigint, readonly Place[]>;
  readonly absentCounts: Float64Array;
}

/** Inserts under way at once. */
const MAX_IN_FLIGHT = 2;
/** How long a lost engine is waited for, in attempts of growing length (about half a minute). */
const RETRY_DELAYS_MS = [100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800];

export function createTaskRunner(settings: TaskSettings, client: ClickHouseClient): TaskRunner {
  const encoder = createEncoder(createNodeKey(settings.secret));
  const exemplars = new ExemplarIndex();
  const tally: Tally = new Map();
  const inFlight = new Set<Promise<void>>();
  let failure: AppError | null = null;

  const send = (): void => {
    const batches = encoder.takeBatches();
    const work = (async () => {
      for (const { table, bytes } of batches) await insertPatiently(client, settings.endpoint.database, table, bytes);
    })()
      .catch((error: unknown) => {
        failure ??= toAppError(error);
      })
      .finally(() => inFlight.delete(work));
    inFlight.add(work);
  };

  return {
    tally,
    get exemplars() {
      return exemplars.places;
    },
    absentCounts: encoder.absentCounts,
    async run(task, onProgress) {
      const adapter = findAdapter(task.format);
      const reader = adapter.open(settings.mapping);
      let done: WorkDone = { exchanges: 0, outside: 0, rejected: 0, from: Infinity, to: 0 };
      let place = { offset: 0, length: 0 };
      const problem = (code: ErrorCode, line: number, reason: string): void => {
        done.rejected++;
        addProblem(tally, code, { file: task.source.path, line, from: task.range?.from ?? 0, reason });
      };
      const emit = (exchange: Parameters<Parameters<typeof reader.read>[1]>[0]): void => {
        if (exchange.time < settings.since || exchange.time >= settings.until) {
          done.outside++;
          return;
        }
        const { account, idLow, idHigh } = encoder.encode(exchange);
        if (place.length > 0) {
          exemplars.note(account.hash, { rank: (idLow ^ idHigh) >>> 0, source: task.sourceNumber, ...place });
        }
        done.exchanges++;
        if (exchange.time < done.from) done.from = exchange.time;
        if (exchange.time > done.to) done.to = exchange.time;
        if (encoder.isFull()) send();
      };
      try {
        await readRecords(
          task.source,
          adapter.framing,
          {
            record(value, line, offset, length) {
              place = { offset, length };
              const refusal = reader.read(value, emit);
              if (refusal !== null) problem(refusal.code, line, refusal.reason);
            },
            problem,
            drain() {
              if (failure !== null) throw failure;
              if (done.exchanges + done.rejected > 2_000) {
                onProgress(done);
                done = { exchanges: 0, outside: 0, rejected: 0, from: Infinity, to: 0 };
              }
              return inFlight.size < MAX_IN_FLIGHT ? undefined : Promise.race(inFlight);
            },
          },
          task.range,
        );
      } catch (error) {
        if (failure !== null) throw failure;
        const known = toAppError(error);
        if (known.code === 'INTERNAL' || known.code === 'DISK_FULL') throw known;
        // A source that cannot be read on ends here; the others go on.
        problem(known.code, known.place?.line ?? 0, known.message);
      }
      place = { offset: 0, length: 0 };
      reader.end(emit);
      onProgress(done);
      if (failure !== null) throw failure;
    },
    async finish() {
      if (encoder.pending > 0) send();
      await Promise.all(inFlight);
      if (failure !== null) throw failure;
    },
  };
}

/** A batch is sent again when the engine had to be restarted: its rows collapse by key if they were stored before. */
async function insertPatiently(
  client: ClickHouseClient,
  database: string,
  table: Parameters<typeof insertRowBinary>[2],
  bytes: Uint8Array,
): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await insertRowBinary(client, database, table, bytes);
    } catch (error) {
      const known = toStoreError(error);
      const delay = RETRY_DELAYS_MS[attempt];
      if (known.code !== 'ENGINE_LOST' || delay === undefined) throw known;
      await new Promise((resolve) => setTimeout(resolve, delay));
    }
  }
}
