// SPDX-License-Identifier: Apache-2.0
import { Worker } from 'node:worker_threads';
import { AppError, systemCodeOf, type Exchange } from '@stillwatch/core';
import { endThread } from '@stillwatch/traffic';
import type { Encoded, EncodeJob, FindJob, Job, Outcome, SampleJob, Text, ToWorker, WorkerSettings } from './messages.ts';

/** Records are garbage as soon as they are encoded: with room for many, few of them are copied before they die. */
const YOUNG_GENERATION_MB = 64;
/** A body that needs more is refused. */
const OLD_GENERATION_MB = 1_536;
/** Jobs handed to a worker at once: it finds the next one there when it is done with the first. */
const DEPTH = 2;
/** A job that takes longer, because its body was made for that or nearly fills the memory, is given up. */
const DEADLINE_MS = 60_000;

/** Worker threads that live as long as the intake. */
export interface WorkerPool {
  /** @param urgent goes before what is not. @throws AppError: codes of the body, INTERNAL, BODY_TOO_LARGE. */
  encode(job: EncodeJob, urgent: boolean): Promise<Encoded>;
  find(job: FindJob): Promise<Text | null>;
  sample(job: SampleJob): Promise<readonly Exchange[]>;
  /** Encoders note what they have told (an account's address, once a day). After rows were lost they begin anew. */
  forget(): void;
  /** Counts how often they had to. */
  readonly generation: number;
  close(): Promise<void>;
}

interface Waiting {
  readonly job: Job;
  readonly settle: { resolve(outcome: Outcome): void; reject(error: AppError): void };
}

interface Seat {
  worker: Worker | null;
  /** Has the worker begun? Starting does not count as working. */
  ready: boolean;
  /** Watches the job that is being worked on: the first. */
  watch: NodeJS.Timeout | null;
  readonly underWay: Map<number, Waiting>;
}

/** @param deadlineMs of a job. */
export function createWorkerPool(settings: WorkerSettings, count: number, deadlineMs = DEADLINE_MS): WorkerPool {
  const urgentQueue: Waiting[] = [];
  const queue: Waiting[] = [];
  const seats: Seat[] = Array.from({ length: count }, () => ({ worker: null, ready: false, watch: null, underWay: new Map() }));
  let generation = 0;
  let ids = 0;
  let closed = false;

  const ask = (job: Job, urgent: boolean): Promise<Outcome> => {
    if (closed) return Promise.reject(new AppError('INTAKE_OVERLOADED', 'the intake is closed'));
    const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
    (urgent ? urgentQueue : queue).push({ job, settle: { resolve, reject } });
    dispatch();
    return promise;
  };

  const dispatch = (): void => {
    for (;;) {
      if (urgentQueue.length === 0 && queue.length === 0) return;
      const seat = seats.reduce((least, one) => (one.underWay.size < least.underWay.size ? one : least));
      if (seat.underWay.size >= DEPTH) return;
      const waiting = (urgentQueue.shift() ?? queue.shift())!;
      const id = ids++;
      seat.underWay.set(id, waiting);
      seat.worker ??= start(seat);
      // Copied and not given away: another worker may have to do it again.
      if (seat.underWay.size === 1) watch(seat);
      seat.worker.postMessage({ id, generation, job: waiting.job } satisfies ToWorker);
    }
  };

  const watch = (seat: Seat): void => {
    if (seat.watch !== null) clearTimeout(seat.watch);
    const { worker } = seat;
    seat.watch = seat.underWay.size === 0 || !seat.ready ? null : setTimeout(() => void worker?.terminate(), deadlineMs);
  };

  const start = (seat: Seat): Worker => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: settings,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB, maxOldGenerationSizeMb: OLD_GENERATION_MB },
    });
    let cause: unknown;
    worker.on('error', (error) => (cause = error));
    worker.on('exit', () => {
      if (closed) return;
      seat.worker = null;
      seat.ready = false;
      if (seat.watch !== null) clearTimeout(seat.watch);
      seat.watch = null;
      const [first, ...others] = seat.underWay.values();
      seat.underWay.clear();
      // One after the other: the first was being worked on, the others go to another worker.
      queue.unshift(...others);
      first?.settle.reject(endOf(cause));
      dispatch();
    });
    worker.on('message', (outcome: Outcome) => {
      if ('ready' in outcome) {
        seat.ready = true;
        return watch(seat);
      }
      const waiting = seat.underWay.get(outcome.id);
      seat.underWay.delete(outcome.id);
      watch(seat);
      if ('failed' in outcome) {
        const { code, message, hint } = outcome.failed;
        waiting?.settle.reject(new AppError(code, message, hint === undefined ? {} : { hint }));
      } else waiting?.settle.resolve(outcome);
      dispatch();
    });
    return worker;
  };

  return {
    get generation() {
      return generation;
    },
    forget() {
      generation++;
    },
    async encode(job, urgent) {
      return ((await ask(job, urgent)) as Extract<Outcome, { encoded: Encoded }>).encoded;
    },
    async find(job) {
      return ((await ask(job, false)) as Extract<Outcome, { found: Text | null }>).found;
    },
    async sample(job) {
      return ((await ask(job, false)) as Extract<Outcome, { sampled: readonly Exchange[] }>).sampled;
    },
    async close() {
      closed = true;
      const error = new AppError('INTAKE_OVERLOADED', 'the intake is closed');
      for (const { settle } of [...urgentQueue.splice(0), ...queue.splice(0)]) settle.reject(error);
      for (const { underWay, worker, watch } of seats) {
        if (watch !== null) clearTimeout(watch);
        for (const { settle } of underWay.values()) settle.reject(error);
        if (worker === null) continue;
        if (underWay.size === 0) await endThread(worker, () => worker.postMessage({ end: true } satisfies ToWorker));
        else await worker.terminate();
      }
    },
  };
}

function endOf(cause: unknown): AppError {
  if (cause === undefined || systemCodeOf(cause) === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new AppError('BODY_TOO_LARGE', 'the body needs more memory or time than a worker has for it', {
      hint: 'Send smaller batches.',
    });
  }
  return new AppError('INTERNAL', 'an intake worker ended', { cause });
}
