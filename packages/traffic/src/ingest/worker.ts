// SPDX-License-Identifier: Apache-2.0
import { parentPort, workerData } from 'node:worker_threads';
import { toAppError } from '@stillwatch/core';
import { connectClient, insertRowBinary } from '../store/client.ts';
import type { WorkerMessage } from './pool.ts';
import { createTaskRunner, type Task, type TaskSettings } from './task.ts';

/** Worker thread of an ingest: asks for a task, does it, asks again; hands over its tallies at the end. */
const settings = workerData as TaskSettings;
const port = parentPort!;
const { database } = settings.endpoint;
const client = connectClient(settings.endpoint);
const runner = createTaskRunner(settings, (table, rows) => insertRowBinary(client, database, table, rows));

const say = (message: WorkerMessage): void => port.postMessage(message);

port.on('message', (message: { task: Task } | { finish: true }) => {
  handle(message).catch((error: unknown) => {
    const { code, message: text, place, hint } = toAppError(error);
    const stack = error instanceof Error ? error.stack : undefined;
    say({
      failed: { code, message: text, ...(place ? { place } : {}), ...(hint ? { hint } : {}), ...(stack ? { stack } : {}) },
    });
  });
});
say({ idle: true });

async function handle(message: { task: Task } | { finish: true }): Promise<void> {
  if ('task' in message) {
    await runner.run(message.task, (done) => say({ done }));
    say({ idle: true });
    return;
  }
  await runner.finish();
  await client.close();
  say({ finished: { tally: runner.tally, exemplars: new Map(runner.exemplars), absentCounts: runner.absentCounts } });
  port.close();
}
