// SPDX-License-Identifier: Apache-2.0
import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError, type ErrorCode } from '@stillwatch/core';
import type { Answers, Job } from './jobs.ts';

/** What a child says. */
export type Message =
  | { readonly progress: string }
  | { readonly answer: unknown }
  | {
      readonly error: {
        readonly code: ErrorCode;
        readonly message: string;
        readonly hint?: string | undefined;
        readonly stack?: string | undefined;
      };
    };

export interface ProcessOptions {
  /** Keeps logs and labels here; absent: a temporary folder that is removed. */
  readonly keep?: string | undefined;
  readonly workers?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((text: string) => void) | undefined;
}

/**
 * Does a job in a child process. When the signal is given the child is ended, and its engine with it (which leaves
 * when its parent is gone); the temporary folder is removed in any case.
 * @throws AppError what the child threw, or INTERNAL when it ended without a word.
 */
export async function doInChild<K extends Job['kind']>(
  job: Job & { kind: K },
  { keep, workers, signal, onProgress }: ProcessOptions,
): Promise<Answers[K]> {
  signal?.throwIfAborted();
  const folder = keep ?? mkdtempSync(join(tmpdir(), 'stillwatch-arena-'));
  mkdirSync(folder, { recursive: true });
  const child = fork(fileURLToPath(new URL('child.ts', import.meta.url)), {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const stop = (): void => {
    child.kill('SIGKILL');
  };
  signal?.addEventListener('abort', stop);
  try {
    return await new Promise<Answers[K]>((resolve, reject) => {
      child.on('message', (message: Message) => {
        if ('progress' in message) onProgress?.(message.progress);
        else if ('answer' in message) resolve(message.answer as Answers[K]);
        else {
          const { code, message: text, hint, stack } = message.error;
          reject(new AppError(code, text, { cause: stack, ...(hint === undefined ? {} : { hint }) }));
        }
      });
      child.on('error', reject);
      child.once('exit', (code, died) => {
        reject(
          signal?.aborted === true ? signal.reason : new AppError('INTERNAL', `a run ended without a result (${died ?? code})`),
        );
      });
      child.send({ job, folder, workers });
    });
  } finally {
    signal?.removeEventListener('abort', stop);
    await ended(child);
    if (keep === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

/** Waits until a child is gone. */
async function ended(child: ReturnType<typeof fork>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => child.once('exit', resolve));
}
