// SPDX-License-Identifier: Apache-2.0
import { sampleRows } from './row-sample.ts';
import { mix32 } from './stats.ts';
import { GRAMS, type TrafficTable } from './traffic-table.ts';

/** Shingle samples that several accounts use, with who uses them and on how many different texts. */
export interface GramPostings {
  readonly count: number;
  /** Slot 0–31 (0–15 user text, 16–31 system prompt) and value of gram g. */
  readonly slot: Uint8Array;
  readonly value: Uint32Array;
  /** Postings of gram g are start[g] … start[g+1]−1, accounts ascending; length count + 1. */
  readonly start: Uint32Array;
  readonly account: Uint32Array;
  /** Different texts under this gram, counted up to {@link TEXT_CAP}. */
  readonly texts: Uint8Array;
}

export const TEXT_CAP = 8;

/** Exchanges that are looked at; of larger windows a sample, since a gram is counted a few times an account only. */
const BUDGET_ROWS = 2_000_000;

/**
 * Finds the grams that at least `minAccounts` accounts use. Slot by slot, so that the working memory is
 * one pass over the window; a counting filter first drops the grams of one or two accounts, which are
 * nearly all of them.
 * @param budget most exchanges to look at.
 */
export function findRecurringGrams(table: TrafficTable, minAccounts: number, budget = BUDGET_ROWS): GramPostings {
  const { exchanges } = table;
  const slots: number[] = [];
  const values: number[] = [];
  const starts: number[] = [0];
  const accounts = new GrowingUint32();
  const texts = new GrowingUint8();
  const looked = sampleRows(exchanges, budget);
  const bits = Math.min(24, Math.max(12, Math.ceil(Math.log2(looked.length + 1)) + 2));
  const users = new Uint8Array(1 << bits);
  const lastUser = new Uint32Array(1 << bits);
  const mask = (1 << bits) - 1;
  for (let slot = 0; slot < GRAMS * 2; slot++) {
    const { grams, stride, offset, index } = slotColumn(table, slot);
    if (grams.length <= GRAMS && slot >= GRAMS) continue;
    users.fill(0);
    lastUser.fill(0);
    for (let i = 0; i < looked.length; i++) {
      const row = looked[i]!;
      const value = grams[(index === null ? row : index[row]!) * stride + offset]!;
      if (value === 0) continue;
      const bucket = mix32(value) & mask;
      const user = exchanges.account[row]! + 1;
      if (lastUser[bucket] !== user) {
        lastUser[bucket] = user;
        if (users[bucket]! < 255) users[bucket]!++;
      }
    }
    const rowOf = new GrowingUint32();
    for (let i = 0; i < looked.length; i++) {
      const row = looked[i]!;
      const value = grams[(index === null ? row : index[row]!) * stride + offset]!;
      if (value !== 0 && users[mix32(value) & mask]! >= minAccounts) rowOf.push(row);
    }
    const rows = sortByKey(rowOf.view(), (row) => grams[(index === null ? row : index[row]!) * stride + offset]!);
    collectPostings(rows);

    function collectPostings(sorted: Uint32Array): void {
      const seen = new Uint32Array(TEXT_CAP);
      for (let i = 0; i < sorted.length; ) {
        const value = valueAt(sorted[i]!);
        const begin = accounts.length;
        while (i < sorted.length && valueAt(sorted[i]!) === value) {
          const account = exchanges.account[sorted[i]!]!;
          let different = 0;
          for (; i < sorted.length && exchanges.account[sorted[i]!] === account && valueAt(sorted[i]!) === value; i++) {
            if (different === TEXT_CAP) continue;
            const text = exchanges.text[sorted[i]!]!;
            let known = false;
            for (let k = 0; k < different; k++) if (seen[k] === text) known = true;
            if (!known) seen[different++] = text;
          }
          accounts.push(account);
          texts.push(different);
        }
        if (accounts.length - begin < minAccounts) {
          accounts.length = begin;
          texts.length = begin;
        } else {
          slots.push(slot);
          values.push(value);
          starts.push(accounts.length);
        }
      }
    }
    function valueAt(row: number): number {
      return grams[(index === null ? row : index[row]!) * stride + offset]!;
    }
  }
  return {
    count: slots.length,
    slot: Uint8Array.from(slots),
    value: Uint32Array.from(values),
    start: Uint32Array.from(starts),
    account: accounts.view(),
    texts: texts.view(),
  };
}

/** Where the samples of a slot lie: user texts per row, system prompts through the row's prompt number. */
export function slotColumn(
  table: TrafficTable,
  slot: number,
): { grams: Uint32Array; stride: number; offset: number; index: Uint32Array | null } {
  const { exchanges } = table;
  return slot < GRAMS
    ? { grams: exchanges.grams, stride: GRAMS, offset: slot, index: null }
    : { grams: exchanges.systemGrams, stride: GRAMS, offset: slot - GRAMS, index: exchanges.system };
}

/** Stable radix sort of rows by a 32-bit key, 11 bits a pass. */
export function sortByKey(rows: Uint32Array, keyOf: (row: number) => number): Uint32Array {
  let from = rows.slice();
  let keys = new Uint32Array(from.length);
  for (let i = 0; i < from.length; i++) keys[i] = keyOf(from[i]!);
  let to = new Uint32Array(from.length);
  let toKeys = new Uint32Array(from.length);
  const counts = new Uint32Array(2048);
  for (let shift = 0; shift < 33; shift += 11) {
    counts.fill(0);
    for (let i = 0; i < keys.length; i++) counts[(keys[i]! >>> shift) & 2047]!++;
    let sum = 0;
    for (let i = 0; i < 2048; i++) {
      const n = counts[i]!;
      counts[i] = sum;
      sum += n;
    }
    for (let i = 0; i < keys.length; i++) {
      const at = counts[(keys[i]! >>> shift) & 2047]!++;
      to[at] = from[i]!;
      toKeys[at] = keys[i]!;
    }
    [from, to] = [to, from];
    [keys, toKeys] = [toKeys, keys];
  }
  return from;
}

/** A Uint32Array that grows by doubling; `length` may be set back. */
export class GrowingUint32 {
  length = 0;
  #data = new Uint32Array(1024);
  push(value: number): void {
    if (this.length === this.#data.length) {
      const bigger = new Uint32Array(this.#data.length * 2);
      bigger.set(this.#data);
      this.#data = bigger;
    }
    this.#data[this.length++] = value;
  }
  view(): Uint32Array {
    return this.#data.subarray(0, this.length);
  }
}

class GrowingUint8 {
  length = 0;
  #data = new Uint8Array(1024);
  push(value: number): void {
    if (this.length === this.#data.length) {
      const bigger = new Uint8Array(this.#data.length * 2);
      bigger.set(this.#data);
      this.#data = bigger;
    }
    this.#data[this.length++] = value;
  }
  view(): Uint8Array {
    return this.#data.subarray(0, this.length);
  }
}
