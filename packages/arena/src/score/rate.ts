// SPDX-License-Identifier: Apache-2.0
import { clopperPearson, mix32 } from '@stillwatch/detection';
import type { Tally } from './tally.ts';

/** Benign accounts accused, as a share, with how sure that is. */
export interface Rate {
  readonly accused: number;
  readonly accounts: number;
  readonly rate: number;
  /** 95 %. */
  readonly interval: readonly [number, number];
  /**
   * `bootstrap`: clusters resampled; `clopper-pearson`: nobody was accused, and resampling nothing gives
   * nothing, so the exact bound over clusters (each one trial) is given instead.
   */
  readonly method: 'bootstrap' | 'clopper-pearson';
}

const DRAWS = 1_000;

/**
 * The rate of a tally with its 95 % interval by cluster bootstrap: 1,000 seeded draws, percentiles. A cluster is
 * drawn Poisson(1) times, so that clusters that look alike are drawn together (the Poisson bootstrap).
 */
export function measureRate(tally: Tally, seed = 1): Rate {
  let accounts = 0;
  let accused = 0;
  let clusters = 0;
  for (const [size, hits, count] of tally) {
    accounts += size * count;
    accused += hits * count;
    clusters += count;
  }
  if (accused === 0) {
    return { accused, accounts, rate: 0, interval: [0, clopperPearson(0, clusters)[1]], method: 'clopper-pearson' };
  }
  const next = createNext(seed);
  const rates: number[] = [];
  while (rates.length < DRAWS) {
    let drawn = 0;
    let drawnAccused = 0;
    for (const [size, hits, count] of tally) {
      const times = drawPoisson(count, next);
      drawn += times * size;
      drawnAccused += times * hits;
    }
    // A draw without a single account says nothing; it can happen in strata of a few clusters.
    if (drawn > 0) rates.push(drawnAccused / drawn);
  }
  rates.sort((a, b) => a - b);
  const interval: [number, number] = [rates[Math.floor(DRAWS * 0.025)]!, rates[Math.ceil(DRAWS * 0.975) - 1]!];
  return { accused, accounts, rate: accused / accounts, interval, method: 'bootstrap' };
}

/** Uniform numbers in (0, 1) from a counter. */
function createNext(seed: number): () => number {
  let counter = mix32(seed);
  return () => {
    counter = (counter + 0x9e3779b9) >>> 0;
    return (mix32(counter) + 0.5) / 4_294_967_296;
  };
}

/** Exact below 30, rounded normal above. */
function drawPoisson(mean: number, next: () => number): number {
  if (mean > 30) {
    const normal = Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  let count = 0;
  for (let p = next(); p > Math.exp(-mean); p *= next()) count++;
  return count;
}
