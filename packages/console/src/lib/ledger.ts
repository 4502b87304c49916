// SPDX-License-Identifier: Apache-2.0
import type { CampaignDetail } from '@stillwatch/core/api';
import type { Family } from './families.ts';

type Finding = CampaignDetail['finding'];
type Tier = Finding['tier'];

export interface LedgerLine {
  readonly family: Family;
  readonly statement: string;
  /** Tenths of a bit, so that sums are exact as a person adds them. */
  readonly tenths: number;
  /** Running sum before and after this line, tenths. */
  readonly from: number;
  readonly to: number;
}

export interface Ledger {
  readonly lines: readonly LedgerLine[];
  /** Sum of the lines as shown, tenths. */
  readonly sum: number;
  /** Stated sum less that of the lines, tenths: rounding, or bits that a cap took off. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

/** Evidence as a running sum: what speaks for it first, family by family, then what speaks against it. */
export function keepLedger(finding: Pick<Finding, 'evidence' | 'benign' | 'bits'>, floor = 0): Ledger {
  const excuses = finding.benign
    .filter(({ bits }) => toTenths(bits) !== 0)
    .map(({ bits, kind, statement }) => ({ family: 'benign' as const, bits, statement: `${kind}: ${statement}` }));
  const total = new Map<Family, number>();
  for (const { family, bits } of finding.evidence) total.set(family, (total.get(family) ?? 0) + bits);
  const speaking = finding.evidence.toSorted(
    (a, b) => total.get(b.family)! - total.get(a.family)! || compare(a.family, b.family) || b.bits - a.bits,
  );
  const ordered = [...speaking.filter(({ bits }) => bits >= 0), ...speaking.filter(({ bits }) => bits < 0), ...excuses];

  const lines: LedgerLine[] = [];
  let sum = 0;
  for (const { family, bits, statement } of ordered) {
    const tenths = toTenths(bits);
    lines.push({ family, statement, tenths, from: sum, to: sum + tenths });
    sum += tenths;
  }
  const places = lines.flatMap(({ from, to }) => [from, to]);
  return {
    lines,
    sum,
    difference: toTenths(finding.bits) - sum,
    low: Math.min(0, ...places),
    high: Math.max(toTenths(floor), toTenths(finding.bits), ...places),
  };
}

export function toTenths(bits: number): number {
  // Never −0, which is told apart from 0 by nobody who adds.
  return Math.round(bits * 10) || 0;
}

/** Bits by family, the largest first. */
export function sumFamilies(evidence: Finding['evidence']): { family: Family; bits: number }[] {
  const sums = new Map<Family, number>();
  for (const { family, bits } of evidence) sums.set(family, (sums.get(family) ?? 0) + toTenths(bits));
  return [...sums].map(([family, tenths]) => ({ family, bits: tenths / 10 })).toSorted((a, b) => b.bits - a.bits);
}

/** Bits that the next higher tier is away; null at the top. */
export function toNextTier(bits: number, thresholds: Readonly<Record<Tier, number>>): { tier: Tier; bits: number } | null {
  for (const tier of ['watch', 'probable', 'confirmed'] as const) {
    const missing = toTenths(thresholds[tier]) - toTenths(bits);
    if (missing > 0) return { tier, bits: missing / 10 };
  }
  return null;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
