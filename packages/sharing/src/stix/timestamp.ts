// SPDX-License-Identifier: Apache-2.0
/** An instant as STIX writes it, at any precision: seconds since 1970 and the digits of the fraction. */
export interface Timestamp {
  readonly seconds: number;
  /** Digits after the point without trailing zeros; '' for none. */
  readonly fraction: string;
  /** How many digits were written after the point. */
  readonly digits: number;
}

const FORM = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,40}))?Z$/;

/** Reads a STIX timestamp (RFC 3339, always `T` and `Z`; STIX 2.1, section 2.16), or null where there is no such instant. */
export function parseTimestamp(text: string): Timestamp | null {
  const match = FORM.exec(text);
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || hour > 23 || minute > 59) return null;
  // A leap second is only ever the last of a day.
  if (second > 59 && !(second === 60 && hour === 23 && minute === 59)) return null;
  const fraction = match[7] ?? '';
  // Date.UTC takes the years 0 to 99 for 1900 to 1999; 400 years are a whole number of cycles.
  const milliseconds = Date.UTC(year + 400, month - 1, day, hour, minute, second) - 400 * 365.2425 * 86_400_000;
  return { seconds: milliseconds / 1_000, fraction: fraction.replace(/0+$/, ''), digits: fraction.length };
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Negative when `a` is earlier, 0 when both are the same instant, positive when `a` is later. */
export function compareTimestamps(a: Timestamp, b: Timestamp): number {
  if (a.seconds !== b.seconds) return a.seconds - b.seconds;
  return a.fraction === b.fraction ? 0 : a.fraction < b.fraction ? -1 : 1;
}

/** Milliseconds since 1970, what is finer cut off; for intervals, never for writing a received time again. */
export function toMilliseconds({ seconds, fraction }: Timestamp): number {
  return seconds * 1_000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
}

/** Writes an instant with milliseconds. @param milliseconds since 1970 */
export function writeTimestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
