// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { DiskFile } from './disk.ts';
import type { TileHash } from './edge.ts';
import { HASH_BYTES, nodeHash, type HashReader } from './merkle.ts';
import { hashesAtLevel, TILE_HEIGHT, TILE_WIDTH } from './tiles.ts';

/** Tiles that are kept with the hashes computed inside them: 16 kB each. */
const CACHED_TILES = 512;

/** One tile: its hashes and, as far as they were asked for, those of the subtrees inside it. */
interface CachedTile {
  /** Hashes of the tile that have been read. */
  width: number;
  /** A heap: the node at height h (0 for the tile's own hashes) and position p has number 2^(8 - h) + p. */
  readonly nodes: Buffer;
  readonly known: Uint8Array;
}

/**
 * The tree's hashes on disk: a file for each level of tiles, in which tile follows tile. They can be made again from
 * the journal.
 */
export class HashLevels {
  readonly #open: (level: number) => DiskFile;
  readonly #files: DiskFile[] = [];
  readonly #tiles = new Map<string, CachedTile>();

  /** @param open opens the file of a level */
  constructor(open: (level: number) => DiskFile) {
    this.#open = open;
  }

  /** Writes what a tree of `size` leaves got new: per level in order. */
  append(size: number, placed: readonly TileHash[]): void {
    const levels: Uint8Array[][] = [];
    for (const { level, hash } of placed) (levels[level] ??= []).push(hash);
    for (const [level, hashes] of levels.entries()) {
      if (hashes !== undefined) this.#file(level).write(hashesAtLevel(size, level) * HASH_BYTES, Buffer.concat(hashes));
    }
  }

  /** Hashes of a tile, at most `width`. */
  tile(level: number, index: number, width: number): Buffer {
    return this.hashes(level, index * TILE_WIDTH, width);
  }

  /** Hashes of a level one after the other, from the file, as far as it has them. */
  hashes(level: number, first: number, count: number): Buffer {
    return this.#file(level).read(first * HASH_BYTES, count * HASH_BYTES);
  }

  /** @throws AppError LOG_CORRUPT when the files do not have it */
  readonly read: HashReader = (level, index) => {
    const tileLevel = Math.floor(level / TILE_HEIGHT);
    const height = level % TILE_HEIGHT;
    const perTile = 2 ** (TILE_HEIGHT - height);
    const tileIndex = Math.floor(index / perTile);
    const position = index % perTile;
    const tile = this.#cached(tileLevel, tileIndex, (position + 1) * 2 ** height);
    return Uint8Array.from(nodeOf(tile, perTile + position));
  };

  /** Forgets what lies beyond the first `size` leaves. */
  truncate(size: number): void {
    this.#tiles.clear();
    for (let level = 0; level === 0 || hashesAtLevel(size, level) > 0 || this.#files[level] !== undefined; level++) {
      this.#file(level).truncate(hashesAtLevel(size, level) * HASH_BYTES);
    }
  }

  /** Are the files at least as long as a tree of this size needs? */
  covers(size: number): boolean {
    for (let level = 0; hashesAtLevel(size, level) > 0; level++) {
      if (this.#file(level).size() < hashesAtLevel(size, level) * HASH_BYTES) return false;
    }
    return true;
  }

  async sync(): Promise<void> {
    await Promise.all(this.#files.map((file) => file.sync()));
  }

  close(): void {
    for (const file of this.#files) file.close();
  }

  #file(level: number): DiskFile {
    while (this.#files.length <= level) this.#files.push(this.#open(this.#files.length));
    return this.#files[level]!;
  }

  /** The tile with at least its first `width` hashes. */
  #cached(level: number, index: number, width: number): CachedTile {
    const name = `${level}/${index}`;
    const tile = this.#tiles.get(name) ?? { width: 0, nodes: Buffer.alloc(512 * HASH_BYTES), known: new Uint8Array(512) };
    this.#tiles.delete(name);
    if (tile.width < width) {
      const bytes = this.tile(level, index, TILE_WIDTH);
      tile.width = Math.floor(bytes.length / HASH_BYTES);
      if (tile.width < width) throw new AppError('LOG_CORRUPT', `tile ${index} of level ${level} is not there`);
      bytes.copy(tile.nodes, TILE_WIDTH * HASH_BYTES);
      tile.known.fill(1, TILE_WIDTH, TILE_WIDTH + tile.width);
    }
    // The youngest is last, so that the first is the one to give up.
    this.#tiles.set(name, tile);
    if (this.#tiles.size > CACHED_TILES) this.#tiles.delete(this.#tiles.keys().next().value!);
    return tile;
  }
}

/** Hash of a node in the heap of a tile, computed from those below it the first time. */
function nodeOf(tile: CachedTile, node: number): Uint8Array {
  const hash = tile.nodes.subarray(node * HASH_BYTES, (node + 1) * HASH_BYTES);
  if (tile.known[node] === 0) {
    hash.set(nodeHash(nodeOf(tile, 2 * node), nodeOf(tile, 2 * node + 1)));
    tile.known[node] = 1;
  }
  return hash;
}
