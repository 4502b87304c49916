// SPDX-License-Identifier: Apache-2.0
import type { TrafficTable } from './traffic-table.ts';

/** A model is new when nobody used it in the first part of the window, and this many accounts did later. */
const UNSEEN_SECONDS = 43_200;
const MIN_ADOPTERS = 20;

/** First day after a release. */
const DAY_SECONDS = 86_400;
/** An account is active on that day from so many exchanges on … */
const ACTIVE_EXCHANGES = 3;
/** … and pivots when so much of them goes to the new model. */
const PIVOT_SHARE = 0.3;

export interface Release {
  /** Dense number of the model. */
  readonly model: number;
  /** Second at which it was first used. */
  readonly at: number;
  /** Accounts active on the first day, and those of them that pivoted; of all, and per owner. */
  readonly all: Adoption;
  readonly byOwner: ReadonlyMap<number, Adoption>;
}

export interface Adoption {
  readonly active: number;
  readonly moved: number;
}

/** What one account or owner sent on the first day. */
export interface FirstDay {
  readonly all: number;
  readonly there: number;
}

export function isActive({ all }: FirstDay): boolean {
  return all >= ACTIVE_EXCHANGES;
}

export function hasMoved({ all, there }: FirstDay): boolean {
  return there >= PIVOT_SHARE * all;
}

/** Exchanges of the first day after a release among rows, per key, and how many of them went to the new model. */
export function countFirstDay(
  exchanges: TrafficTable['exchanges'],
  { model, at }: Pick<Release, 'model' | 'at'>,
  rows: Iterable<number>,
  keyOf: (row: number) => number,
): Map<number, FirstDay> {
  const counts = new Map<number, { all: number; there: number }>();
  for (const row of rows) {
    const t = exchanges.ts[row]!;
    if (t < at || t >= at + DAY_SECONDS) continue;
    const key = keyOf(row);
    let count = counts.get(key);
    if (count === undefined) counts.set(key, (count = { all: 0, there: 0 }));
    count.all++;
    if (exchanges.model[row] === model) count.there++;
  }
  return counts;
}

/** Models that appear within the window and are taken up: releases, as far as the traffic itself shows them. */
export function findReleases({ exchanges }: TrafficTable, ownerOf: Uint32Array, from: number, to: number): Release[] {
  const first = new Float64Array(exchanges.models.length).fill(Infinity);
  const users = Array.from(exchanges.models, () => new Set<number>());
  for (let row = 0; row < exchanges.count; row++) {
    const model = exchanges.model[row]!;
    if (exchanges.ts[row]! < first[model]!) first[model] = exchanges.ts[row]!;
    users[model]!.add(exchanges.account[row]!);
  }
  return exchanges.models.flatMap((_, model) =>
    first[model]! - from >= UNSEEN_SECONDS && to - first[model]! >= UNSEEN_SECONDS && users[model]!.size >= MIN_ADOPTERS
      ? [measureRelease(exchanges, ownerOf, { model, at: first[model]! })]
      : [],
  );
}

function measureRelease(
  exchanges: TrafficTable['exchanges'],
  ownerOf: Uint32Array,
  release: Pick<Release, 'model' | 'at'>,
): Release {
  const all = { active: 0, moved: 0 };
  const byOwner = new Map<number, { active: number; moved: number }>();
  const days = countFirstDay(exchanges, release, exchanges.account.keys(), (row) => exchanges.account[row]!);
  for (const [account, day] of days) {
    if (!isActive(day)) continue;
    const owner = ownerOf[account]!;
    let own = byOwner.get(owner);
    if (own === undefined) byOwner.set(owner, (own = { active: 0, moved: 0 }));
    for (const adoption of [all, own]) {
      adoption.active++;
      if (hasMoved(day)) adoption.moved++;
    }
  }
  return { ...release, all, byOwner };
}
