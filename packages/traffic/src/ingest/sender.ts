// SPDX-License-Identifier: Apache-2.0
import { type AppError, toAppError } from '@stillwatch/core';
import type { TableName } from '../store/schema.ts';
import { toStoreError } from '../store/store-errors.ts';
import type { Batch } from './encoder.ts';

/** Stores RowBinary rows; resolves when they are safe. */
export type InsertRows = (table: TableName, rows: Uint8Array) => Promise<void>;

/** Groups of batches under way at once: one is stored while the next is made. */
const MAX_IN_FLIGHT = 2;
/** How long a lost engine is waited for, in attempts of growing length (about half a minute). */
const RETRY_DELAYS_MS = [100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800];

/** Sends batches in the background. The first failure is thrown by whichever method is called next. */
export interface Sender {
  send(batches: readonly Batch[]): void;
  /** Resolves when there is room for more; undefined when there is room now. */
  drain(): Promise<void> | undefined;
  /** Resolves when everything is stored. */
  finish(): Promise<void>;
}

export function createSender(insert: InsertRows): Sender {
  const inFlight = new Set<Promise<void>>();
  let failure: AppError | null = null;
  const check = (): void => {
    if (failure !== null) throw failure;
  };
  return {
    send(batches) {
      if (batches.length === 0) return;
      const work = (async () => {
        // In order: what an exchange belongs to is there before it.
        for (const { table, bytes } of batches) await insertPatiently(insert, table, bytes);
      })()
        .catch((error: unknown) => {
          failure ??= toAppError(error);
        })
        .finally(() => inFlight.delete(work));
      inFlight.add(work);
    },
    drain() {
      check();
      return inFlight.size < MAX_IN_FLIGHT ? undefined : Promise.race(inFlight).then(check);
    },
    async finish() {
      await Promise.all(inFlight);
      check();
    },
  };
}

/**
 * A batch is sent again when the engine had to be started again: rows that were stored before collapse by key.
 * @param delays pauses in milliseconds before each further attempt.
 * @throws AppError of the last attempt.
 */
export async function insertPatiently(
  insert: InsertRows,
  table: TableName,
  rows: Uint8Array,
  delays: readonly number[] = RETRY_DELAYS_MS,
): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await insert(table, rows);
    } catch (error) {
      const known = toStoreError(error);
      const delay = delays[attempt];
      if (known.code !== 'ENGINE_LOST' || delay === undefined) throw known;
      await new Promise((resolve) => setTimeout(resolve, delay));
    }
  }
}
