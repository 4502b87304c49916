// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { endThread } from './end-thread.ts';

function thread(body: string): Worker {
  return new Worker(`const { parentPort } = require('node:worker_threads'); ${body}`, { eval: true });
}

async function endOf(worker: Worker, graceMs?: number): Promise<number> {
  const exit = once(worker, 'exit') as Promise<[number]>;
  await endThread(worker, () => worker.postMessage('end'), graceMs);
  return (await exit)[0];
}

describe('the end of a thread', () => {
  it('is its own when it ends as it is told', async () => {
    expect(await endOf(thread("parentPort.once('message', () => parentPort.close());"))).toBe(0);
  });

  it('comes by force after the grace', async () => {
    const worker = thread("parentPort.on('message', () => { for (;;); }); parentPort.postMessage('ready');");
    // One that is forced before it has begun ends with 0.
    await once(worker, 'message');
    expect(await endOf(worker, 100)).toBe(1);
  });

  it('may have come already', async () => {
    const worker = thread('');
    await once(worker, 'exit');
    await endThread(worker);
    expect(worker.threadId).toBe(-1);
  });
});
