// SPDX-License-Identifier: Apache-2.0
import { TECHNIQUE_IDS, type Technique } from '@stillwatch/core';

/** One labelled text. */
export interface Row {
  readonly text: string;
  /** The text without its slots' contents: only words of frames may carry weight. */
  readonly frame: string;
  /** The set it comes from, for the tables. */
  readonly source: string;
  /** Rows of one group stay on one side of every split. */
  readonly group: string;
  readonly language: string;
  /** Techniques that the text shows, as a mask over core's TECHNIQUES. */
  readonly positive: number;
  /** Techniques for which the text is neither example nor counter-example. */
  readonly ignore: number;
  /** Weight in training; the rows of one wording or group share theirs. */
  readonly weight: number;
  /** Bare slot content: always learned, so that what stands in a wrapper never speaks for the wrapper. */
  readonly isContent: boolean;
}

export function maskOf(techniques: readonly Technique[]): number {
  let mask = 0;
  for (const technique of techniques) mask |= 1 << TECHNIQUE_IDS.indexOf(technique);
  return mask;
}

/** Attempts against the safeguards shade into one another; a text of one says nothing against the others. */
const SAFEGUARDS = maskOf(['jailbreak', 'system-prompt-extraction', 'classifier-evasion']);

export function ignoredBeside(positive: number): number {
  return (positive & SAFEGUARDS) !== 0 ? SAFEGUARDS & ~positive : 0;
}
