// SPDX-License-Identifier: Apache-2.0
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { AppError, type ErrorCode, IDENTITY_FIELDS, type SourcePlace, toAppError } from '@stillwatch/core';
import { endThread } from './end-thread.ts';
import { ExemplarIndex, type PlaceList } from './exemplars.ts';
import { mergeTallies, type Tally } from './tally.ts';
import { addWork, noWork, sizeOf, type Task, type TaskSettings, type WorkDone } from './task.ts';

/** Records are garbage as soon as they are encoded: with room for many, few of them are copied before they die. */
const YOUNG_GENERATION_MB = 96;

export interface PoolOptions {
  readonly workers?: number | undefined;
  readonly onProgress?: ((work: Readonly<WorkDone>) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface PoolResult {
  readonly work: WorkDone;
  readonly tally: Tally;
  /** Exchanges that lacked each of IDENTITY_FIELDS. */
  readonly absentCounts: Float64Array;
  readonly exemplars: ExemplarIndex;
}

/** What a worker says. */
export type WorkerMessage =
  | { readonly idle: true }
  | { readonly done: WorkDone }
  | { readonly finished: { tally: Tally; exemplars: Map<bigint, PlaceList>; absentCounts: Float64Array } }
  | { readonly failed: { code: ErrorCode; message: string; place?: SourcePlace; hint?: string; stack?: string } };

/**
 * Runs tasks in worker threads, one per core unless said otherwise.
 * @throws AppError of the first worker that fails; the signal's reason when it is aborted.
 */
export async function runTasks(tasks: readonly Task[], settings: TaskSettings, options: PoolOptions): Promise<PoolResult> {
  const result: PoolResult = {
    work: noWork(),
    tally: new Map(),
    absentCounts: new Float64Array(IDENTITY_FIELDS.length),
    exemplars: new ExemplarIndex(),
  };
  const queue = [...tasks];
  const count = Math.min(Math.max(1, options.workers ?? availableParallelism()), tasks.length);
  const workers: Worker[] = [];
  const aborted = watchAbort(options.signal);
  try {
    await Promise.race([aborted.promise, Promise.all(Array.from({ length: count }, () => runWorker()))]);
    // They have said everything and end by themselves.
    await Promise.all(workers.map((worker) => endThread(worker)));
  } finally {
    aborted.release();
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return result;

  function runWorker(): Promise<void> {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: settings,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    workers.push(worker);
    /** Bytes of the task under way that were not reported as read yet. */
    let bytesLeft = 0;
    const report = (done: WorkDone): void => {
      addWork(result.work, done);
      options.onProgress?.(result.work);
    };
    return new Promise((resolve, reject) => {
      worker.on('error', (error) => reject(toAppError(error)));
      worker.on('exit', (code) => reject(new AppError('INTERNAL', `an ingest worker ended with ${code}`)));
      worker.on('message', (message: WorkerMessage) => {
        if ('idle' in message) {
          if (bytesLeft > 0) report({ ...noWork(), bytes: bytesLeft });
          const task = queue.shift();
          bytesLeft = task === undefined ? 0 : sizeOf(task);
          worker.postMessage(task === undefined ? { finish: true } : { task });
        } else if ('done' in message) {
          // More than the size when a file grows meanwhile.
          const bytes = Math.min(bytesLeft, message.done.bytes);
          bytesLeft -= bytes;
          report({ ...message.done, bytes });
        } else if ('finished' in message) {
          mergeTallies(result.tally, message.finished.tally);
          result.exemplars.merge(message.finished.exemplars);
          message.finished.absentCounts.forEach((value, i) => {
            result.absentCounts[i]! += value;
          });
          resolve();
        } else {
          const { code, message: text, place, hint, stack } = message.failed;
          reject(new AppError(code, text, { cause: stack, ...(place ? { place } : {}), ...(hint ? { hint } : {}) }));
        }
      });
    });
  }
}

/** A promise that rejects with the signal's reason when it is aborted. */
function watchAbort(signal: AbortSignal | undefined): { promise: Promise<never>; release: () => void } {
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal!.reason);
  if (signal?.aborted === true) onAbort();
  signal?.addEventListener('abort', onAbort, { once: true });
  return { promise, release: () => signal?.removeEventListener('abort', onAbort) };
}
