// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';

/** Where in a pattern something is: `line` counts from 1, `column` from 0, as the reference grammar's messages do. */
export interface PatternPlace {
  readonly line: number;
  readonly column: number;
}

/** What is wrong with a pattern, and where; the only error that reading or matching a pattern raises. */
export class PatternError extends AppError {
  readonly line: number;
  readonly column: number;

  constructor(message: string, place: PatternPlace) {
    super('PATTERN_INVALID', `line ${place.line}:${place.column}: ${message}`);
    this.line = place.line;
    this.column = place.column;
  }
}

/** The place of an offset (in UTF-16 code units) of a text. */
export function placeAt(text: string, offset: number): PatternPlace {
  let line = 1;
  let start = 0;
  for (let i = text.indexOf('\n'); i !== -1 && i < offset; i = text.indexOf('\n', i + 1)) {
    line++;
    start = i + 1;
  }
  return { line, column: offset - start };
}
