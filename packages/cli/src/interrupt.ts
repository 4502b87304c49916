// SPDX-License-Identifier: Apache-2.0
/**
 * Turns the first Ctrl-C (or SIGTERM) into an abort, so that locks and temporary folders are given up
 * properly; a second one ends the process at once.
 */
export function onInterrupt(): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const name of signals) process.once(name, stop);
  return {
    signal: controller.signal,
    release() {
      for (const name of signals) process.off(name, stop);
    },
  };
}
