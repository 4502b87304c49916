// SPDX-License-Identifier: Apache-2.0
import { TECHNIQUE_IDS } from '@stillwatch/core';
import { createModel, HEADS, LEAST_BITS, type ModelFile } from '../src/signals/model.ts';
import { createSignaller, SIGNAL_BITS } from '../src/signals/signaller.ts';
import { createTokeniser } from '../src/sketch/tokens.ts';
import type { Row } from './rows.ts';

/** What one text was given, per technique. */
export interface Measured {
  readonly row: Row;
  /** Bits of the model alone, from LEAST_BITS up. */
  readonly model: Float32Array;
  /** Techniques that rules alone, the model alone, and both together report, as masks. */
  readonly byRules: number;
  readonly byModel: number;
  readonly byBoth: number;
}

export function measureRows(rows: readonly Row[], file: ModelFile): Measured[] {
  const tokenise = createTokeniser();
  const model = createModel(file);
  const rules = createSignaller(null);
  const both = createSignaller(model);
  return rows.map((row) => {
    const tokens = tokenise(row.text);
    const bits = new Float32Array(TECHNIQUE_IDS.length).fill(LEAST_BITS);
    model.score(tokens, bits);
    let byModel = 0;
    for (let k = 0; k < HEADS; k++) if (bits[k]! >= SIGNAL_BITS) byModel |= 1 << k;
    const byRules = rules.signal(tokens, row.text).mask;
    return { row, model: bits, byRules, byModel, byBoth: both.signal(tokens, row.text).mask };
  });
}

/** Adds what the rules find to masks of a model. */
export function addRules(rows: readonly { readonly row: Row; readonly byModel: number }[]): Measured[] {
  const tokenise = createTokeniser();
  const rules = createSignaller(null);
  return rows.map(({ row, byModel }) => {
    const byRules = rules.signal(tokenise(row.text), row.text).mask;
    return { row, model: new Float32Array(0), byRules, byModel, byBoth: byRules | byModel };
  });
}

export const has = (mask: number, head: number): boolean => ((mask >> head) & 1) === 1;
