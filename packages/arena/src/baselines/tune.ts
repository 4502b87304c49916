// SPDX-License-Identifier: Apache-2.0
import type { TrafficTable } from '@stillwatch/detection';
import type { Baseline, Detector, Setting } from '../detector.ts';
import { selectAccounts } from './select-accounts.ts';

/** Traffic of a tuning seed with its truth. */
export interface Validation {
  readonly table: TrafficTable;
  /** 1 = the account is benign. */
  readonly benign: Uint8Array;
  /** Number of the account's campaign within this table, −1 = none. */
  readonly campaign: Int32Array;
}

/** A baseline with the setting and threshold that served it best, and what they reached on validation. */
export interface FittedBaseline {
  readonly detector: Detector;
  readonly setting: Setting;
  /** Accounts that score above it are accused. */
  readonly threshold: number;
  /** Mean over campaigns of the share of their accounts that are accused. */
  readonly recall: number;
  /** Share of benign accounts that are accused. */
  readonly fpr: number;
}

/** Benign accounts accused at most: one of 10,000, and none where there are fewer. */
export const MOST_FALSE = 1e-4;
/** Every fourth benign account of the first table teaches; none of these is counted, for any baseline. */
const TEACHING = 4;

/**
 * Chooses the setting with the largest recall among thresholds that keep the benign account rate; the first of equal
 * ones. The threshold is the smallest that does.
 * @throws RangeError when no benign account remains to set a threshold by.
 */
export function fitBaseline<Fitted>(baseline: Baseline<Fitted>, validation: readonly Validation[]): FittedBaseline {
  const teachers = findTeachers(validation);
  const judged = validation.map(({ benign }, v) => benign.map((is, a) => (v === 0 && teachers.has(a) ? 0 : is)));
  const benignTable = teachingTable(validation);
  if (benignTable === null || !judged.some((benign) => benign.includes(1))) {
    throw new RangeError('no benign accounts to set a threshold by');
  }
  let best: FittedBaseline | undefined;
  for (const setting of baseline.settings) {
    const fitted = baseline.fit(benignTable, setting);
    const scores = validation.map(({ table }) => baseline.score(table, setting, fitted));
    const { threshold, fpr } = chooseThreshold(scores.flatMap((of, v) => Array.from(of).filter((_, a) => judged[v]![a] === 1)));
    const recall = meanRecall(validation, scores, threshold);
    if (best !== undefined && recall <= best.recall) continue;
    best = { detector: createDetector(baseline, setting, fitted, threshold), setting, threshold, recall, fpr };
  }
  if (best === undefined) throw new RangeError(`${baseline.name} has no settings`);
  return best;
}

/** The benign traffic that baselines learn from: a part of the first validation world, judged by none; null without one. */
export function teachingTable(validation: readonly Validation[]): TrafficTable | null {
  return validation[0] === undefined ? null : selectAccounts(validation[0].table, [...findTeachers(validation)]);
}

/** A baseline that was fitted before, in another process: what it learned is learned again, the choice is kept. */
export function restoreBaseline<Fitted>(
  baseline: Baseline<Fitted>,
  { setting, threshold }: Pick<FittedBaseline, 'setting' | 'threshold'>,
  teaching: TrafficTable,
): Detector {
  return createDetector(baseline, setting, baseline.fit(teaching, setting), threshold);
}

function findTeachers([first]: readonly Validation[]): Set<number> {
  const benign = Array.from(first?.benign.keys() ?? []).filter((a) => first?.benign[a] === 1);
  return new Set(benign.filter((_, i) => i % TEACHING === 0));
}

/** The smallest threshold that at most {@link MOST_FALSE} of the benign scores exceed. */
export function chooseThreshold(benignScores: readonly number[]): { threshold: number; fpr: number } {
  const descending = Float64Array.from(benignScores).sort().toReversed();
  const threshold = descending[Math.floor(MOST_FALSE * descending.length)]!;
  const above = descending.findIndex((score) => score <= threshold);
  return { threshold, fpr: above / descending.length };
}

function meanRecall(validation: readonly Validation[], scores: readonly Float64Array[], threshold: number): number {
  let sum = 0;
  let campaigns = 0;
  validation.forEach(({ campaign }, v) => {
    const members = new Map<number, { found: number; all: number }>();
    campaign.forEach((number, a) => {
      if (number === -1) return;
      const tally = members.get(number) ?? { found: 0, all: 0 };
      tally.all++;
      if (scores[v]![a]! > threshold) tally.found++;
      members.set(number, tally);
    });
    for (const { found, all } of members.values()) sum += found / all;
    campaigns += members.size;
  });
  return campaigns === 0 ? 0 : sum / campaigns;
}

function createDetector<Fitted>(baseline: Baseline<Fitted>, setting: Setting, fitted: Fitted, threshold: number): Detector {
  return {
    name: baseline.name,
    about: baseline.about,
    detect({ table }) {
      const scores = baseline.score(table, setting, fitted);
      const accused = Array.from(scores.keys()).filter((a) => scores[a]! > threshold);
      if (accused.length === 0) return { groups: [] };
      return { groups: baseline.group?.(table, accused, setting) ?? [accused] };
    },
  };
}
