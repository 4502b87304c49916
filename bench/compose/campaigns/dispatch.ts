// SPDX-License-Identifier: Apache-2.0
import type { Random } from '../random.ts';
import { DAY, drawTime, fillSpan, followTrace, HOUR, type Window } from '../rhythm.ts';
import type { ArrivalTraces } from '../traces.ts';

/** How work reaches the pool. */
export type Timing = 'ticks' | 'queue' | 'jitter' | 'slow' | 'fan-out' | 'steady';

/** `worker` is an index into the pool. */
export interface Job {
  readonly time: number;
  readonly worker: number;
}

export interface Dispatch {
  readonly timing: Timing;
  readonly workers: number;
  readonly jobs: number;
  readonly window: Window;
  readonly traces: ArrivalTraces;
}

/** Who works when; in time order, which is the order in which the corpus is dealt out. */
export function dispatch(plan: Dispatch, r: Random): Job[] {
  const jobs = DISPATCHERS[plan.timing](plan, r);
  return jobs.sort((a, b) => a.time - b.time);
}

const DISPATCHERS: Readonly<Record<Timing, (plan: Dispatch, r: Random) => Job[]>> = {
  ticks: sendInTicks,
  queue: sendFromQueue,
  jitter: (plan, r) => everyJob(plan, r, (worker, zone) => ({ worker, time: drawTime(plan.window, 'service', zone, r) })),
  slow: sendSlowly,
  'fan-out': fanOut,
  steady: sendSteadily,
};

/** Rounds: every few minutes a part of the pool fires within seconds. */
function sendInTicks(plan: Dispatch, r: Random): Job[] {
  const { window, workers } = plan;
  const share = r.between(0.15, 0.6);
  const rounds = Math.max(1, Math.round(plan.jobs / (workers * share)));
  const spreadMs = r.logBetween(2_000, 12_000);
  const jobs: Job[] = [];
  for (const start of fillShifts(plan, rounds, r)) {
    const firing = r.shuffle(Array.from({ length: workers }, (_, i) => i)).slice(0, Math.max(1, Math.round(workers * share)));
    for (const worker of firing) jobs.push({ worker, time: Math.min(window.until - 1, start + r.exponential(spreadMs)) });
  }
  return jobs;
}

/** One queue, several workers: arrivals of the Azure code trace, dealt in turn with some disorder, or to workers of uneven strength. */
function sendFromQueue(plan: Dispatch, r: Random): Job[] {
  const times = fillShifts(plan, plan.jobs, r);
  if (r.chance(0.4)) {
    const upTo: number[] = [];
    let sum = 0;
    for (let worker = 0; worker < plan.workers; worker++) upTo.push((sum += r.lognormal(1, 0.7)));
    return times.map((time) => {
      const at = r.float() * sum;
      return { time, worker: upTo.findIndex((limit) => limit > at) };
    });
  }
  const turn = r.shuffle(Array.from({ length: plan.workers }, (_, i) => i));
  return times.map((time, i) => {
    if (i % plan.workers === 0) for (let s = 0; s < plan.workers / 4; s++) swap(turn, r.int(plan.workers), r.int(plan.workers));
    return { worker: turn[i % plan.workers]!, time };
  });
}

function swap(list: number[], a: number, b: number): void {
  [list[a], list[b]] = [list[b]!, list[a]!];
}

/** Moments in a few shifts of hours, each with real burstiness; machines pay no attention to night or weekend. */
function fillShifts({ window, traces }: Dispatch, count: number, r: Random): number[] {
  const shifts: Window[] = [];
  for (let from = window.from + r.between(0, 10) * HOUR; from < window.until; from += r.between(8, 30) * HOUR) {
    const until = Math.min(window.until, from + r.between(1.5, 6) * HOUR);
    if (until - from > HOUR / 2) shifts.push({ from, until });
  }
  if (shifts.length === 0) shifts.push(window);
  const length = shifts.reduce((sum, shift) => sum + shift.until - shift.from, 0);
  return shifts.flatMap((shift) => {
    const share = Math.round((count * (shift.until - shift.from)) / length);
    return share === 0 ? [] : fillSpan(traces.codeGapsMs, shift.from, shift.until, share, r);
  });
}

/** Zone of each worker: as scattered as customers are. */
function everyJob(plan: Dispatch, r: Random, send: (worker: number, zone: number) => Job): Job[] {
  const zones = Array.from({ length: plan.workers }, () => r.int(18) - 8);
  return Array.from({ length: plan.jobs }, (_, i) => send(i % plan.workers, zones[i % plan.workers]!));
}

/** At most five a day, at hours at which people are awake. */
function sendSlowly(plan: Dispatch, r: Random): Job[] {
  const jobs: Job[] = [];
  const days = (plan.window.until - plan.window.from) / DAY;
  const perDay = Math.min(5, plan.jobs / plan.workers / days);
  for (let worker = 0; worker < plan.workers; worker++) {
    const zone = r.int(18) - 8;
    for (let day = 0; day < days; day++) {
      const from = plan.window.from + day * DAY;
      const today = Math.min(5, r.poisson(perDay));
      for (let i = 0; i < today; i++)
        jobs.push({ worker, time: drawTime({ from, until: Math.min(from + DAY, plan.window.until) }, 'leisure', zone, r) });
    }
  }
  return jobs;
}

/** Each account comes once, for a few minutes, somewhere within two days. */
function fanOut(plan: Dispatch, r: Random): Job[] {
  const length = Math.min(2 * DAY, plan.window.until - plan.window.from);
  const start = r.between(plan.window.from, plan.window.until - length);
  const each = Math.max(1, Math.round(plan.jobs / plan.workers));
  const visits = r.shuffle(fillSpan(plan.traces.chatGapsMs, start, start + length * 0.97, plan.workers, r));
  return visits.flatMap((time, worker) =>
    followTrace(plan.traces.chatGapsMs, time, each, r.logBetween(20_000, 300_000), r).map((at) => ({ worker, time: at })),
  );
}

/** Day and night without a pause. */
function sendSteadily(plan: Dispatch, r: Random): Job[] {
  return Array.from({ length: plan.workers }, (_, worker) =>
    fillSpan(
      plan.traces.chatGapsMs,
      plan.window.from + r.between(0, 8) * HOUR,
      plan.window.until,
      Math.round(plan.jobs / plan.workers),
      r,
    ).map((time) => ({ worker, time })),
  ).flat();
}
