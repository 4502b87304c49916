// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { AppError, canonicalJson } from '@stillwatch/core';
import { z } from 'zod';
import type { Disk } from './disk.ts';

const HaltSchema = z.strictObject({
  code: z.enum(['LOG_ROLLBACK', 'LOG_SPLIT', 'LOG_CORRUPT']),
  message: z.string(),
  at: z.iso.datetime(),
});
/** Why a log neither appends nor signs any more. */
export type Halt = z.infer<typeof HaltSchema>;

/** Keeps the reason in a file, so that starting again does not make it forgotten. */
export class HaltFile {
  readonly #disk: Disk;
  readonly #path: string;
  #halt: Halt | null;

  /** @throws AppError LOG_CORRUPT when the file cannot be read */
  constructor(disk: Disk, folder: string) {
    this.#disk = disk;
    this.#path = join(folder, 'halted');
    this.#halt = parseHalt(disk.load(this.#path));
  }

  get halt(): Halt | null {
    return this.#halt;
  }

  /** @throws AppError with the code of the reason */
  check(): void {
    if (this.#halt !== null) throw new AppError(this.#halt.code, this.#halt.message, { place: { file: this.#path } });
  }

  async set(halt: Halt): Promise<void> {
    this.#halt ??= halt;
    await this.#disk.replace(this.#path, Buffer.from(canonicalJson(this.#halt)));
  }

  clear(): void {
    this.#disk.remove(this.#path);
    this.#halt = null;
  }
}

function parseHalt(bytes: Buffer | null): Halt | null {
  if (bytes === null) return null;
  try {
    return HaltSchema.parse(JSON.parse(bytes.toString()));
  } catch (cause) {
    throw new AppError('LOG_CORRUPT', 'the log was halted, and the reason cannot be read', { cause });
  }
}
