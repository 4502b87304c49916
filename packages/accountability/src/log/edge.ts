// SPDX-License-Identifier: Apache-2.0
import { EMPTY_ROOT, nodeHash, type HashReader } from './merkle.ts';
import { TILE_HEIGHT } from './tiles.ts';

/** A hash that stands in a tile. */
export interface TileHash {
  /** Of tiles: the hash is over 256^level leaves. */
  readonly level: number;
  readonly hash: Uint8Array;
}

/**
 * The right edge of a growing tree: its largest complete subtrees, one for each binary digit of its size, which is all
 * that is needed to add leaves and to know the root.
 */
export class RightEdge {
  #size = 0;
  /** By level; null where that digit of the size is 0. */
  readonly #peaks: (Uint8Array | null)[] = [];

  /** The edge of the first `size` leaves of a tree. */
  static of(read: HashReader, size: number): RightEdge {
    const edge = new RightEdge();
    edge.#size = size;
    for (let level = 0, leaves = 1; leaves <= size; level++, leaves *= 2) {
      const count = Math.floor(size / leaves);
      edge.#peaks.push(count % 2 === 1 ? read(level, count - 1) : null);
    }
    return edge;
  }

  get size(): number {
    return this.#size;
  }

  /** Adds a leaf; returns the hashes that thereby get their place in a tile, the leaf's own first. */
  add(leaf: Uint8Array): TileHash[] {
    const placed: TileHash[] = [{ level: 0, hash: leaf }];
    let [hash, level] = [leaf, 0];
    for (; this.#peaks[level]; level++) {
      hash = nodeHash(this.#peaks[level]!, hash);
      this.#peaks[level] = null;
      if ((level + 1) % TILE_HEIGHT === 0) placed.push({ level: (level + 1) / TILE_HEIGHT, hash });
    }
    this.#peaks[level] = hash;
    this.#size++;
    return placed;
  }

  root(): Uint8Array {
    let root: Uint8Array | null = null;
    for (const peak of this.#peaks) {
      if (peak) root = root === null ? peak : nodeHash(peak, root);
    }
    return root ?? EMPTY_ROOT;
  }
}
