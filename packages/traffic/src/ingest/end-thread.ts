// SPDX-License-Identifier: Apache-2.0
import type { Worker } from 'node:worker_threads';

/** For a thread that was told to end and has nothing left to do, even on a machine that is busy with other things. */
const GRACE_MS = 10_000;

/**
 * Waits until a thread that is about to end has ended, and ends it by force after the grace. Taking a thread down in the midst
 * of its own end, or of work, has crashed the whole process (seen with Node 24, rarely, on busy machines); leaving it alone
 * costs nothing.
 * @param tell asks it to end; leave it out where it ends by itself.
 */
export async function endThread(worker: Worker, tell: () => void = () => {}, graceMs = GRACE_MS): Promise<void> {
  // A thread that has ended has no number any more.
  if (worker.threadId === -1) return;
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  tell();
  const grace = setTimeout(() => void worker.terminate(), graceMs);
  await ended;
  clearTimeout(grace);
}
