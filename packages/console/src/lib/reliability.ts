// SPDX-License-Identifier: Apache-2.0
import type { ReliabilityBin } from '@stillwatch/core/api';
import { formatPercent, formatPlural } from './format.ts';

/** From fewer reports than this nobody is said to be well calibrated. */
const ENOUGH = 20;

/** What a reliability plot tells, in a sentence: whether somebody's certainty can be taken at its word. */
export function describeReliability(bins: readonly ReliabilityBin[]): string {
  const reports = bins.reduce((sum, { count }) => sum + count, 0);
  if (reports === 0) return 'No report of it has turned out right or wrong yet.';
  const mean = (read: (bin: ReliabilityBin) => number): number =>
    bins.reduce((sum, bin) => sum + bin.count * read(bin), 0) / reports;
  const predicted = mean((bin) => bin.predicted);
  const observed = mean((bin) => bin.observed);
  const seen = `It gave its reports ${formatPercent(predicted)} on average, and ${formatPercent(observed)} of ${formatPlural(reports, 'report')} were right`;
  // Whether a bin's interval leaves out what was predicted, on which side, weighted by its reports.
  const sides = bins.map(({ count, predicted: said, low, high }) => (said > high ? -count : said < low ? count : 0));
  const off = sides.reduce((sum, side) => sum + side, 0);
  if (off < -reports / 4) return `${seen}: it is surer than it should be.`;
  if (off > reports / 4) return `${seen}: it is better than it says.`;
  return reports < ENOUGH ? `${seen}: too few to say more.` : `${seen}: it can be taken at its word.`;
}
