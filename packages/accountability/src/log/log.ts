// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { AppError, type Result } from '@stillwatch/core';
import { auditLog, type AuditOptions, type AuditReport } from './audit.ts';
import { Derived } from './derived.ts';
import { realDisk } from './disk.ts';
import { equalBytes } from './encoding.ts';
import { HaltFile, type Halt } from './halt.ts';
import { Journal } from './journal.ts';
import type { VerifierKey } from './keys.ts';
import { consistencyProof, inclusionProof, leafHash, treeRoot } from './merkle.ts';
import { formatProof } from './proof.ts';
import { Signed, type SignedCheckpoint } from './signed.ts';
import { encodeEntries, hashesAtLevel, parseTilePath, TILE_WIDTH, type TilePlace } from './tiles.ts';
import type { LogOptions, TransparencyLog } from './transparency-log.ts';
import { Writer, type Appended, type NewEntry } from './writer.ts';

/**
 * Opens or makes a log. What a crash cut off is dropped; what was acknowledged is there.
 * @throws AppError LOG_ROLLBACK when the log is smaller than what it has signed; LOG_CORRUPT when it has other contents
 * than what it has signed, or is damaged; DATA_LOCKED
 */
export async function openLog(options: LogOptions): Promise<TransparencyLog> {
  const { disk = realDisk, folder, origin, signer, policy, postQuantum } = options;
  for (const key of [signer.key, postQuantum?.key]) {
    if (key !== undefined && key.name !== origin) throw new RangeError('a log signs under its origin');
  }
  const unlock = disk.lock(folder);
  try {
    const halt = new HaltFile(disk, folder);
    const file = disk.open(join(folder, 'journal'));
    const journal = new Journal(file);
    const derived = new Derived(disk, folder, journal);
    const signed = new Signed({ disk, folder, origin, signer, postQuantum: postQuantum ?? null, policy: policy ?? null });
    const close = (): void => {
      derived.close();
      file.close();
      unlock();
    };
    try {
      signed.load();
      derived.recover();
      journal.settle(derived.end);
      // Before anything is dropped: a tail that was signed is no tail.
      for (const one of [signed.witnessed, signed.newest]) checkAgainst(derived, one);
      await journal.dropTail();
      return new FolderLog({ options, halt, journal, derived, signed, close });
    } catch (error) {
      derived.close();
      file.close();
      throw error;
    }
  } catch (error) {
    unlock();
    throw error;
  }
}

function checkAgainst(derived: Derived, signed: SignedCheckpoint | null): void {
  if (signed === null) return;
  if (signed.size > derived.size) {
    const message = `the log has ${derived.size} entries, and a checkpoint of ${signed.size} was signed`;
    throw new AppError('LOG_ROLLBACK', message, { hint: 'Restore the newest copy of the journal.' });
  }
  if (!equalBytes(treeRoot(derived.levels.read, signed.size), signed.root)) {
    throw new AppError('LOG_CORRUPT', `the first ${signed.size} entries are not those that were signed`);
  }
}

interface Parts {
  readonly options: LogOptions;
  readonly halt: HaltFile;
  readonly journal: Journal;
  readonly derived: Derived;
  readonly signed: Signed;
  readonly close: () => void;
}

