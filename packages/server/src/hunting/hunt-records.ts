// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import type { Hunt } from '@stillwatch/core/api';
import type { HuntRecord, Records } from '../parts.ts';

/** Newest hunts that are looked through for one that waits or was left behind. */
const RECENT = 50;

/** A hunt that has not begun. @param now milliseconds since 1970 UTC. */
export function newHunt(cause: Hunt['cause'], now: number): HuntRecord {
  return {
    id: `h-${now.toString(36)}-${randomUUID().slice(0, 8)}`,
    status: 'waiting',
    cause,
    window: null,
    startedAt: new Date(now).toISOString(),
    finishedAt: null,
    exchanges: 0,
    accounts: 0,
    campaigns: 0,
    explained: 0,
    stage: 'waiting',
    error: null,
    summary: null,
  };
}

/** The hunt that waits already, on whatever node it was asked for. */
export async function findWaiting(records: Records): Promise<HuntRecord | null> {
  const { items } = await records.hunts.list({ limit: RECENT });
  return items.find(({ status }) => status === 'waiting') ?? null;
}

/** The newest hunt that ended well. */
export async function findDone(records: Records): Promise<HuntRecord | null> {
  const { items } = await records.hunts.list({ limit: RECENT });
  return items.find(({ status }) => status === 'done') ?? null;
}

/** Marks as failed what a node that was killed left running. To be called by who holds the lease, and hunts nothing yet. */
export async function clearAbandoned(records: Records, now: number): Promise<void> {
  const { items } = await records.hunts.list({ limit: RECENT });
  for (const hunt of items) {
    if (hunt.status !== 'running') continue;
    const finishedAt = new Date(now).toISOString();
    await records.hunts.put({ ...hunt, status: 'failed', finishedAt, error: 'the node stopped before the hunt ended' });
  }
}
