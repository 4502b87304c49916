// SPDX-License-Identifier: Apache-2.0
import { createReadStream } from 'node:fs';
import type { ErrorCode } from '@stillwatch/core';
import type { ProblemSample, Tally } from './tally.ts';

/** A kind of problem as it is reported: how often, and where the first few were. */
export interface Problem {
  readonly code: ErrorCode;
  readonly count: number;
  readonly samples: string[];
}

/** Writes every sample as `file:line reason`, sorted by code. Lines of ranges are counted from the start of the file only now. */
export async function describeProblems(tally: Tally): Promise<Problem[]> {
  const linesBefore = await countLines([...tally.values()].flatMap(({ samples }) => samples));
  return [...tally]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { count, samples }]) => ({
      code,
      count,
      samples: samples.map(({ name, line, path, from, reason }) => {
        const place = line === 0 ? name : `${name}:${(linesBefore.get(path)?.get(from) ?? 0) + line}`;
        return `${place} ${reason}`;
      }),
    }));
}

/** Line ends before the ranges of some samples: file → start of range → how many. Each file is read once. */
async function countLines(samples: readonly ProblemSample[]): Promise<Map<string, Map<number, number>>> {
  const counts = new Map<string, Map<number, number>>();
  // A range is read from one byte before its start, and its lines are counted from there.
  const inRanges = samples.filter(({ line, from }) => line > 0 && from > 1);
  for (const [path, ofFile] of Map.groupBy(inRanges, (sample) => sample.path)) {
    const starts = [...new Set(ofFile.map(({ from }) => from))].sort((a, b) => a - b);
    const found = new Map<number, number>();
    counts.set(path, found);
    let lines = 0;
    let offset = 0;
    let next = 0;
    try {
      for await (const chunk of createReadStream(path, { end: starts.at(-1)! - 2, highWaterMark: 1 << 20 })) {
        const bytes = chunk as Buffer;
        for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) {
          while (next < starts.length && offset + at > starts[next]! - 2) found.set(starts[next++]!, lines);
          lines++;
        }
        offset += bytes.length;
      }
    } catch {
      // The file is gone since: its samples keep the line within their range.
    }
    while (next < starts.length) found.set(starts[next++]!, lines);
  }
  return counts;
}
