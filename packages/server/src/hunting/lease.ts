// SPDX-License-Identifier: Apache-2.0
import { toAppError } from '@stillwatch/core';
import type { HuntingParts } from './settings.ts';

const LEASE = 'hunting';
const LEASE_MS = 60_000;

/**
 * Does work that only one of several nodes may do at a time; nothing where another one holds the lease.
 * @param work is told whether the lease is still ours: a node that was paused for long may have lost it.
 */
export async function withLease(
  { records, clock, log }: Pick<HuntingParts, 'records' | 'clock' | 'log'>,
  holder: string,
  work: (stillOurs: () => boolean) => Promise<void>,
): Promise<void> {
  const acquire = (): Promise<boolean> => records.leases.acquire(LEASE, holder, clock.now(), LEASE_MS);
  if (!(await acquire())) return;
  let ours = true;
  const renewal = setInterval(() => {
    acquire().then(
      (kept) => {
        ours = kept;
      },
      (error: unknown) => log.warn({ code: toAppError(error).code }, 'hunting.lease'),
    );
  }, LEASE_MS / 4);
  try {
    await work(() => ours);
  } finally {
    clearInterval(renewal);
    await records.leases.release(LEASE, holder);
  }
}
