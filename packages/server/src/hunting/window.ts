// SPDX-License-Identifier: Apache-2.0
import type { Window } from '@stillwatch/detection';
import type { TrafficStore } from '@stillwatch/traffic';

/** How far a sender's clock may be ahead of ours. Milliseconds. */
const SKEW = 3_600_000;

/**
 * The newest stretch of event time, up to the newest exchange that is stored: history that is replayed is hunted as
 * it was. What claims to be from the future does not move it. Null where nothing is stored.
 * @param now milliseconds since 1970 UTC.
 * @param length milliseconds.
 * @returns with the number of exchanges stored in all, which tells whether anything came.
 */
export async function findWindow(
  store: TrafficStore,
  now: number,
  length: number,
): Promise<{ window: Window; stored: number } | null> {
  const limit = Math.floor((now + SKEW) / 1000);
  const [found] = await store.rows<{ newest: string | number; n: string | number }>(
    `SELECT toUInt32(max(ts)) AS newest, count() AS n FROM ${store.table('exchanges')} WHERE ts <= toDateTime(${limit})`,
  );
  if (found === undefined || Number(found.n) === 0) return null;
  const until = Number(found.newest) + 1;
  return { window: { since: until - Math.ceil(length / 1000), until }, stored: Number(found.n) };
}
