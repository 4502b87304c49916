// SPDX-License-Identifier: Apache-2.0
import type { Clock, Intake } from '../parts.ts';

const SECONDS = 60;

/** Counts what comes in. */
export interface Meter {
  taken(exchanges: number, rejected: number): void;
  batch(): void;
  refused(): void;
  read(): ReturnType<Intake['counters']>;
  /** Was a batch refused within the last minute? */
  refusedLately(): boolean;
}

export function createMeter(clock: Clock): Meter {
  let exchanges = 0;
  let rejected = 0;
  let batches = 0;
  let refused = 0;
  let lastAt: number | null = null;
  let refusedAt = -Infinity;
  /** Exchanges of each of the last seconds, and which second that was. */
  const counts = new Float64Array(SECONDS);
  const seconds = new Float64Array(SECONDS).fill(-1);
  return {
    taken(more, wrong) {
      rejected += wrong;
      if (more === 0) return;
      exchanges += more;
      lastAt = clock.now();
      const second = Math.floor(lastAt / 1000);
      const slot = second % SECONDS;
      if (seconds[slot] !== second) counts[slot] = 0;
      seconds[slot] = second;
      counts[slot]! += more;
    },
    batch() {
      batches++;
    },
    refused() {
      refused++;
      refusedAt = clock.now();
    },
    read() {
      const now = Math.floor(clock.now() / 1000);
      let perMinute = 0;
      for (let i = 0; i < SECONDS; i++) if (seconds[i]! > now - SECONDS && seconds[i]! <= now) perMinute += counts[i]!;
      return { exchanges, rejected, batches, refused, lastAt, perMinute };
    },
    refusedLately: () => clock.now() - refusedAt < SECONDS * 1000,
  };
}
