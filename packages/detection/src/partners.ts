// SPDX-License-Identifier: Apache-2.0
import { firstAtLeast, mix32 } from './stats.ts';

/** Places of one owner's list when it is made. */
const FIRST_PLACES = 8;

/**
 * Pairs of owners, at most about so many. Where there are more, every owner keeps those of its partners whose hashes are
 * the smallest: the same few for all of a large group, so that its members stay tied to each other through them, and a
 * small group keeps every pair. What is kept does not depend on the order in which pairs are met.
 */
export class Partners {
  readonly #limit: number;
  readonly #ofHash = new Map<number, number>();
  readonly #hashes: Uint32Array;
  /** Per owner the hashes of its partners, ascending. */
  readonly #lists: Uint32Array[] = [];
  readonly #lengths: Uint32Array;
  /** Partners that each owner may have. */
  #most: number;
  #entries = 0;

  /** @param owners numbers below this. @param limit of pairs. */
  constructor(owners: number, limit: number) {
    this.#limit = limit;
    this.#most = owners;
    this.#lengths = new Uint32Array(owners);
    // A bijection: no two owners have one hash.
    this.#hashes = Uint32Array.from({ length: owners }, (_, owner) => mix32(owner + 0x9e3779b9));
    this.#hashes.forEach((hash, owner) => this.#ofHash.set(hash, owner));
  }

  /** Notes that two owners are a pair, once or again. */
  add(a: number, b: number): void {
    this.#note(a, this.#hashes[b]!);
    this.#note(b, this.#hashes[a]!);
    if (this.#entries > 2 * this.#limit) this.#halve();
  }

  /** Every pair that either of the two has kept, the smaller number first; in ascending order. */
  *pairs(): Generator<readonly [number, number]> {
    for (let a = 0; a < this.#lengths.length; a++) {
      const partners = Array.from(this.#listOf(a), (hash) => this.#ofHash.get(hash)!).sort((x, y) => x - y);
      for (const b of partners) if (a < b || !this.#has(b, this.#hashes[a]!)) yield a < b ? [a, b] : [b, a];
    }
  }

  #listOf(owner: number): Uint32Array {
    return this.#lists[owner]?.subarray(0, this.#lengths[owner]) ?? NOBODY;
  }

  #has(owner: number, hash: number): boolean {
    const list = this.#listOf(owner);
    return list[firstAtLeast(list, hash)] === hash;
  }

  #note(owner: number, hash: number): void {
    const length = this.#lengths[owner]!;
    let list = this.#lists[owner];
    if (list === undefined) this.#lists[owner] = list = new Uint32Array(FIRST_PLACES);
    if (length === this.#most && list[length - 1]! < hash) return;
    const place = firstAtLeast(list, hash, length);
    if (place < length && list[place] === hash) return;
    if (length === this.#most) {
      list.copyWithin(place + 1, place, length - 1);
      list[place] = hash;
      return;
    }
    if (length === list.length) {
      const longer = new Uint32Array(2 * length);
      longer.set(list);
      this.#lists[owner] = list = longer;
    }
    list.copyWithin(place + 1, place, length);
    list[place] = hash;
    this.#lengths[owner] = length + 1;
    this.#entries++;
  }

  /** Half as many for each, until they fit. */
  #halve(): void {
    while (this.#entries > 2 * this.#limit && this.#most > 1) {
      this.#most = Math.max(1, this.#most >> 1);
      for (let owner = 0; owner < this.#lengths.length; owner++) {
        const length = this.#lengths[owner]!;
        if (length <= this.#most) continue;
        this.#entries -= length - this.#most;
        this.#lengths[owner] = this.#most;
        this.#lists[owner] = this.#lists[owner]!.slice(0, this.#most);
      }
    }
  }
}

const NOBODY = new Uint32Array(0);
