// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode } from '@stillwatch/core';

/** Samples kept per kind of problem. */
const MAX_SAMPLES = 5;

export interface ProblemSample {
  /** What the source is called, and where its bytes are. */
  readonly name: string;
  readonly path: string;
  /** Line within the range that began at byte `from`; 0 = no line. */
  readonly line: number;
  readonly from: number;
  readonly reason: string;
}

/** Problems counted by code, with a few of each: the first by name, range and line. */
export type Tally = Map<ErrorCode, { count: number; samples: ProblemSample[] }>;

export function addProblem(tally: Tally, code: ErrorCode, sample: ProblemSample, count = 1): void {
  const entry = tally.get(code);
  if (entry === undefined) tally.set(code, { count, samples: [sample] });
  else {
    entry.count += count;
    keepFirst(entry.samples, sample);
  }
}

export function mergeTallies(into: Tally, from: Tally): void {
  for (const [code, { count, samples }] of from) {
    const entry = into.get(code);
    if (entry === undefined) into.set(code, { count, samples: [...samples] });
    else {
      entry.count += count;
      for (const sample of samples) keepFirst(entry.samples, sample);
    }
  }
}

/** The first by place, so that the samples do not depend on which reader was faster. */
function keepFirst(samples: ProblemSample[], sample: ProblemSample): void {
  if (samples.length === MAX_SAMPLES && !isBefore(sample, samples.at(-1)!)) return;
  let at = samples.length;
  while (at > 0 && isBefore(sample, samples[at - 1]!)) at--;
  samples.splice(at, 0, sample);
  if (samples.length > MAX_SAMPLES) samples.pop();
}

function isBefore(a: ProblemSample, b: ProblemSample): boolean {
  if (a.name !== b.name) return a.name < b.name;
  return a.from === b.from ? a.line < b.line : a.from < b.from;
}
