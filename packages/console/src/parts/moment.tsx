// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import { useZone } from '../lib/preferences.ts';
import { formatMoment, formatRelative } from '../lib/time.ts';
import { useNow } from '../lib/use-now.ts';

/** A moment: absolute in the console's zone, and how long ago. `short` leaves the latter to the tooltip, and this year’s number out. */
export function Moment({ at, short = false, seconds = false }: { at: string; short?: boolean; seconds?: boolean }): ReactElement {
  const [zone] = useZone();
  const now = useNow();
  const relative = formatRelative(at, now);
  return (
    <time dateTime={at} title={short ? `${relative} (${at})` : at} className="nowrap">
      {formatMoment(at, zone, { seconds, year: !short || !isThisYear(at, now) })}
      {short ? null : <span className="quiet"> · {relative}</span>}
    </time>
  );
}

/** How long ago, with the moment itself in the tooltip. */
export function Ago({ at }: { at: string }): ReactElement {
  const [zone] = useZone();
  const now = useNow();
  return (
    <time dateTime={at} title={formatMoment(at, zone, { seconds: true, year: true })} className="nowrap">
      {formatRelative(at, now)}
    </time>
  );
}

function isThisYear(at: string, now: number): boolean {
  return new Date(at).getFullYear() === new Date(now).getFullYear();
}
