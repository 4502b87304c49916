// SPDX-License-Identifier: Apache-2.0

const DURATION_UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const SIZE_UNITS: Readonly<Record<string, number>> = {
  B: 1,
  kB: 1e3,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
};

/** Milliseconds of `500ms`, `30s`, `15m`, `12h`, `7d`, or `0`; null for anything else. */
export function parseDuration(text: string): number | null {
  return parse(text, DURATION_UNITS);
}

/** Bytes of `512kB`, `64MB`, `1GiB`, `100B`, or `0`; null for anything else. MB is a million bytes, MiB 2^20. */
export function parseSize(text: string): number | null {
  return parse(text, SIZE_UNITS);
}

/** A number needs its unit: whether 15 means minutes or milliseconds should not have to be guessed. */
function parse(text: string, units: Readonly<Record<string, number>>): number | null {
  if (text === '0') return 0;
  const [, number, unit] = /^(\d{1,9}(?:\.\d{1,3})?) ?([A-Za-z]{1,3})$/.exec(text) ?? [];
  if (number === undefined || unit === undefined || !Object.hasOwn(units, unit)) return null;
  return Math.round(Number(number) * units[unit]!);
}
