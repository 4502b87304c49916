// SPDX-License-Identifier: Apache-2.0
import { Worker } from 'node:worker_threads';
import { AppError, toAppError } from '@stillwatch/core';
import type { WhatIf } from '@stillwatch/core/api';
import type { ReadTexts } from '../hunt/index.ts';
import type { FromWorker, HuntJob, HuntOutcome, Order, Question, ToWorker, WorkerSettings } from './job.ts';

/** The hunting thread, as the main thread sees it. Orders wait for one another. */
export interface HuntWorker {
  hunt(job: HuntJob, onStage: (stage: string) => void): Promise<HuntOutcome>;
  /** Detects a window only to be asked about it. */
  prepare(job: HuntJob): Promise<void>;
  /** @throws AppError NOT_FOUND when the campaign is not in the detection that is held. */
  ask(question: Question): Promise<WhatIf>;
  /** Ends the thread; what it was doing fails. */
  close(): Promise<void>;
}

/** A thread that ends is started again with the next order; what it held is gone then, and `onLost` is told. */
export function createHuntWorker(settings: WorkerSettings, readTexts: ReadTexts, onLost: () => void): HuntWorker {
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;

  const inTurn = <T>(order: Order, onStage: (stage: string) => void = () => {}): Promise<T> => {
    const result = last.then(() => run<T>(order, onStage));
    last = result.catch(() => undefined);
    return result;
  };

  const run = <T>(order: Order, onStage: (stage: string) => void): Promise<T> => {
    if (closed) throw stopped();
    const thread = (worker ??= new Worker(new URL('./worker.ts', import.meta.url), { workerData: settings }));
    const tell = (message: ToWorker): void => thread.postMessage(message);
    return new Promise<T>((resolve, reject) => {
      const end = (settle: () => void): void => {
        thread.removeAllListeners();
        // A thread that is gone from here on is noticed by the next order.
        thread.once('exit', forget);
        thread.once('error', () => {});
        settle();
      };
      const forget = (): void => {
        if (worker === thread) worker = null;
        onLost();
      };
      thread.removeAllListeners();
      thread.on('message', (message: FromWorker) => {
        if ('stage' in message) onStage(message.stage);
        else if ('wanted' in message) {
          readTexts(message.wanted).then(
            (texts) => tell({ texts }),
            // An example is a courtesy: without it the campaign is described all the same.
            () => tell({ texts: [] }),
          );
        } else if ('answer' in message) end(() => resolve(message.answer as T));
        else {
          const { code, message: text, hint } = message.failed;
          end(() => reject(new AppError(code, text, hint === undefined ? {} : { hint })));
        }
      });
      thread.on('error', (error) => reject(toAppError(error)));
      thread.on('exit', () => {
        forget();
        reject(closed ? stopped() : new AppError('INTERNAL', 'the hunting thread ended'));
      });
      tell({ order });
    });
  };

  return {
    hunt: (job, onStage) => inTurn({ hunt: job }, onStage),
    prepare: (job) => inTurn({ prepare: job }),
    ask: (question) => inTurn({ question }),
    async close() {
      closed = true;
      await worker?.terminate();
    },
  };
}

function stopped(): AppError {
  return new AppError('ENGINE_UNAVAILABLE', 'the node stopped before the hunt ended');
}
