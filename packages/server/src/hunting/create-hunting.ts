// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { AppError, toAppError } from '@stillwatch/core';
import type { Hunt } from '@stillwatch/core/api';
import type { Hunting, HuntRecord } from '../parts.ts';
import { huntOnce } from './hunt-once.ts';
import { clearAbandoned, findDone, findWaiting, newHunt } from './hunt-records.ts';
import { withLease } from './lease.ts';
import { readJob } from './read-before.ts';
import { dueHunt } from './schedule.ts';
import type { HuntingParts } from './settings.ts';
import { checkFamilies } from './what-if.ts';
import { findWindow } from './window.ts';
import { createHuntWorker } from './worker-client.ts';

/** How often it is looked whether a hunt is due. Milliseconds. */
const TICK = 2_000;
/** Pause after a store did not answer. Milliseconds. */
const REST = 30_000;

/**
 * Continuous hunting over the store: on a schedule, after arrivals, on request; one hunt at a time, and of several
 * nodes on one database only the one that holds the lease.
 */
export function createHunting(parts: HuntingParts): Hunting {
  const { store, dataFolder, records, intake, events, config, clock, log } = parts;
  const holder = randomUUID();
  /** Hunt of which the worker holds the detection. */
  let heldHunt: string | null = null;
  const worker = createHuntWorker(
    {
      endpoint: store.endpoint,
      embedded: store.enginePid() !== null,
      secret: dataFolder.secret,
      sketchSecret: dataFolder.sketchSecret,
    },
    async (accounts) => (await intake.exemplars?.(accounts)) ?? [],
    () => {
      heldHunt = null;
    },
  );
  let newest: HuntRecord | null = null;
  let requested: Hunt['cause'] | null = null;
  /** When it was last looked whether there is anything to hunt, and how much was stored at the last hunt. */
  let lookedAt = -Infinity;
  let huntedStored: number | null = null;
  let arrivals = 0;
  let arrivedAt: number | null = null;
  let waitingSince: number | null = null;
  let trouble: string | null = null;
  let restUntil = -Infinity;
  let busy: Promise<void> | null = null;
  let closed = false;
  let asking: Promise<unknown> = Promise.resolve();

  const run = async (cause: Hunt['cause'], stillOurs: () => boolean): Promise<void> => {
    lookedAt = clock.now();
    const stored = (await findWindow(store, clock.now(), config.hunting.window))?.stored ?? 0;
    // Where nothing came since, the answer would be the same; other nodes' arrivals are seen in the store only.
    if (cause === 'schedule' && stored === huntedStored) return;
    // From here on, who asks gets the next one.
    requested = null;
    await clearAbandoned(records, clock.now());
    const hunt = (await findWaiting(records)) ?? newHunt(cause, clock.now());
    arrivals = 0;
    waitingSince = null;
    heldHunt = null;
    newest = { ...hunt, startedAt: new Date(clock.now()).toISOString() };
    newest = await huntOnce(parts, worker, hunt, stillOurs);
    if (newest.status === 'done') [heldHunt, huntedStored] = [newest.id, stored];
    say(newest.error);
  };

  const say = (next: string | null): void => {
    if ((next === null) !== (trouble === null)) events.publish({ kind: 'parts' });
    trouble = next;
  };

  /** What other nodes hunted is in the records; whoever watches here is told. */
  const follow = async (): Promise<void> => {
    const latest = await records.hunts.latest();
    if (latest === null || (latest.id === newest?.id && latest.status === newest.status && latest.stage === newest.stage)) return;
    newest = latest;
    if (latest.status === 'waiting') requested ??= latest.cause;
    events.publish({ kind: 'hunt', id: latest.id });
  };

  const tick = async (): Promise<void> => {
    if (requested === null && clock.now() < restUntil) return;
    await follow();
    const cause = dueHunt(
      clock.now(),
      {
        requested,
        startedAt: newest === null ? null : Math.max(lookedAt, Date.parse(newest.startedAt)),
        endedAt: newest?.finishedAt == null ? null : Date.parse(newest.finishedAt),
        arrivals,
        arrivedAt,
        waitingSince,
      },
      config.hunting,
    );
    if (cause !== null) await withLease(parts, holder, (stillOurs) => run(cause, stillOurs));
  };

  const wake = (): void => {
    if (closed || busy !== null) return;
    busy = tick()
      .catch((error: unknown) => {
        const { code, message } = toAppError(error);
        say(`${code}: ${message}`);
        restUntil = clock.now() + REST;
        log.warn({ code }, 'hunting.failed');
      })
      .finally(() => {
        busy = null;
      });
  };
  const timer = setInterval(wake, TICK);
  wake();

  const ask = async (cause: Hunt['cause']): Promise<HuntRecord> => {
    const waiting = await findWaiting(records);
    if (waiting !== null) return waiting;
    const hunt = newHunt(cause, clock.now());
    await records.hunts.put(hunt);
    requested = cause;
    events.publish({ kind: 'hunt', id: hunt.id });
    wake();
    return hunt;
  };

  return {
    request(cause) {
      // One after the other, so that two who ask at once join one hunt.
      const mine = asking.then(() => ask(cause));
      asking = mine.catch(() => undefined);
      return mine;
    },
    arrived(exchanges) {
      arrivals += exchanges;
      arrivedAt = clock.now();
      waitingSince ??= arrivedAt;
    },
    async whatIf(campaign, without) {
      checkFamilies(without);
      const done = await findDone(records);
      if (done?.window == null) throw new AppError('NOT_FOUND', 'there has been no hunt yet');
      if (heldHunt !== done.id) {
        const { from, to } = done.window;
        const window = { since: Date.parse(from) / 1000, until: Date.parse(to) / 1000 + 1 };
        await worker.prepare({ window, ...(await readJob(records)) });
        heldHunt = done.id;
      }
      return worker.ask({ campaign, without });
    },
    status() {
      if (trouble !== null) return { part: 'hunting', status: 'degraded', detail: `the newest hunt failed: ${trouble}` };
      const ended = newest?.finishedAt ?? null;
      return { part: 'hunting', status: 'ok', detail: ended === null ? 'no hunt has ended yet' : `newest hunt ended ${ended}` };
    },
    async close() {
      closed = true;
      clearInterval(timer);
      await worker.close();
      await busy;
    },
  };
}
