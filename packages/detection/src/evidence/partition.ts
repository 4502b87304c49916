// SPDX-License-Identifier: Apache-2.0
import type { Evidence } from '@stillwatch/core';
import { countPerOwner } from '../cohort.ts';
import { type DetectionContext, repeatedTexts } from '../context.ts';
import { lnGamma } from '../stats.ts';

/** Distinct texts never repeat in most applications either: what "nothing twice" can be worth. Bits. */
const MOST_UNREPEATED_BITS = 3;

/**
 * A work queue deals one corpus out: no item comes twice, and every worker gets about as much as the next.
 *
 * - *Without repetition*: unrelated people who share a template repeat each other's texts now and then;
 *   the null is how often they do in this very window. Lower binomial tail, but free text seldom repeats
 *   anyway, so that it is worth little.
 * - *Evenly*: shares dealt by a balancer scatter like a Poisson count; what people make of a template by
 *   themselves scatters like a geometric one (a few use it all day, most once). Log-likelihood ratio.
 */
export function weighPartition(context: DetectionContext, rows: Uint32Array, hasTemplate: boolean): Evidence[] {
  const lines: Evidence[] = [];
  const perOwner = [...countPerOwner(context, rows).values()];
  if (perOwner.length < 5 || rows.length < 20) return lines;
  const { different, share, uses } = repeatedTexts(context.table, rows);
  if (hasTemplate && share < context.repeatedShare / 4) {
    const bits = Math.min(MOST_UNREPEATED_BITS, -different * Math.log2(1 - context.repeatedShare) - uses * 2);
    if (bits >= 0.5) {
      lines.push({
        family: 'partition',
        bits,
        statement: `${different.toLocaleString('en')} different texts, ${uses === 0 ? 'none' : `${uses}`} sent by two accounts: one corpus dealt out (elsewhere ${(100 * context.repeatedShare).toFixed(1)} % of template uses repeat another account's)`,
      });
    }
  }
  const even = evennessBits(perOwner);
  if (even.bits >= 0.5) {
    lines.push({
      family: 'partition',
      bits: even.bits,
      statement: `work is dealt out evenly: ${even.mean.toFixed(1)} exchanges per account, variance ${even.dispersion.toFixed(1)} × the mean (people's own use scatters ${(even.mean + 1).toFixed(0)} ×)`,
    });
  }
  return lines;
}

/** Owners from which on a quota needs no other sign beside it; at 100 a Poisson count is that regular with p < 1e-12 (χ²). */
const QUOTA_OWNERS = 100;

/**
 * Evenness of shares alone: the part of the family that speaks for one operator. `few`: bits that it would be worth if a
 * handful each could not be people who try something out. `quota`: so many were given the same number that no fashion and no
 * chance explains it.
 */
export function weighEvenness(context: DetectionContext, rows: Uint32Array): { bits: number; few: number; quota: boolean } {
  const perOwner = [...countPerOwner(context, rows).values()];
  if (perOwner.length < 5 || rows.length < 20) return { bits: 0, few: 0, quota: false };
  const { bits, few, quota } = evennessBits(perOwner);
  return { bits, few, quota: quota && perOwner.length >= QUOTA_OWNERS };
}

/** Below this mean nearly everybody has one, and shares can be neither even nor uneven. */
const LEAST_MEAN = 1.5;
/**
 * Below this mean, people who try something out (once to four times each) scatter like a balancer's shares: only a quota,
 * the same number for nearly all, tells them apart. Scatter of a quota, as a share of a Poisson count's.
 */
const TRIED_OUT = { mean: 5, mostBits: 2, quotaMean: 2.5, quotaScatter: 0.35 } as const;

export interface Evenness {
  readonly bits: number;
  /** Bits without the cap on a handful each. */
  readonly few: number;
  readonly mean: number;
  /** Variance over mean. */
  readonly dispersion: number;
  /** They scatter by far less than chance alone leaves: each was given the same number. */
  readonly quota: boolean;
}

/** Poisson (without zero: who got nothing is not there) against geometric for counts of at least one; at most 8 bits. */
export function evennessBits(counts: readonly number[]): Evenness {
  const n = counts.length;
  const mean = counts.reduce((sum, count) => sum + count, 0) / n;
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / Math.max(1, n - 1);
  const dispersion = variance / mean;
  if (mean < LEAST_MEAN) return { bits: 0, few: 0, mean, dispersion, quota: false };
  const rate = truncatedRate(mean);
  const norm = Math.log1p(-Math.exp(-rate));
  let bits = 0;
  for (const count of counts) {
    const poisson = count * Math.log(rate) - rate - norm - lnGamma(count + 1);
    const geometric = (count - 1) * Math.log(1 - 1 / mean) - Math.log(mean);
    bits += (poisson - geometric) / Math.LN2;
  }
  // The variance of a Poisson count without zero is mean × (1 + rate − mean).
  const quota = mean >= TRIED_OUT.quotaMean && dispersion < TRIED_OUT.quotaScatter * (1 + rate - mean);
  const most = mean < TRIED_OUT.mean && !quota ? TRIED_OUT.mostBits : 8;
  // Discounted by ten: evenness has other causes (quotas of a plan, an exercise with four parts).
  const few = Math.max(0, Math.min(8, bits / 10));
  return { bits: Math.min(most, few), few, mean, dispersion, quota };
}

/** Rate λ of the Poisson distribution without zero whose mean λ / (1 − e^−λ) is given; bisection, to 1e-9. */
function truncatedRate(mean: number): number {
  let low = 1e-9;
  let high = mean;
  while (high - low > 1e-9 * mean) {
    const middle = (low + high) / 2;
    if (middle / -Math.expm1(-middle) < mean) low = middle;
    else high = middle;
  }
  return high;
}
