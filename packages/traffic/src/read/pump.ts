// SPDX-License-Identifier: Apache-2.0
import type { Transform } from 'node:stream';

/** Drives a transform by hand: one input in, all of its output out, and errors only after that output. */
export interface Pump<T> {
  /** Gives the next input (null = there is no more); ends when it is used up, or the transform ended before. */
  feed(input: Buffer | null): AsyncGenerator<T>;
  /** The transform ended by itself. */
  readonly ended: boolean;
  destroy(): void;
}

export function createPump<T>(stream: Transform): Pump<T> {
  let failure: Error | null = null;
  let wake = (): void => {};
  stream.on('readable', () => wake());
  stream.on('end', () => wake());
  stream.on('error', (error) => {
    failure = error;
    wake();
  });
  return {
    async *feed(input) {
      let taken = false;
      if (input === null) stream.end();
      else {
        stream.write(input, () => {
          taken = true;
          wake();
        });
      }
      for (;;) {
        const piece = stream.read() as T | null;
        if (piece !== null) yield piece;
        else if (failure !== null) throw failure;
        else if (stream.readableEnded || (taken && !stream.errored)) return;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    get ended() {
      return stream.readableEnded;
    },
    destroy() {
      stream.destroy();
    },
  };
}
