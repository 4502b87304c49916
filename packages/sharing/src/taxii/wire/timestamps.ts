// SPDX-License-Identifier: Apache-2.0
/**
 * Times on the wire: RFC 3339 in UTC with `Z` (TAXII 2.1 §2, STIX 2.1 §3.16). `date_added` is kept as integer
 * microseconds since 1970, which fit a double until 2255; versions of objects are kept as text and compared by key.
 */

const TIMESTAMP = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,32}))?Z$/;

interface Parts {
  readonly seconds: number;
  /** Digits of the fraction without closing zeros. */
  readonly fraction: string;
}

/** A moment of the calendar; a leap second counts as the last moment before the next minute. */
function parse(text: string): Parts | null {
  const match = TIMESTAMP.exec(text);
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (hour > 23 || minute > 59 || second > 60) return null;
  const date = new Date(0);
  // `Date.UTC` would take years below 100 for the twentieth century.
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  date.setUTCHours(hour, minute, Math.min(second, 59));
  return { seconds: date.getTime() / 1000, fraction: second === 60 ? '9'.repeat(9) : (match[7] ?? '').replace(/0+$/, '') };
}

/** Microseconds since 1970, what is finer cut off; null for no timestamp. */
export function toMicros(text: string): number | null {
  const parts = parse(text);
  return parts === null ? null : parts.seconds * 1e6 + Number(parts.fraction.slice(0, 6).padEnd(6, '0'));
}

/** Always six digits of fraction: `2026-01-02T03:04:05.000006Z`. */
export function fromMicros(micros: number): string {
  const seconds = Math.floor(micros / 1e6);
  const fraction = micros - seconds * 1e6;
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${String(fraction).padStart(6, '0')}Z`;
}

/**
 * Text that sorts, by code units, as the moments do, whatever their precision; equal for equal moments.
 * Null for no timestamp.
 */
export function versionKey(text: string): string | null {
  const parts = parse(text);
  if (parts === null) return null;
  const whole = new Date(parts.seconds * 1000).toISOString().slice(0, 19);
  return parts.fraction === '' ? whole : `${whole}.${parts.fraction}`;
}
