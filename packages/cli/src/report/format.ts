// SPDX-License-Identifier: Apache-2.0
/** Numbers and times as the faces of a hunt write them: English, thousands separators, UTC. */

export function formatCount(count: number): string {
  return count.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

/** `8.9 M`, `698 k`, `4,721`: three figures at most above 10,000. */
export function formatCompact(count: number): string {
  for (const [size, unit] of [
    [1e12, 'T'],
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const) {
    if (count >= size && count >= 10_000) return `${Number((count / size).toPrecision(3)).toLocaleString('en-US')} ${unit}`;
  }
  return formatCount(count);
}

export function formatUsd(usd: number, cents: boolean): string {
  const digits = cents ? 2 : 0;
  return `$${usd.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}

/** A share from 0 to 1: two significant figures below ten per cent, and never 100 % for less: `0.50 %`, `29 %`. */
export function formatPercent(share: number): string {
  const percent = share * 100;
  if (percent === 0) return '0 %';
  if (percent >= 99.5 && percent < 100) return percent > 99.9 ? '>99.9 %' : `${percent.toFixed(1)} %`;
  if (percent >= 10 || Number.isInteger(percent)) return `${percent.toFixed(0)} %`;
  if (percent < 0.0001) return '<0.0001 %';
  return `${percent.toLocaleString('en-US', { minimumSignificantDigits: 2, maximumSignificantDigits: 2 })} %`;
}

/** Bits with one decimal and a true minus: `+22.4`, `−3.0`, `0`. */
export function formatBitsSigned(bits: number): string {
  const digits = Math.abs(bits).toFixed(1);
  if (digits === '0.0') return '0';
  return `${bits < 0 ? '−' : '+'}${digits}`;
}

/** `−` and one decimal for a sum that needs no plus. */
export function formatBitsSum(bits: number): string {
  return `${bits < 0 ? '−' : ''}${Math.abs(bits).toFixed(1)}`;
}

/** A probability: `0.023`, `5.5e-4`. */
export function formatP(p: number): string {
  if (p >= 0.01 || p === 0) return Number(p.toPrecision(2)).toString();
  return p.toExponential(1);
}

/** `1 in 1,803` for a share, `never` for zero. */
export function formatOneIn(share: number): string {
  return share <= 0 ? 'never' : `1 in ${formatCount(Math.max(1, Math.round(1 / share)))}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `28 Sep 2026 01:31`, in UTC. */
export function formatTime(iso: string): string {
  return `${formatDay(iso)} ${new Date(iso).getUTCFullYear()} ${formatClock(iso)}`;
}

/** `28 Sep`, in UTC. */
export function formatDay(iso: string): string {
  const date = new Date(iso);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]!}`;
}

/** `01:31`, in UTC. */
export function formatClock(iso: string): string {
  return new Date(iso).toISOString().slice(11, 16);
}

/** Two largest units, seconds only below a minute: `4 d 20 h`, `1 h 30 min`, `45 min`, `12 s`. */
export function formatDuration(ms: number): string {
  const units = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
    [1, 's'],
  ] as const;
  let seconds = Math.max(0, Math.round(ms / 1000));
  const parts: string[] = [];
  for (const [size, unit] of units) {
    const count = Math.floor(seconds / size);
    seconds -= count * size;
    if (count > 0) parts.push(`${count} ${unit}`);
    if (parts.length === 2 || (parts.length === 1 && (count === 0 || unit === 'min'))) break;
  }
  return parts.length === 0 ? '0 s' : parts.join(' ');
}

/** `1 campaign`, `3 campaigns`. */
export function formatPlural(count: number, noun: string): string {
  return `${formatCount(count)} ${count === 1 ? noun : `${noun}s`}`;
}

/** `declared-use` → `declared use`, `endUser` → `end user`. */
export function formatKind(kind: string): string {
  return kind
    .replaceAll(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
    .replaceAll('-', ' ');
}
