// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { AppError } from '@stillwatch/core';
import type { Derived } from './derived.ts';
import type { JournalRecord } from './frame.ts';
import type { Journal } from './journal.ts';
import { checkEntrySize } from './tiles.ts';

/** What becomes durable together, at most: entries and bytes of them. */
const MAX_BATCH = 8192;
const MAX_BATCH_BYTES = 8 * 1024 * 1024;

export interface Appended {
  readonly index: number;
  /** Was there an entry with this key already? Then it is that one's index, and nothing was added. */
  readonly duplicate: boolean;
}

export interface NewEntry {
  /** The idempotency key. */
  readonly key: string;
  readonly entry: Uint8Array;
}

interface Waiting {
  readonly record: JournalRecord;
  readonly done: (appended: Appended) => void;
  readonly failed: (error: AppError) => void;
}

/**
 * Appends entries in the order in which they come. While one batch is on its way to the disk the next gathers, so that many
 * callers share the price of one flush.
 */
export class Writer {
  readonly #journal: Journal;
  readonly #derived: Derived;
  #queue: Waiting[] = [];
  #working: Promise<void> | null = null;
  /** After this nothing is certain about the files until they are opened again. */
  #broken: AppError | null = null;

  constructor(journal: Journal, derived: Derived) {
    this.#journal = journal;
    this.#derived = derived;
  }

  /**
   * Resolves when every entry is durable; parts of what is given may be durable when it rejects.
   * @throws AppError LOG_ENTRY_TOO_LARGE (nothing was appended), LOG_UNAVAILABLE
   */
  append(entries: readonly NewEntry[]): Promise<Appended[]> {
    for (const { entry } of entries) checkEntrySize(entry);
    const all = entries.map(({ key, entry }) => {
      const record = { keyHash: hash('sha256', key, 'buffer'), entry: new Uint8Array(entry) };
      return new Promise<Appended>((done, failed) => this.#queue.push({ record, done, failed }));
    });
    this.#working ??= this.#work();
    return Promise.all(all);
  }

  /** Did the disk fail so that the files have to be opened again? */
  get broken(): boolean {
    return this.#broken !== null;
  }

  /** Resolves when nothing is waiting any more. */
  async idle(): Promise<void> {
    while (this.#working !== null) await this.#working;
  }

  async #work(): Promise<void> {
    // Lets callers of the same moment into the first batch.
    await Promise.resolve();
    while (this.#queue.length > 0) await this.#write(this.#takeBatch());
    this.#working = null;
  }

  #takeBatch(): Waiting[] {
    let count = 0;
    for (let bytes = 0; count < this.#queue.length && count < MAX_BATCH && bytes < MAX_BATCH_BYTES; count++) {
      bytes += this.#queue[count]!.record.entry.length;
    }
    return this.#queue.splice(0, count);
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    try {
      if (this.#broken !== null) throw this.#broken;
      const { records, answers } = this.#plan(batch);
      if (records.length > 0) await this.#store(records);
      for (const [i, { done }] of batch.entries()) done(answers[i]!);
    } catch (cause) {
      const error = unavailable(cause);
      for (const { failed } of batch) failed(error);
    }
  }

  /** Which entries are new, and what every caller is told once they are durable. */
  #plan(batch: readonly Waiting[]): { records: JournalRecord[]; answers: Appended[] } {
    const records: JournalRecord[] = [];
    const young = new Map<string, number>();
    const answers = batch.map(({ record }): Appended => {
      const name = Buffer.from(record.keyHash).toString('latin1');
      const known = young.get(name) ?? this.#derived.find(record.keyHash);
      if (known !== null) return { index: known, duplicate: true };
      const index = this.#derived.size + records.length;
      records.push(record);
      young.set(name, index);
      return { index, duplicate: false };
    });
    return { records, answers };
  }

  async #store(records: readonly JournalRecord[]): Promise<void> {
    try {
      this.#derived.add(await this.#journal.append(records));
      await this.#derived.sync(false);
    } catch (cause) {
      const error = unavailable(cause);
      // What a disk that failed once has of a file is not known before it is read again; no retry may pretend otherwise.
      if (!this.#journal.isRefusal(cause)) this.#broken = error;
      throw error;
    }
  }
}

function unavailable(cause: unknown): AppError {
  if (cause instanceof AppError && cause.code === 'LOG_UNAVAILABLE') return cause;
  return new AppError('LOG_UNAVAILABLE', `the transparency log could not be written: ${(cause as Error).message}`, {
    cause,
    hint: 'Look at the disk of the data folder; the log goes on when it is opened again.',
  });
}
