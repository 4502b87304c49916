// SPDX-License-Identifier: Apache-2.0
import { betaQuantile } from './beta.ts';
import { lineageOf, type Parents } from './lineage.ts';

/** How somebody's earlier reports turned out. `by` says who found that out: the own organisation, or another by an opinion. */
export interface Outcome {
  /** The one whose report it was: its origin. */
  readonly reporter: string;
  /** Detector with version that the report came from; null for a person's own finding. */
  readonly detector: string | null;
  readonly object: string;
  readonly by: string;
  readonly result: 'confirmed' | 'refuted';
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface TrackRecord {
  readonly confirmed: number;
  readonly refuted: number;
}
/** Counts of confirmed and refuted reports by reporter and detector. */
export type TrackRecords = ReadonlyMap<string, TrackRecord>;

export function trackKey(reporter: string, detector: string | null): string {
  return JSON.stringify([reporter, detector]);
}

/** What the 1 to 5 of STIX's opinions say of a report; neutral says nothing. */
export function resultOfOpinion(opinion: unknown): Outcome['result'] | null {
  if (opinion === 'agree' || opinion === 'strongly-agree') return 'confirmed';
  return opinion === 'disagree' || opinion === 'strongly-disagree' ? 'refuted' : null;
}

/**
 * Track records from outcomes. Nobody confirms their own lineage's reports; each lineage's last word on an object counts
 * once; words of others than the own organisation count by `weightOf` them, so that a crowd of newcomers cannot make a name.
 */
export function trackRecords(
  outcomes: readonly Outcome[],
  { own, parents, weightOf }: { own: string; parents: Parents; weightOf: (identity: string) => number },
): Map<string, TrackRecord> {
  const last = new Map<string, Outcome>();
  for (const one of outcomes.toSorted((a, b) => a.at - b.at)) {
    const { reporter, detector, object, by } = one;
    if (lineageOf(by, parents) === lineageOf(reporter, parents)) continue;
    last.set(JSON.stringify([reporter, detector, object, lineageOf(by, parents)]), one);
  }
  const records = new Map<string, { confirmed: number; refuted: number }>();
  for (const { reporter, detector, by, result } of last.values()) {
    const key = trackKey(reporter, detector);
    const record = records.get(key) ?? { confirmed: 0, refuted: 0 };
    record[result] += by === own ? 1 : Math.min(1, Math.max(0, weightOf(by)));
    records.set(key, record);
  }
  return records;
}

/** Share of the distribution that may lie below: the reporter is at least this good in 19 cases of 20. */
const LOWER = 0.05;

/** Lower 5 % bound of Beta(1 + confirmed, 1 + refuted): 0.05 for a newcomer, towards the true rate with experience. */
export function reliabilityOf({ confirmed, refuted }: TrackRecord = { confirmed: 0, refuted: 0 }): number {
  return betaQuantile(LOWER, 1 + confirmed, 1 + refuted);
}

/**
 * Upper 5 % bound of the same: the reporter is at most this good in 19 cases of 20. 0.95 for a newcomer, of whom nothing is
 * known, so that only refuted reports bring it down.
 */
export function bestReliabilityOf({ confirmed, refuted }: TrackRecord = { confirmed: 0, refuted: 0 }): number {
  return betaQuantile(1 - LOWER, 1 + confirmed, 1 + refuted);
}

/** One bar of a reliability plot: of reports that were given about this probability, how many were right. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly predicted: number;
  readonly observed: number;
  /** 90 % interval of what is observed. */
  readonly low: number;
  readonly high: number;
}

/** Bins of equal width over what was predicted and how it turned out; empty ones are left out. */
export function reliabilityPlot(
  predictions: readonly { readonly predicted: number; readonly isConfirmed: boolean }[],
  bins = 10,
): ReliabilityBin[] {
  const groups = Map.groupBy(predictions, ({ predicted }) => Math.min(bins - 1, Math.max(0, Math.floor(predicted * bins))));
  return [...groups]
    .toSorted(([a], [b]) => a - b)
    .map(([bin, group]) => {
      const confirmed = group.filter(({ isConfirmed }) => isConfirmed).length;
      const refuted = group.length - confirmed;
      return {
        from: bin / bins,
        to: (bin + 1) / bins,
        count: group.length,
        predicted: group.reduce((sum, { predicted }) => sum + predicted, 0) / group.length,
        observed: confirmed / group.length,
        low: confirmed === 0 ? 0 : betaQuantile(0.05, confirmed, refuted + 1),
        high: refuted === 0 ? 1 : betaQuantile(0.95, confirmed + 1, refuted),
      };
    });
}
