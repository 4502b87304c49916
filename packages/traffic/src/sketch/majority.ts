// SPDX-License-Identifier: Apache-2.0
/** Planes of the counters: up to 255 votes. */
const PLANES = 8;
export const MAX_VOTES = 255;

/**
 * 32 counters side by side, bit-sliced: plane p holds bit p of every counter. Words are added two at a
 * time by a carry-save adder (Harley and Seal), about one step a word, which makes SimHash affordable.
 */
export interface Majority {
  reset(): void;
  /** Each set bit is one vote for its position. At most {@link MAX_VOTES} calls between resets. */
  add(word: number): void;
  /** Bits voted for by more than half of the calls; unsigned. */
  result(): number;
}

export function createMajority(): Majority {
  const planes = new Int32Array(PLANES + 1);
  /** A word of weight 2^p that waits for a second one; there is one wherever bit p of `votes` is set. */
  const waiting = new Int32Array(PLANES + 1);
  const totals = new Int32Array(PLANES + 1);
  let votes = 0;
  return {
    reset() {
      planes.fill(0);
      votes = 0;
    },
    add(word) {
      let carry = word | 0;
      let p = 0;
      for (let v = votes; (v & 1) !== 0; v >>>= 1) {
        const other = waiting[p]!;
        const sum = planes[p]!;
        planes[p] = sum ^ other ^ carry;
        carry = (other & carry) | (sum & (other ^ carry));
        p++;
      }
      waiting[p] = carry;
      votes++;
    },
    result() {
      totals.set(planes);
      for (let p = 0; p < PLANES; p++) {
        if (((votes >>> p) & 1) === 0) continue;
        let carry = waiting[p]!;
        for (let q = p; carry !== 0 && q < PLANES; q++) {
          const plane = totals[q]!;
          totals[q] = plane ^ carry;
          carry &= plane;
        }
      }
      // Bit-sliced comparison counter > half, from the highest plane down.
      const half = votes >>> 1;
      let greater = 0;
      let equal = -1;
      for (let p = PLANES - 1; p >= 0; p--) {
        const limit = (half >>> p) & 1 ? -1 : 0;
        greater |= equal & totals[p]! & ~limit;
        equal &= ~(totals[p]! ^ limit);
      }
      return greater >>> 0;
    },
  };
}
