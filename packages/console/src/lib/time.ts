// SPDX-License-Identifier: Apache-2.0

/** The browser's own zone, or UTC: one for the whole console. */
export type Zone = 'local' | 'utc';

const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: Zone, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`;
  let found = FORMATS.get(key);
  if (found === undefined) {
    found = new Intl.DateTimeFormat('en-GB', { ...options, ...(zone === 'utc' ? { timeZone: 'UTC' } : {}) });
    FORMATS.set(key, found);
  }
  return found;
}

const MOMENT = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const DAY = { day: 'numeric', month: 'short' } as const;

/** `10 Sept 2026, 03:55`; with seconds where they tell rows apart. */
export function formatMoment(
  iso: string | number,
  zone: Zone,
  { seconds = false, year = true }: { seconds?: boolean; year?: boolean } = {},
): string {
  const options = {
    ...MOMENT,
    ...(year ? ({ year: 'numeric' } as const) : {}),
    ...(seconds ? ({ second: '2-digit' } as const) : {}),
  };
  return read(iso, (date) => formatter(zone, options).format(date));
}

export function formatClock(iso: string | number, zone: Zone): string {
  return read(iso, (date) => formatter(zone, CLOCK).format(date));
}

export function formatDay(iso: string | number, zone: Zone): string {
  return read(iso, (date) => formatter(zone, DAY).format(date));
}

/** A date that cannot be read must not blank a page. */
function read(iso: string | number, format: (date: Date) => string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? 'unknown time' : format(date);
}

/** `Europe/Vienna`, `UTC`. */
export function nameZone(zone: Zone): string {
  return zone === 'utc' ? 'UTC' : new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

const UNITS = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
] as const;

/** Two largest units, seconds only below a minute: `4 d 20 h`, `1 h 30 min`, `12 s`. */
export function formatDuration(ms: number): string {
  let seconds = Math.max(0, Math.round(ms / 1000));
  const parts: string[] = [];
  for (const [size, unit] of UNITS) {
    const count = Math.floor(seconds / size);
    seconds -= count * size;
    if (count > 0) parts.push(`${count} ${unit}`);
    if (parts.length === 2 || (parts.length === 1 && (count === 0 || unit === 'min'))) break;
  }
  return parts.length === 0 ? '0 s' : parts.join(' ');
}

/** Largest unit only: `3 h ago`, `in 2 d`, `just now` below ten seconds. */
export function formatRelative(iso: string, now: number): string {
  const seconds = Math.round((now - Date.parse(iso)) / 1000);
  if (Number.isNaN(seconds)) return 'unknown time';
  const size = Math.abs(seconds);
  if (size < 10) return 'just now';
  const [length, unit] = UNITS.find(([unitSize]) => size >= unitSize)!;
  const count = Math.floor(size / length);
  return seconds < 0 ? `in ${count} ${unit}` : `${count} ${unit} ago`;
}
