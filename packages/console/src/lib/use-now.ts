// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react';

/** Less than what is still called “just now”: else what has just happened would seem to lie ahead. */
const STEP_MS = 5_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    // While nobody listened, it stood still.
    now = Date.now();
    timer = setInterval(() => {
      now = Date.now();
      for (const tell of listeners) tell();
    }, STEP_MS);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** Milliseconds since 1970 UTC, moving every few seconds: for times that say how long ago. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
