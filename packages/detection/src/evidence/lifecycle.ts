// SPDX-License-Identifier: Apache-2.0
import type { Evidence } from '@stillwatch/core';
import { type DetectionContext, shareOfTraffic } from '../context.ts';
import { binomialExcessBits } from '../stats.ts';

/** Born together: the shortest time in which most accounts were created, against everybody else. At most 6 bits. */
export function weighCreation(context: DetectionContext, accounts: Uint32Array): Evidence[] {
  const window = findCreationWindow(context, accounts);
  if (window === null) return [];
  // A window that holds much of everybody says nothing, however many it holds: the shortest one was looked for.
  const narrow = window.outsideShare <= 0.05 ? 1 : window.outsideShare <= 0.15 ? 0.5 : 0;
  const bits = narrow * Math.min(6, binomialExcessBits(window.inside, window.known, window.outsideShare) / 4);
  if (bits < 0.5) return [];
  const days = Math.max(1, Math.round((window.to - window.from) / 86_400));
  return [
    {
      family: 'lifecycle',
      bits,
      statement: `${window.inside} of ${window.known} accounts were created within ${days} ${days === 1 ? 'day' : 'days'} (${(100 * window.outsideShare).toFixed(1)} % of the others)`,
    },
  ];
}

interface CreationWindow {
  readonly from: number;
  readonly to: number;
  readonly inside: number;
  readonly known: number;
  readonly outsideShare: number;
}

/** Shortest creation window that holds 70 % of the accounts; null where too few creation times are known. */
function findCreationWindow(context: DetectionContext, accounts: Uint32Array): CreationWindow | null {
  const { created } = context.table.accounts;
  const times = Array.from(accounts, (account) => created[account]!)
    .filter((time) => time > 0)
    .sort((a, b) => a - b);
  if (times.length < 5 || times.length < accounts.length / 2) return null;
  const need = Math.ceil(0.7 * times.length);
  let best = Infinity;
  let at = 0;
  for (let i = 0; i + need <= times.length; i++) {
    const width = times[i + need - 1]! - times[i]!;
    if (width < best) {
      best = width;
      at = i;
    }
  }
  const from = times[at]!;
  const to = Math.max(times[at + need - 1]!, from + 86_400);
  let inside = 0;
  for (const time of times) if (time >= from && time <= to) inside++;
  let others = 0;
  let othersInside = 0;
  for (let a = 0; a < created.length; a++) {
    if (created[a] === 0) continue;
    others++;
    if (created[a]! >= from && created[a]! <= to) othersInside++;
  }
  others -= times.length;
  othersInside -= inside;
  const outsideShare = Math.max(0.005, (othersInside + 1) / (others + 2));
  return { from, to, inside, known: times.length, outsideShare };
}

/**
 * Active together: the shortest run of hours that holds 90 % of the cohort's own exchanges, against the
 * share of everybody's exchanges in the same hours. At most 5 bits.
 */
export function weighActivity(context: DetectionContext, rows: Uint32Array, owners: number): Evidence[] {
  const { exchanges } = context.table;
  if (rows.length < 20 || owners < 5) return [];
  const times = Uint32Array.from(rows, (row) => exchanges.ts[row]!).sort();
  const need = Math.ceil(0.9 * times.length);
  let best = 0;
  for (let i = 0; i + need <= times.length; i++) {
    if (times[i + need - 1]! - times[i]! < times[best + need - 1]! - times[best]!) best = i;
  }
  const from = times[best]!;
  const to = times[best + need - 1]!;
  const usual = Math.max(0.01, shareOfTraffic(context, from, to));
  const bits = Math.min(5, -Math.log2(usual) - 0.2) * Math.min(1, owners / 20);
  if (bits < 0.5) return [];
  const hours = (to - from) / 3600;
  return [
    {
      family: 'lifecycle',
      bits,
      statement: `90 % of its ${rows.length.toLocaleString('en')} exchanges fall within ${hours < 72 ? `${Math.max(1, Math.round(hours))} hours` : `${Math.round(hours / 24)} days`}, which hold ${(100 * usual).toFixed(0)} % of all traffic`,
    },
  ];
}
