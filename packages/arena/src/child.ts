// SPDX-License-Identifier: Apache-2.0
/** A process of its own for one job: its memory is measured alone, and given back whole. */
import { toAppError } from '@stillwatch/core';
import { doJob, type Job } from './jobs.ts';
import type { Message } from './processes.ts';

// A Ctrl-C reaches the whole group of processes; the parent decides, and its going away ends this one.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit());

process.on('message', ({ job, folder, workers }: { job: Job; folder: string; workers?: number }) => {
  const send = (message: Message, then = (): void => {}): void => {
    process.send!(message, undefined, undefined, then);
  };
  doJob(job, { folder, workers, onProgress: (text) => send({ progress: text }) }).then(
    (answer) => send({ answer }, () => process.disconnect()),
    (error: unknown) => {
      const { code, message, hint, stack } = toAppError(error);
      send({ error: { code, message, hint, stack } }, () => process.disconnect());
    },
  );
});
