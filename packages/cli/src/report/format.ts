// SPDX-License-Identifier: Apache-2.0
/** Numbers and times as the faces of a hunt write them: English, thousands separators, UTC. */
import { formatCount } from '@stillwatch/core/format';

export {
  formatBits as formatBitsSum,
  formatBitsSigned,
  formatCompact,
  formatCount,
  formatPercent,
  formatPlural,
  formatUsd,
} from '@stillwatch/core/format';

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

/** `declared-use` → `declared use`, `endUser` → `end user`. */
export function formatKind(kind: string): string {
  return kind
    .replaceAll(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
    .replaceAll('-', ' ');
}
