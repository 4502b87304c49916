// SPDX-License-Identifier: Apache-2.0
/** npm and the terminal each pass a Ctrl-C on: what comes within this time, in milliseconds, is the same one. */
const SAME_MS = 500;

/**
 * Turns the first Ctrl-C (or SIGTERM) into an abort, so that locks and temporary folders are given up
 * properly; a second one, half a second later or more, ends the process at once.
 */
export function onInterrupt(): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const names = ['SIGINT', 'SIGTERM'] as const;
  let firstAt: number | null = null;
  const release = (): void => {
    for (const name of names) process.off(name, onSignal);
  };
  const onSignal = (name: NodeJS.Signals): void => {
    if (firstAt === null) {
      firstAt = performance.now();
      controller.abort();
    } else if (performance.now() - firstAt >= SAME_MS) {
      // Without a listener the signal does what it does by itself.
      release();
      process.kill(process.pid, name);
    }
  };
  for (const name of names) process.on(name, onSignal);
  return { signal: controller.signal, release };
}