class FolderLog implements TransparencyLog {
  readonly #parts: Parts;
  readonly #writer: Writer;
  /** One after the other: what is signed, and what is added to it. */
  #signing: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#writer = new Writer(parts.journal, parts.derived);
  }

  get origin(): string {
    return this.#parts.options.origin;
  }

  get verifierKey(): VerifierKey {
    return this.#parts.options.signer.key;
  }

  size(): number {
    return this.#parts.derived.size;
  }

  root(): Uint8Array {
    return this.#parts.derived.root();
  }

  async append(entries: readonly NewEntry[]): Promise<Appended[]> {
    this.#checkOpen();
    this.#parts.halt.check();
    return this.#writer.append(entries);
  }

  async checkpoint(): Promise<string> {
    return (await this.#sign()).note;
  }

  witnessed(): SignedCheckpoint | null {
    return this.#parts.signed.witnessed;
  }

  addCosignatures(size: number, lines: readonly string[]): Promise<Result<string[]>> {
    return this.#inTurn(() => this.#parts.signed.addCosignatures(size, lines));
  }

  async entry(index: number): Promise<Uint8Array> {
    this.#checkSize(index, this.size() - 1);
    return this.#entries(index, 1)[0]!;
  }

  indexOf(key: string): number | null {
    return this.#parts.derived.find(hash('sha256', key, 'buffer'));
  }

  async inclusion(index: number, size: number = this.size()): Promise<Uint8Array[]> {
    this.#checkSize(size, this.size());
    this.#checkSize(index, size - 1);
    return inclusionProof(this.#parts.derived.levels.read, index, size);
  }

  async consistency(from: number, to: number): Promise<Uint8Array[]> {
    this.#checkSize(to, this.size());
    this.#checkSize(from, to);
    return consistencyProof(this.#parts.derived.levels.read, from, to);
  }

  rootAt(size: number): Uint8Array {
    this.#checkSize(size, this.size());
    return treeRoot(this.#parts.derived.levels.read, size);
  }

  async proof(index: number): Promise<string> {
    this.#checkSize(index, this.size() - 1);
    const known = [this.#parts.signed.witnessed, this.#parts.signed.newest].find((one) => one !== null && one.size > index);
    const signed = known ?? (await this.#sign());
    return formatProof({ index, hashes: await this.inclusion(index, signed.size), checkpoint: signed.note });
  }

  async read(path: string): Promise<Uint8Array | null> {
    if (path === 'checkpoint') return this.#readCheckpoint();
    const place = parseTilePath(path);
    return place === null ? null : this.#readTile(place);
  }

  async audit(options: AuditOptions = {}): Promise<AuditReport> {
    const { journal, derived, signed } = this.#parts;
    return auditLog({ origin: this.origin, journal, derived, signed }, options);
  }

  halted(): Halt | null {
    return this.#parts.halt.halt;
  }

  halt(code: Halt['code'], message: string): Promise<void> {
    return this.#parts.halt.set({ code, message, at: new Date(this.#parts.options.clock.now()).toISOString() });
  }

  resume(): void {
    this.#parts.halt.clear();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#writer.idle();
    await this.#signing;
    try {
      if (!this.#writer.broken) await this.#parts.derived.sync(true);
    } finally {
      this.#parts.close();
    }
  }

  #sign(): Promise<SignedCheckpoint> {
    return this.#inTurn(async () => {
      this.#checkOpen();
      this.#parts.halt.check();
      const { signed, derived, options } = this.#parts;
      if (signed.newest?.size === derived.size) return signed.newest;
      return signed.sign(derived.size, derived.root(), Math.floor(options.clock.now() / 1000));
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#signing.then(work);
    this.#signing = result.catch(() => {});
    return result;
  }

  /** A log that was halted still shows what it signed last. */
  async #readCheckpoint(): Promise<Uint8Array | null> {
    const { halt, signed } = this.#parts;
    const note = halt.halt === null ? await this.checkpoint() : signed.newest?.note;
    return note === undefined ? null : Buffer.from(note);
  }

  #readTile({ level, index, width }: TilePlace): Uint8Array | null {
    const first = index * TILE_WIDTH;
    const there = hashesAtLevel(this.size(), level === 'entries' ? 0 : level);
    if (first + width > there) return null;
    return level === 'entries'
      ? encodeEntries(this.#entries(first, width))
      : this.#parts.derived.levels.tile(level, index, width);
  }

  /** Entries as they were appended: each has the hash that is in the tree. */
  #entries(first: number, count: number): Uint8Array[] {
    const { journal, derived } = this.#parts;
    const hashes = derived.levels.read;
    return derived.offsetsFrom(first, count).map((offset, i) => {
      const record = journal.recordAt(offset);
      if (record === null || !equalBytes(leafHash(record.entry), hashes(0, first + i))) {
        throw new AppError('LOG_CORRUPT', `entry ${first + i} is not the one that was logged`);
      }
      return new Uint8Array(record.entry);
    });
  }

  #checkSize(size: number, most: number): void {
    if (Number.isSafeInteger(size) && size >= 0 && size <= most) return;
    throw new AppError('NOT_FOUND', `the log has no ${size}; it has ${this.size()} entries`);
  }

  #checkOpen(): void {
    if (this.#closed) throw new AppError('LOG_UNAVAILABLE', 'the log was closed');
  }
}
