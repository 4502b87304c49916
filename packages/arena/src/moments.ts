// SPDX-License-Identifier: Apache-2.0
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Scenarios shorter than this are analysed every six hours. */
const SHORT_DAYS = 4;

/** Hours between analyses where nobody said otherwise: a campaign that lasts a day must be met while it runs. */
export function defaultStep(days: number): number {
  return days < SHORT_DAYS ? 6 : 24;
}

/**
 * Moments at which a window is analysed on the way: every `hours` from the first midnight (UTC) of the traffic,
 * before its end. The analysis at the end comes on top.
 * @param from, to first and last exchange, milliseconds since 1970 UTC.
 */
export function listMoments(from: number, to: number, hours: number): number[] {
  const start = Math.floor(from / DAY) * DAY;
  const moments: number[] = [];
  for (let moment = start + hours * HOUR; moment <= to; moment += hours * HOUR) if (moment > from) moments.push(moment);
  return moments;
}
