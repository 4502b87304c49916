// SPDX-License-Identifier: Apache-2.0
import type { TrafficTable } from './traffic-table.ts';

/** A model is new when nobody used it in the first part of the window, and this many accounts did later. */
const UNSEEN_SECONDS = 43_200;
const MIN_ADOPTERS = 20;

export interface Release {
  /** Dense number of the model. */
  readonly model: number;
  /** Second at which it was first used. */
  readonly at: number;
}

/** Models that appear within the window and are taken up: releases, as far as the traffic itself shows them. */
export function findReleases(exchanges: TrafficTable['exchanges'], from: number, to: number): Release[] {
  const first = new Float64Array(exchanges.models.length).fill(Infinity);
  const users = Array.from(exchanges.models, () => new Set<number>());
  for (let row = 0; row < exchanges.count; row++) {
    const model = exchanges.model[row]!;
    if (exchanges.ts[row]! < first[model]!) first[model] = exchanges.ts[row]!;
    users[model]!.add(exchanges.account[row]!);
  }
  return exchanges.models.flatMap((_, model) =>
    first[model]! - from >= UNSEEN_SECONDS && to - first[model]! >= UNSEEN_SECONDS && users[model]!.size >= MIN_ADOPTERS
      ? [{ model, at: first[model]! }]
      : [],
  );
}
