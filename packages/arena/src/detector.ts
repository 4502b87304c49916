// SPDX-License-Identifier: Apache-2.0
import type { TrafficTable } from '@stillwatch/detection';

/** What a detector gets: hashes, counts and times. There is no way from here to a label. */
export interface DetectorInput {
  readonly table: TrafficTable;
}

/** The accused accounts (dense numbers of the table), grouped; an account is in at most one group. */
export interface DetectorOutput {
  readonly groups: readonly (readonly number[])[];
}

export interface Detector {
  readonly name: string;
  readonly about: string;
  detect(input: DetectorInput): DetectorOutput;
}

/** One choice of a baseline's parameters. */
export type Setting = Readonly<Record<string, number>>;

/** A detector with parameters and a threshold, both fitted on tuning seeds only. `Fitted` is what it learns from benign traffic. */
export interface Baseline<Fitted = unknown> {
  readonly name: string;
  readonly about: string;
  /** Settings to choose from on the validation split. */
  readonly settings: readonly Setting[];
  /** Learns from benign tuning traffic, where it needs to. */
  fit(benign: TrafficTable, setting: Setting): Fitted;
  /** Suspicion of every account (length accounts.count), any scale, higher = more suspicious. */
  score(table: TrafficTable, setting: Setting, fitted: Fitted): Float64Array;
  /** Groups among the accounts above the threshold; absent: all of them are one group. */
  group?(table: TrafficTable, accounts: readonly number[], setting: Setting): number[][];
}
