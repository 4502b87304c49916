// SPDX-License-Identifier: Apache-2.0
export type TimeUnit = 's' | 'ms' | 'us' | 'ns';

/** Exchanges before or at these times are not believed. */
export const EARLIEST = Date.UTC(2015, 0, 1);
export const LATEST = Date.UTC(2100, 0, 1);

/**
 * Milliseconds since 1970 UTC of an ISO 8601 text or a number (also as text); NaN when unreadable or
 * outside 2015–2100. A text without a zone is UTC: a log that moves with the reader's zone would be worse.
 * @param unit of numbers; null tells seconds, milliseconds, microseconds and nanoseconds apart by size.
 */
export function timeOf(value: unknown, unit: TimeUnit | null = null): number {
  if (typeof value === 'number') return scaled(value, unit);
  if (typeof value !== 'string' || value === '' || value.length > 64) return Number.NaN;
  // The fifth character of an ISO text is '-'; no number that is a time has one there.
  if (value.charCodeAt(4) === 0x2d) return within(parseIso(value));
  return value.trim() === '' ? Number.NaN : scaled(Number(value), unit);
}

/** Milliseconds of a time in an account's life (its creation), 0 when unknown. */
export function momentOf(value: unknown, unit: TimeUnit | null = null): number {
  if (value === undefined || value === null || value === '') return 0;
  const time = timeOf(value, unit);
  return Number.isNaN(time) ? 0 : time;
}

function scaled(number: number, unit: TimeUnit | null): number {
  const scale = unit ?? (number > 1e17 ? 'ns' : number > 1e14 ? 'us' : number > 1e11 ? 'ms' : 's');
  if (scale === 's') return within(Math.floor(number * 1000));
  if (scale === 'ms') return within(Math.floor(number));
  return within(Math.floor(scale === 'us' ? number / 1000 : number / 1e6));
}

function within(time: number): number {
  return time >= EARLIEST && time < LATEST ? time : Number.NaN;
}

/**
 * `YYYY-MM-DD`, then optionally `T` or a space, `HH:MM`, `:SS`, a fraction of any length, and a zone (`Z`,
 * ` UTC`, `±HH`, `±HHMM`, `±HH:MM`). Read by position, as this runs once per record. NaN for anything else.
 */
function parseIso(text: string): number {
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31) || text.charCodeAt(7) !== 0x2d) return Number.NaN;
  const start = Date.UTC(year, month - 1, day);
  // 31 February would silently become March.
  if (day > 28 && new Date(start).getUTCDate() !== day) return Number.NaN;
  if (text.length === 10) return start;
  const separator = text.charCodeAt(10) | 0x20;
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  if ((separator !== 0x74 && separator !== 0x20) || text.charCodeAt(13) !== 0x3a) return Number.NaN;
  if (!(hour >= 0 && hour <= 24 && minute >= 0 && minute < 60)) return Number.NaN;
  let at = 16;
  let milliseconds = 0;
  if (text.charCodeAt(at) === 0x3a) {
    const second = digits(text, 17, 2);
    if (!(second >= 0 && second <= 60)) return Number.NaN;
    milliseconds = second * 1000;
    at = 19;
    const mark = text.charCodeAt(at);
    if (mark === 0x2e || mark === 0x2c) {
      let weight = 100;
      for (at++; isDigit(text.charCodeAt(at)); at++) {
        milliseconds += weight >= 1 ? (text.charCodeAt(at) - 48) * weight : 0;
        weight /= 10;
      }
    }
  }
  return start + hour * 3_600_000 + minute * 60_000 + milliseconds - zoneOffset(text, at);
}

/** Milliseconds that the zone at the end is ahead of UTC; NaN when it is none. */
function zoneOffset(text: string, at: number): number {
  if (at === text.length) return 0;
  const sign = text.charCodeAt(at);
  if ((sign | 0x20) === 0x7a) return at + 1 === text.length ? 0 : Number.NaN;
  if (sign === 0x20) return text.endsWith(' UTC') && at + 4 === text.length ? 0 : zoneOffset(text, at + 1);
  if (sign !== 0x2b && sign !== 0x2d) return Number.NaN;
  const hours = digits(text, at + 1, 2);
  let minutes = 0;
  if (text.length > at + 3) {
    const from = text.charCodeAt(at + 3) === 0x3a ? at + 4 : at + 3;
    minutes = text.length === from + 2 ? digits(text, from, 2) : Number.NaN;
  }
  const offset = (hours * 60 + minutes) * 60_000;
  return hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 ? (sign === 0x2b ? offset : -offset) : Number.NaN;
}

function digits(text: string, from: number, count: number): number {
  let number = 0;
  for (let i = from; i < from + count; i++) {
    const code = text.charCodeAt(i);
    if (!isDigit(code)) return -1;
    number = number * 10 + code - 48;
  }
  return number;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
