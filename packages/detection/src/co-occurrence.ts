// SPDX-License-Identifier: Apache-2.0
import { GRAMS, type TrafficTable } from './traffic-table.ts';

/** A sampled shingle: its place in the sketch (0–15 user text, 16–31 system prompt) and its value. */
export interface Gram {
  readonly slot: number;
  readonly value: number;
}

/** Exchanges that are looked at, evenly over the given ones. */
const SAMPLE = 8_192;
/** A shingle in fewer of them says nothing about its company. */
const LEAST = 40;
/**
 * Cosine of two shingles' exchanges from which they are of one wrapper: it is the root of the chances that the wrapper's
 * sketch shows them. What stands in a slot now and then comes to the root of its own share of the wrapper's exchanges.
 */
const MIN_COSINE = 0.4;

/**
 * Groups shingles by the exchanges in which they stand together: where all accounts say everything, who says a shingle tells
 * nothing about it, but the words of one wrapper still come in the same exchange.
 * @param rows of exchanges, ascending. @returns groups of at least two shingles, the most frequent first.
 */
export function groupByExchange(table: TrafficTable, grams: readonly Gram[], rows: ArrayLike<number>): Gram[][] {
  const { exchanges } = table;
  const sampled = Math.min(rows.length, SAMPLE);
  const numberOf: Map<number, number>[] = Array.from({ length: GRAMS * 2 }, () => new Map());
  grams.forEach(({ slot, value }, g) => numberOf[slot]!.set(value, g));
  const words = Math.ceil(sampled / 32);
  const sets = Array.from(grams, () => new Uint32Array(words));
  const sizes = new Uint32Array(grams.length);
  for (let i = 0; i < sampled; i++) {
    const row = rows[Math.floor((i * rows.length) / sampled)]!;
    const systemBase = exchanges.system[row]! * GRAMS;
    for (let slot = 0; slot < GRAMS * 2; slot++) {
      const value = slot < GRAMS ? exchanges.grams[row * GRAMS + slot]! : exchanges.systemGrams[systemBase + slot - GRAMS]!;
      const g = value === 0 ? undefined : numberOf[slot]!.get(value);
      if (g === undefined) continue;
      sets[g]![i >>> 5]! |= 1 << (i & 31);
      sizes[g]!++;
    }
  }
  const order = Array.from(grams, (_, g) => g)
    .filter((g) => sizes[g]! >= LEAST)
    .sort((a, b) => sizes[b]! - sizes[a]! || a - b);
  const groups: { leader: number; members: number[] }[] = [];
  for (const g of order) {
    let best: (typeof groups)[number] | null = null;
    let most = MIN_COSINE;
    for (const group of groups) {
      // Their sizes bound the cosine.
      if (Math.sqrt(sizes[g]! / sizes[group.leader]!) < most) continue;
      const cosine = countBoth(sets[g]!, sets[group.leader]!) / Math.sqrt(sizes[g]! * sizes[group.leader]!);
      if (cosine > most) {
        most = cosine;
        best = group;
      }
    }
    if (best === null) groups.push({ leader: g, members: [g] });
    else best.members.push(g);
  }
  return groups.filter(({ members }) => members.length > 1).map(({ members }) => members.map((g) => grams[g]!));
}

/** Bits that are set in both. */
function countBoth(a: Uint32Array, b: Uint32Array): number {
  let count = 0;
  for (let i = 0; i < a.length; i++) {
    let v = a[i]! & b[i]!;
    v -= (v >>> 1) & 0x55555555;
    v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
    count += Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}
