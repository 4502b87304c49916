// SPDX-License-Identifier: Apache-2.0
import type { Hunt } from '@stillwatch/core/api';
import type { HuntingSettings } from './settings.ts';

/** Moments in milliseconds since 1970 UTC. */
export interface HuntingState {
  readonly requested: Hunt['cause'] | null;
  /** Start of the newest hunt, on any node; null before the first. */
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** Exchanges that came since the newest hunt began, and when the last did. */
  readonly arrivals: number;
  readonly arrivedAt: number | null;
  /** When the first arrivals of them came. */
  readonly waitingSince: number | null;
}

/** What arrives in bursts is waited for, but not for long. Milliseconds. */
const QUIET = 5_000;
const LONGEST_WAIT = 60_000;

/** Is a hunt due, and why? Pure. */
export function dueHunt(now: number, state: HuntingState, settings: HuntingSettings): Hunt['cause'] | null {
  if (state.requested !== null) return state.requested;
  if (state.startedAt === null || now - state.startedAt >= settings.every) return 'schedule';
  const { arrivedAt, waitingSince } = state;
  if (state.arrivals < settings.minArrivals || arrivedAt === null || waitingSince === null) return null;
  // Long hunts over much traffic leave the machine at least as long a rest.
  const took = state.endedAt === null ? 0 : Math.max(0, state.endedAt - state.startedAt);
  if (state.endedAt !== null && now - state.endedAt < took) return null;
  return now - arrivedAt >= QUIET || now - waitingSince >= LONGEST_WAIT ? 'arrival' : null;
}
