// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode } from '@stillwatch/core';

/** Samples kept per kind of problem. */
const MAX_SAMPLES = 5;

export interface ProblemSample {
  readonly file: string;
  /** Line within the range that began at byte `from`; 0 = no line. */
  readonly line: number;
  readonly from: number;
  readonly reason: string;
}

/** Problems counted by code, with the first few of each. */
export type Tally = Map<ErrorCode, { count: number; samples: ProblemSample[] }>;

export function addProblem(tally: Tally, code: ErrorCode, sample: ProblemSample): void {
  const entry = tally.get(code);
  if (entry === undefined) tally.set(code, { count: 1, samples: [sample] });
  else {
    entry.count++;
    if (entry.samples.length < MAX_SAMPLES) entry.samples.push(sample);
  }
}

export function mergeTallies(into: Tally, from: Tally): void {
  for (const [code, { count, samples }] of from) {
    const entry = into.get(code);
    if (entry === undefined) into.set(code, { count, samples: [...samples] });
    else {
      entry.count += count;
      entry.samples.push(...samples.slice(0, MAX_SAMPLES - entry.samples.length));
    }
  }
}
