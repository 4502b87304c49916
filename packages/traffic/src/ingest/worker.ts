// SPDX-License-Identifier: Apache-2.0
import { parentPort, workerData } from 'node:worker_threads';
import { toAppError } from '@stillwatch/core';
import { connectClient } from '../store/store.ts';
import { createTaskRunner, type Task, type TaskSettings } from './task.ts';

/** Worker thread of an ingest: asks for a task, does it, asks again; hands over its tallies at the end. */
const settings = workerData as TaskSettings;
const port = parentPort!;
const client = connectClient(settings.endpoint);
const runner = createTaskRunner(settings, client);

port.on('message', (message: { task: Task } | { finish: true }) => {
  handle(message).catch((error: unknown) => {
    const { code, message: text, place, hint } = toAppError(error);
    port.postMessage({ failed: { code, message: text, place, hint, stack: error instanceof Error ? error.stack : undefined } });
  });
});
port.postMessage({ idle: true });

async function handle(message: { task: Task } | { finish: true }): Promise<void> {
  if ('task' in message) {
    await runner.run(message.task, (done) => port.postMessage({ done }));
    port.postMessage({ idle: true });
    return;
  }
  await runner.finish();
  await client.close();
  port.postMessage({
    finished: { tally: runner.tally, exemplars: runner.exemplars, absentCounts: runner.absentCounts },
  });
  port.close();
}
