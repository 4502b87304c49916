// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { AppError, canonicalJson } from '@stillwatch/core';
import { z } from 'zod';
import { realDisk, type Disk } from './disk.ts';

const CosignedSchema = z.strictObject({
  origin: z.string(),
  size: z.int().min(0),
  /** Hex */
  root: z.string().regex(/^[0-9a-f]{64}$/),
  /** The checkpoint with the log's signatures and the witness's own. */
  note: z.string(),
});
/** What a witness has last signed of a log. */
export type Cosigned = z.infer<typeof CosignedSchema>;

const AlarmSchema = z.strictObject({
  /** `split-view`: two trees that contradict each other. `rollback`: a tree smaller than one it signed before. */
  kind: z.enum(['split-view', 'rollback']),
  origin: z.string(),
  /** ISO 8601 */
  at: z.iso.datetime(),
  /**
   * Do the two checkpoints alone convict the log? They do when they have one size and two roots; otherwise whoever
   * handed them in may have given a wrong proof, or an old checkpoint.
   */
  proven: z.boolean(),
  /** Both signed by the log: what the witness knew, and what it was shown. */
  known: z.string(),
  seen: z.string(),
});
/** Evidence that a log misbehaves. */
export type WitnessAlarm = z.infer<typeof AlarmSchema>;

/** What a witness must not forget. An implementation is durable when its promises resolve. */
export interface WitnessStore {
  get(origin: string): Promise<Cosigned | null>;
  /**
   * Puts `next` in the place of what is there, if that still has this size and root (null: nothing is there); in one step,
   * so that of two requests at once only one can win. @returns whether it did
   */
  replace(expected: Cosigned | null, next: Cosigned): Promise<boolean>;
  /** Keeps an alarm; the same two checkpoints raise one. @returns whether it is new */
  raise(alarm: WitnessAlarm): Promise<boolean>;
  alarms(): Promise<WitnessAlarm[]>;
}

/** More would be a stranger filling the disk; those that are kept convict the log already. */
const MAX_ALARMS = 1000;

/** Opens a witness's store in a folder, which is for one process. @throws AppError DATA_LOCKED, LOG_CORRUPT */
export function openWitnessStore(folder: string, disk: Disk = realDisk): WitnessStore & { close(): Promise<void> } {
  const unlock = disk.lock(folder);
  try {
    return new FileWitnessStore(folder, disk, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

class FileWitnessStore implements WitnessStore {
  readonly #folder: string;
  readonly #disk: Disk;
  readonly #unlock: () => void;
  readonly #alarms: WitnessAlarm[];
  #last: Promise<unknown> = Promise.resolve();

  constructor(folder: string, disk: Disk, unlock: () => void) {
    this.#folder = folder;
    this.#disk = disk;
    this.#unlock = unlock;
    this.#alarms = this.#load('alarms.json', z.array(AlarmSchema)) ?? [];
  }

  get(origin: string): Promise<Cosigned | null> {
    return this.#inTurn(async () => this.#cosigned(origin));
  }

  replace(expected: Cosigned | null, next: Cosigned): Promise<boolean> {
    return this.#inTurn(async () => {
      const there = this.#cosigned(next.origin);
      if (there?.size !== expected?.size || there?.root !== expected?.root) return false;
      await this.#save(fileOf(next.origin), next);
      return true;
    });
  }

  raise(alarm: WitnessAlarm): Promise<boolean> {
    return this.#inTurn(async () => {
      const isKnown = this.#alarms.some(
        ({ kind, known, seen }) => kind === alarm.kind && known === alarm.known && seen === alarm.seen,
      );
      if (isKnown || this.#alarms.length >= MAX_ALARMS) return false;
      await this.#save('alarms.json', [...this.#alarms, alarm]);
      this.#alarms.push(alarm);
      return true;
    });
  }

  alarms(): Promise<WitnessAlarm[]> {
    return this.#inTurn(async () => [...this.#alarms]);
  }

  close(): Promise<void> {
    return this.#inTurn(async () => this.#unlock());
  }

  #cosigned(origin: string): Cosigned | null {
    const cosigned = this.#load(fileOf(origin), CosignedSchema);
    if (cosigned !== null && cosigned.origin !== origin) throw corrupt(fileOf(origin));
    return cosigned;
  }

  #load<T>(name: string, schema: z.ZodType<T>): T | null {
    const bytes = this.#disk.load(join(this.#folder, name));
    if (bytes === null) return null;
    const [text = '', digest] = bytes.toString().split('\n');
    if (digest !== hash('sha256', text)) throw corrupt(name);
    return schema.parse(JSON.parse(text));
  }

  #save(name: string, value: Cosigned | WitnessAlarm[]): Promise<void> {
    const text = canonicalJson(value);
    return this.#disk.replace(join(this.#folder, name), Buffer.from(`${text}\n${hash('sha256', text)}\n`));
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => {});
    return result;
  }
}

const fileOf = (origin: string): string => `${hash('sha256', origin)}.json`;

const corrupt = (name: string): AppError =>
  new AppError('LOG_CORRUPT', `the witness’s file ${name} is damaged`, {
    hint: 'Restore it; a witness that forgets can be shown another history.',
  });
