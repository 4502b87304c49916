// SPDX-License-Identifier: Apache-2.0
import { GRAMS, mix32, type TrafficTable } from '@stillwatch/detection';
import { createKeyCounts } from './key-counts.ts';

/** What the exchanges of a window have in common, one template each. */
export interface SharedTemplates {
  /** Template of every exchange; −1 = the log holds no text. */
  readonly of: Int32Array;
  /** Hash that names template t, the same whatever the order of accounts. */
  readonly key: Uint32Array;
}

export interface TemplateChoice {
  /** Samples that two exchanges must have in common, neighbours within one section of the signature: 2 or 4. */
  readonly band: number;
  /** 1: an exchange with a system prompt is known by that instead of its own text. */
  readonly system: number;
}

/**
 * Gives every exchange the template that graph baselines link accounts by. A signature of 16 samples is cut into
 * bands of neighbours (locality-sensitive hashing: near-identical texts agree in most bands); among its bands, an
 * exchange takes the one that most accounts use, so that the variants of one wrapper meet in the same. A text too
 * short to fill a band is known by its whole signature.
 */
export function assignTemplates(table: TrafficTable, choice: TemplateChoice): SharedTemplates {
  const { exchanges } = table;
  const bands = Math.floor(GRAMS / choice.band);
  const counts = createKeyCounts(exchanges.count * bands);
  const keys = new Uint32Array(bands);
  for (let row = 0; row < exchanges.count; row++) {
    const filled = bandKeys(table, row, choice, keys);
    for (let k = 0; k < filled; k++) counts.add(keys[k]!, exchanges.account[row]!);
  }
  const of = new Int32Array(exchanges.count).fill(-1);
  const number = new Map<number, number>();
  for (let row = 0; row < exchanges.count; row++) {
    const filled = bandKeys(table, row, choice, keys);
    if (filled === 0) continue;
    let best = keys[0]!;
    let bestUsers = counts.accounts(best);
    for (let k = 1; k < filled; k++) {
      const users = counts.accounts(keys[k]!);
      if (users < bestUsers || (users === bestUsers && keys[k]! > best)) continue;
      best = keys[k]!;
      bestUsers = users;
    }
    let template = number.get(best);
    if (template === undefined) number.set(best, (template = number.size));
    of[row] = template;
  }
  return { of, key: Uint32Array.from(number.keys()) };
}

/** Writes the 32-bit keys of a row's filled bands; returns how many. */
function bandKeys(table: TrafficTable, row: number, { band, system }: TemplateChoice, into: Uint32Array): number {
  const { exchanges } = table;
  const prompt = system === 1 ? exchanges.system[row]! : 0;
  const samples = prompt === 0 ? exchanges.grams : exchanges.systemGrams;
  const base = (prompt === 0 ? row : prompt) * GRAMS;
  const source = prompt === 0 ? 0x51ed270b : 0x2545f491;
  let filled = 0;
  let whole = source;
  let any = false;
  for (let from = 0; from + band <= GRAMS; from += band) {
    let key = source + from;
    let full = true;
    for (let g = from; g < from + band; g++) {
      const value = samples[base + g]!;
      if (value === 0) full = false;
      else any = true;
      key = mix32(Math.imul(key, 0x9e3779b1) ^ value);
    }
    whole = mix32(Math.imul(whole, 0x9e3779b1) ^ key);
    if (full) into[filled++] = key;
  }
  if (filled === 0 && any) into[filled++] = whole;
  return filled;
}
