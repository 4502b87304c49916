// SPDX-License-Identifier: Apache-2.0
/** Numbers as the console writes them; most of them as every other face does. */
import { formatUsd as formatDollars } from '@stillwatch/core/format';

export { formatBits, formatBitsSigned, formatCompact, formatCount, formatPercent, formatPlural } from '@stillwatch/core/format';

/** `$68.65`, `$1,204`; cents below a thousand. */
export function formatUsd(usd: number): string {
  return formatDollars(usd, usd < 1000);
}

/** `declared-use` → `declared use`, `endUser` → `end user`, and of STIX `x-prompt-template` → `prompt template`. */
export function formatKind(kind: string): string {
  return kind
    .replace(/^x-/, '')
    .replaceAll(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
    .replaceAll(/[-_]/g, ' ');
}

/** `0.023`, `5.5 × 10⁻⁴`. */
export function formatP(p: number): string {
  if (p >= 0.01 || p === 0) return String(Number(p.toPrecision(2)));
  const [digits, exponent] = p.toExponential(1).split('e') as [string, string];
  const raised = [...exponent].map((c) => (c === '-' ? '⁻' : ('⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)] ?? ''))).join('');
  return `${digits} × 10${raised}`;
}

/** `512 B`, `4.7 kB`, `12 MB`: decimal, as file managers show them. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const power = Math.min(4, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  // 999,950 would round to “1000 kB”.
  if (value >= 999.5 && power < 4) return `1 ${UNITS[power + 1]}`;
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${UNITS[power]}`;
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];
