// SPDX-License-Identifier: Apache-2.0

/**
 * Moments of one owner as one bit a second, each with the seconds around it: whether somebody else's moment meets one of them
 * is then a look, where walking along both lists takes a step for every moment of either. A week takes 75 kB.
 */
export class MomentBits {
  readonly #near: number;
  readonly #length: number;
  readonly #words: Int32Array;
  #marked: ArrayLike<number> = [];

  /**
   * @param span seconds from the first moment of all to the last.
   * @param near seconds up to which two moments meet; the sum of both is below 2³⁰.
   */
  constructor(span: number, near: number) {
    this.#near = near;
    // Times begin at 0, so that the seconds around the first reach below and those around the last beyond the end.
    this.#length = span + 2 * near + 1;
    this.#words = new Int32Array((this.#length >>> 5) + 1);
  }

  /** Marks these moments and no others. @param moments from 0 to the span; they must stay as they are until the next ones. */
  mark(moments: ArrayLike<number>): void {
    const words = this.#words;
    // Not all of them: one wrong clock makes a window of years.
    for (let i = 0; i < this.#marked.length; i++) {
      const from = this.#marked[i]!;
      words.fill(0, from >>> 5, ((from + 2 * this.#near) >>> 5) + 1);
    }
    this.#marked = moments;
    for (let i = 0; i < moments.length; i++) {
      const from = moments[i]!;
      const to = from + 2 * this.#near;
      const first = from >>> 5;
      const last = to >>> 5;
      // All bits from `from` on, and all up to `to`.
      const head = -1 << (from & 31);
      const tail = -1 >>> (31 - (to & 31));
      if (first === last) words[first]! |= head & tail;
      else {
        words[first]! |= head;
        for (let w = first + 1; w < last; w++) words[w] = -1;
        words[last]! |= tail;
      }
    }
  }

  /** How many of `moments` have a marked one, moved by `offset` seconds, near them: each counts once. */
  count(moments: Uint32Array, offset: number): number {
    const words = this.#words;
    const length = this.#length;
    const shift = this.#near - offset;
    let count = 0;
    for (let i = 0; i < moments.length; i++) {
      const second = moments[i]! + shift;
      // Before the first is a large number as well.
      if (second >>> 0 < length) count += (words[second >>> 5]! >>> (second & 31)) & 1;
    }
    return count;
  }
}
