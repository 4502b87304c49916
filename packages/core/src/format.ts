// SPDX-License-Identifier: Apache-2.0
/** Numbers as every face writes them, in the report, on a terminal and in the console: English, thousands separators, a true minus. */

const LOCALE = 'en-US';

export function formatCount(count: number): string {
  return count.toLocaleString(LOCALE, { maximumFractionDigits: 0 });
}

/** `8.9 M`, `698 k`, `4,721`: three figures at most from 10,000 on. */
export function formatCompact(count: number): string {
  const units = [
    [1e12, 'T'],
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const;
  for (const [size, unit] of units) {
    if (count >= size && count >= 10_000) return `${Number((count / size).toPrecision(3)).toLocaleString(LOCALE)} ${unit}`;
  }
  return formatCount(count);
}

/** `$68.65`, `$1,204`. */
export function formatUsd(usd: number, cents: boolean): string {
  const digits = cents ? 2 : 0;
  return `$${usd.toLocaleString(LOCALE, { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}

/** A share from 0 to 1: two significant figures below ten per cent, and never 100 % for less: `0.50 %`, `29 %`. */
export function formatPercent(share: number): string {
  const percent = share * 100;
  if (percent === 0) return '0 %';
  if (percent >= 99.5 && percent < 100) return percent > 99.9 ? '>99.9 %' : `${percent.toFixed(1)} %`;
  if (percent >= 10 || Number.isInteger(percent)) return `${percent.toFixed(0)} %`;
  if (percent < 0.0001) return '<0.0001 %';
  return `${percent.toLocaleString(LOCALE, { minimumSignificantDigits: 2, maximumSignificantDigits: 2 })} %`;
}

/** Bits of one line, with one decimal: `+22.4`, `−3.0`, `0`. */
export function formatBitsSigned(bits: number): string {
  const digits = Math.abs(bits).toFixed(1);
  if (digits === '0.0') return '0';
  return `${bits < 0 ? '−' : '+'}${digits}`;
}

/** Bits of a sum, which needs no plus: `87.9`, `−3.0`. */
export function formatBits(bits: number): string {
  return `${bits < 0 ? '−' : ''}${Math.abs(bits).toFixed(1)}`;
}

/** `1 campaign`, `3 campaigns`. */
export function formatPlural(count: number, noun: string, many = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : many}`;
}
