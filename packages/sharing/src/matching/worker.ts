// SPDX-License-Identifier: Apache-2.0
import { parentPort } from 'node:worker_threads';
import { AppError } from '@stillwatch/core';
import { runTask, type Task } from './tasks.ts';

/** Thread of a matching: one task at a time. What is no refusal ends it, and with it the pool. */
const port = parentPort!;

port.on('message', (task: Task) => {
  try {
    port.postMessage({ answer: runTask(task) });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    port.postMessage({ refused: error.message });
  }
});
