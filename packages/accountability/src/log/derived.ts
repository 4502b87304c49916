// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { hash } from 'node:crypto';
import { AppError, canonicalJson } from '@stillwatch/core';
import { z } from 'zod';
import type { Disk, DiskFile } from './disk.ts';
import { RightEdge, type TileHash } from './edge.ts';
import { equalBytes, toHex } from './encoding.ts';
import { HashLevels } from './hash-levels.ts';
import type { Journal, JournalEnd, PlacedFrame } from './journal.ts';
import { FIRST_BUCKETS, KeyTable } from './key-table.ts';
import { leafHash, treeRoot } from './merkle.ts';

/** Entries after which what is derived is made durable, so that a start after a crash has no more than these to redo. */
const SYNC_EVERY = 65_536;
const OFFSET_BYTES = 8;

/** Up to where the derived files are durable. */
const SyncedState = z.strictObject({
  v: z.literal(1),
  size: z.int().min(0),
  bytes: z.int().min(0),
  root: z.string().regex(/^[0-9a-f]{64}$/),
  buckets: z.int().min(1),
});
type SyncedState = z.infer<typeof SyncedState>;

const NOTHING: SyncedState = { v: 1, size: 0, bytes: 0, root: '', buckets: FIRST_BUCKETS };

/**
 * What follows from the journal, on disk: where each entry starts, the hashes of the tree, and where each idempotency
 * key stands. Written without waiting for the disk; a state file says up to where it is durable, and a start
 * redoes the rest from the journal, or everything when the files do not fit that state.
 */
export class Derived {
  readonly #disk: Disk;
  readonly #folder: string;
  readonly #journal: Journal;
  readonly #offsets: DiskFile;
  readonly #levels: HashLevels;
  #keys: KeyTable;
  #edge = new RightEdge();
  #bytes = 0;
  #synced: SyncedState = NOTHING;

  constructor(disk: Disk, folder: string, journal: Journal) {
    this.#disk = disk;
    this.#folder = folder;
    this.#journal = journal;
    this.#offsets = disk.open(join(folder, 'offsets'));
    this.#levels = new HashLevels((level) => disk.open(join(folder, `level-${level}`)));
    this.#keys = this.#openKeys(FIRST_BUCKETS);
  }

  get size(): number {
    return this.#edge.size;
  }

  /** How far of the journal all this has come. */
  get end(): JournalEnd {
    return { size: this.size, bytes: this.#bytes };
  }

  get levels(): HashLevels {
    return this.#levels;
  }

  root(): Uint8Array {
    return this.#edge.root();
  }

  /**
   * Brings everything in line with the whole frames of the journal.
   * @throws AppError LOG_CORRUPT when the journal does not have what it had before
   */
  recover(): void {
    const state = this.#loadState();
    if (state !== null && this.#fits(state)) {
      this.#resume(state);
      return;
    }
    this.#resume(NOTHING);
    if (state === null) return;
    const root = state.size <= this.size ? toHex(treeRoot(this.#levels.read, state.size)) : null;
    if (root === state.root) return;
    throw new AppError('LOG_CORRUPT', `the journal does not have the first ${state.size} entries any more`);
  }

  /** Takes over a frame that is durable. */
  add({ records, offsets, end }: PlacedFrame): void {
    const first = this.size;
    const placed: TileHash[] = [];
    const table = Buffer.alloc(records.length * OFFSET_BYTES);
    for (const [i, { entry }] of records.entries()) {
      placed.push(...this.#edge.add(leafHash(entry)));
      table.writeBigUInt64BE(BigInt(offsets[i]!), i * OFFSET_BYTES);
    }
    this.#offsets.write(first * OFFSET_BYTES, table);
    this.#levels.append(first, placed);
    for (const [i, { keyHash }] of records.entries()) this.#keys.add(keyHash, first + i, first + i + 1);
    this.#bytes = end;
  }

  /** Index of the entry with this key, or null. */
  find(keyHash: Uint8Array): number | null {
    for (const index of this.#keys.find(keyHash)) {
      if (index >= this.size) continue;
      const record = this.#journal.recordAt(this.offsetsFrom(index, 1)[0] ?? Number.NaN);
      if (record !== null && equalBytes(record.keyHash, keyHash)) return index;
    }
    return null;
  }

  /** Bytes of the journal at which the records of entries `[first, first + count)` start, as far as the file has them. */
  offsetsFrom(first: number, count: number): number[] {
    const bytes = this.#offsets.read(first * OFFSET_BYTES, count * OFFSET_BYTES);
    return Array.from({ length: Math.floor(bytes.length / OFFSET_BYTES) }, (_, i) =>
      Number(bytes.readBigUInt64BE(i * OFFSET_BYTES)),
    );
  }

  /** Is the idempotency key of an entry known to stand at its index? */
  hasKey(keyHash: Uint8Array, index: number): boolean {
    return this.#keys.find(keyHash).includes(index);
  }

  /** Is the file that says up to where all is durable what was written? */
  hasSoundState(): boolean {
    return this.#synced.size === 0 || this.#loadState() !== null;
  }

  /** Makes it durable if that is due, or always. */
  async sync(always: boolean): Promise<void> {
    const { size } = this;
    if (size - this.#synced.size < (always ? 1 : SYNC_EVERY)) return;
    await Promise.all([this.#offsets.sync(), this.#levels.sync(), this.#keys.sync()]);
    const state: SyncedState = { v: 1, ...this.end, root: toHex(this.root()), buckets: this.#keys.buckets };
    const text = canonicalJson(state);
    await this.#disk.replace(join(this.#folder, 'synced'), Buffer.from(`${text}\n${hash('sha256', text)}\n`));
    for (let old = this.#synced.buckets; old < state.buckets; old *= 2) this.#disk.remove(join(this.#folder, `keys-${old}`));
    this.#synced = state;
  }

  close(): void {
    this.#offsets.close();
    this.#levels.close();
    this.#keys.close();
  }

  #openKeys(buckets: number): KeyTable {
    return new KeyTable((count) => this.#disk.open(join(this.#folder, `keys-${count}`)), buckets);
  }

  #loadState(): SyncedState | null {
    const [text, digest] = this.#disk.load(join(this.#folder, 'synced'))?.toString().split('\n') ?? [];
    if (text === undefined || digest !== hash('sha256', text)) return null;
    return SyncedState.parse(JSON.parse(text));
  }

  #fits(state: SyncedState): boolean {
    if (this.#offsets.size() < state.size * OFFSET_BYTES || !this.#levels.covers(state.size)) return false;
    return toHex(treeRoot(this.#levels.read, state.size)) === state.root;
  }

  /** Takes up what is durable, and redoes the rest. */
  #resume(state: SyncedState): void {
    this.#offsets.truncate(state.size * OFFSET_BYTES);
    this.#levels.truncate(state.size);
    this.#keys.close();
    this.#keys = this.#openKeys(state.buckets);
    this.#edge = RightEdge.of(this.#levels.read, state.size);
    this.#bytes = state.bytes;
    this.#synced = state;
    for (const frame of this.#journal.frames(state)) this.add(frame);
  }
}
