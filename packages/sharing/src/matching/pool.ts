// SPDX-License-Identifier: Apache-2.0
import { Worker } from 'node:worker_threads';
import { AppError } from '@stillwatch/core';
import type { Blinded, Keys } from './operations.ts';
import { runTask, type TaskAnswer, type Task } from './tasks.ts';

/** Does the arithmetic, in threads of its own or, with none, where it is called. */
export interface MatchPool {
  readonly size: number;
  blind(inputs: readonly Uint8Array[]): Promise<Blinded>;
  /** @throws AppError MATCH_REFUSED for what is no element of the group. */
  evaluate(keys: Keys, blinded: readonly Uint8Array[]): Promise<{ evaluated: Uint8Array[]; proof: Uint8Array }>;
  /** Tokens of inputs. @throws AppError MATCH_REFUSED where the proof does not hold. */
  finalize(
    publicKey: Uint8Array,
    inputs: readonly Uint8Array[],
    hidden: Blinded,
    evaluated: readonly Uint8Array[],
    proof: Uint8Array,
    epoch: string,
  ): Promise<string[]>;
  /** Tokens of own inputs. */
  evaluateOwn(keys: Keys, inputs: readonly Uint8Array[], epoch: string): Promise<string[]>;
  close(): Promise<void>;
}

type Run = <T extends Task['step']>(task: Extract<Task, { step: T }>) => Promise<Extract<TaskAnswer, { step: T }>>;
/** Own values per task: others wait no longer than for one of these. */
const SHARE = 500;

/** @param size threads; 0 works where it is called, which holds everything else up meanwhile. */
export function createMatchPool(size: number): MatchPool {
  const { run, close } = size === 0 ? inline() : threads(size);
  return {
    size,
    blind: (inputs) => run({ step: 'blind', inputs }),
    evaluate: (keys, blinded) => run({ step: 'evaluate', keys, blinded }),
    finalize: async (publicKey, inputs, hidden, evaluated, proof, epoch) =>
      (await run({ step: 'finalize', publicKey, inputs, hidden, evaluated, proof, epoch })).tokens,
    async evaluateOwn(keys, inputs, epoch) {
      const shares = Array.from({ length: Math.ceil(inputs.length / SHARE) }, (_, i) => inputs.slice(i * SHARE, (i + 1) * SHARE));
      const tokens: string[][] = [];
      let next = 0;
      const work = async (): Promise<void> => {
        for (let i = next++; i < shares.length; i = next++) {
          tokens[i] = (await run({ step: 'own', keys, inputs: shares[i]!, epoch })).tokens;
        }
      };
      // No more at a time than there are threads: a peer's batch comes in between, and does not wait for all of them.
      await Promise.all(Array.from({ length: Math.max(1, size) }, work));
      return tokens.flat();
    },
    close,
  };
}

function inline(): { run: Run; close: () => Promise<void> } {
  // As a thread would: what is thrown comes as a rejection.
  const run = (async (task: Task) => runTask(task)) as Run;
  return { run, close: async () => {} };
}

interface Waiting {
  readonly task: Task;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
}

function threads(size: number): { run: Run; close: () => Promise<void> } {
  const queue: Waiting[] = [];
  const idle: Worker[] = [];
  const busy = new Map<Worker, Waiting>();
  let lost: AppError | null = null;
  const feed = (): void => {
    while (idle.length > 0 && queue.length > 0) {
      const worker = idle.pop()!;
      const waiting = queue.shift()!;
      busy.set(worker, waiting);
      worker.postMessage(waiting.task);
    }
  };
  /** One thread that ends takes the pool with it: there is no half of an answer. */
  const fail = (error: AppError): void => {
    lost ??= error;
    for (const { reject } of [...busy.values(), ...queue.splice(0)]) reject(lost);
    busy.clear();
  };
  const workers = Array.from({ length: size }, () => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url));
    worker.on('message', (message: { answer: never } | { refused: string }) => {
      const waiting = busy.get(worker);
      busy.delete(worker);
      idle.push(worker);
      if ('answer' in message) waiting?.resolve(message.answer);
      else waiting?.reject(new AppError('MATCH_REFUSED', message.refused));
      feed();
    });
    worker.on('error', (cause) => fail(new AppError('INTERNAL', 'a thread of the matching failed', { cause })));
    worker.on('exit', () => fail(new AppError('INTERNAL', 'the matching was closed')));
    idle.push(worker);
    return worker;
  });
  const run = ((task: Task) =>
    new Promise<never>((resolve, reject) => {
      if (lost !== null) {
        reject(lost);
        return;
      }
      queue.push({ task, resolve, reject });
      feed();
    })) as Run;
  return {
    run,
    async close() {
      fail(new AppError('INTERNAL', 'the matching was closed'));
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
