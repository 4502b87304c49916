// SPDX-License-Identifier: Apache-2.0
import type { DiskFile } from './disk.ts';

/** Buckets of a new table; always a power of two. */
export const FIRST_BUCKETS = 16;
const BUCKET_BYTES = 4096;
const SLOT_WORDS = 4;
const SLOTS = BUCKET_BYTES / 4 / SLOT_WORDS;
/** Of the slots; beyond it the table doubles, so that a bucket that is full stays as rare as a hash collision. */
const MAX_LOAD = 0.6;
/** Buckets that are read and written at once while the table doubles. */
const STRIDE = 256;

/** Opens the file of a table with this many buckets. */
export type TableOpener = (buckets: number) => DiskFile;

/**
 * From the hash of an idempotency key to the indexes at which it may stand: a hash table on disk, so that its size costs
 * no memory. A bucket is a page of slots; a slot has 64 bits of the key's hash and the index plus one. Slots are never freed,
 * and may be stale after a crash: whoever asks compares the key at the index.
 */
export class KeyTable {
  readonly #open: TableOpener;
  #file: DiskFile;
  #buckets: number;

  constructor(open: TableOpener, buckets: number) {
    this.#open = open;
    this.#buckets = buckets;
    this.#file = open(buckets);
  }

  get buckets(): number {
    return this.#buckets;
  }

  /** Indexes at which this key may stand. */
  find(keyHash: Uint8Array): number[] {
    return indexesOf(this.#read(this.#bucketOf(keyHash)), keyHash);
  }

  /**
   * Notes an index; the same one twice counts once.
   * @param size entries in the log with this one
   */
  add(keyHash: Uint8Array, index: number, size: number): void {
    while (size > MAX_LOAD * SLOTS * this.#buckets) this.#double();
    for (;;) {
      const bucket = this.#bucketOf(keyHash);
      const slots = this.#read(bucket);
      const slot = freeSlot(slots);
      if (indexesOf(slots, keyHash).includes(index)) return;
      if (slot < SLOTS) {
        const words = new Uint32Array([...hashWords(keyHash), ...splitIndex(index + 1)]);
        this.#file.write(bucket * BUCKET_BYTES + slot * SLOT_WORDS * 4, bytesOf(words));
        return;
      }
      this.#double();
    }
  }

  sync(): Promise<void> {
    return this.#file.sync();
  }

  close(): void {
    this.#file.close();
  }

  #bucketOf(keyHash: Uint8Array): number {
    return hashWords(keyHash)[0] % this.#buckets;
  }

  #read(bucket: number): Uint32Array {
    return wordsOf(this.#file.read(bucket * BUCKET_BYTES, BUCKET_BYTES), 1);
  }

  /** Each bucket's slots go to the bucket of the same number or to its twin in the new half. */
  #double(): void {
    const young = this.#open(this.#buckets * 2);
    young.truncate(0);
    for (let start = 0; start < this.#buckets; start += STRIDE) {
      const count = Math.min(STRIDE, this.#buckets - start);
      const old = wordsOf(this.#file.read(start * BUCKET_BYTES, count * BUCKET_BYTES), count);
      const [low, high] = [new Uint32Array(old.length), new Uint32Array(old.length)];
      for (let bucket = 0; bucket < count; bucket++) {
        const at = bucket * SLOTS * SLOT_WORDS;
        let [lowAt, highAt] = [at, at];
        for (let slot = at; slot < at + SLOTS * SLOT_WORDS && !isFree(old, slot); slot += SLOT_WORDS) {
          const isLow = old[slot]! % (this.#buckets * 2) < this.#buckets;
          (isLow ? low : high).set(old.subarray(slot, slot + SLOT_WORDS), isLow ? lowAt : highAt);
          if (isLow) lowAt += SLOT_WORDS;
          else highAt += SLOT_WORDS;
        }
      }
      young.write(start * BUCKET_BYTES, bytesOf(low));
      young.write((this.#buckets + start) * BUCKET_BYTES, bytesOf(high));
    }
    this.#file.close();
    this.#file = young;
    this.#buckets *= 2;
  }
}

/** The first 64 bits of the hash; the first of the two words picks the bucket (there are never 2^32 of them). */
function hashWords(keyHash: Uint8Array): [number, number] {
  const bytes = Buffer.from(keyHash.buffer, keyHash.byteOffset, 8);
  return [bytes.readUInt32LE(0), bytes.readUInt32LE(4)];
}

const splitIndex = (index: number): [number, number] => [index % 2 ** 32, Math.floor(index / 2 ** 32)];

const isFree = (slots: Uint32Array, at: number): boolean => slots[at + 2] === 0 && slots[at + 3] === 0;

function indexesOf(slots: Uint32Array, keyHash: Uint8Array): number[] {
  const [first, second] = hashWords(keyHash);
  const found: number[] = [];
  for (let at = 0; at < slots.length && !isFree(slots, at); at += SLOT_WORDS) {
    if (slots[at] === first && slots[at + 1] === second) found.push(slots[at + 2]! + slots[at + 3]! * 2 ** 32 - 1);
  }
  return found;
}

/** Number of the first free slot; SLOTS when all are taken. Slots fill from the front. */
function freeSlot(slots: Uint32Array): number {
  let slot = 0;
  while (slot < SLOTS && !isFree(slots, slot * SLOT_WORDS)) slot++;
  return slot;
}

/** Words of whole buckets; what the file does not have yet is free. */
function wordsOf(bytes: Uint8Array, buckets: number): Uint32Array {
  const isWhole = bytes.length === buckets * BUCKET_BYTES;
  if (isWhole && bytes.byteOffset % 4 === 0) return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const words = new Uint32Array((buckets * BUCKET_BYTES) / 4);
  new Uint8Array(words.buffer).set(bytes);
  return words;
}

const bytesOf = (words: Uint32Array): Uint8Array => new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
