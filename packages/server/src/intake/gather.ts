// SPDX-License-Identifier: Apache-2.0
import { type AppError, toAppError } from '@stillwatch/core';
import type { TableName } from '@stillwatch/traffic';
import type { Rows } from './messages.ts';

/** In this order, so that what an exchange belongs to is there before it. */
const ORDER: readonly TableName[] = ['accounts', 'attributes', 'systems', 'handles', 'exchanges'];

/** Rows of one body, and the sealed text of it for the journal. */
export interface Portion {
  readonly rows: readonly Rows[];
  readonly frame: Uint8Array | null;
}

export interface GatherOptions {
  /** Stores rows of a table; repeats by itself what is worth repeating. */
  insert(table: TableName, rows: Uint8Array): Promise<void>;
  /** Is told the portions that are stored now, before their senders are. Never throws. */
  stored(portions: readonly Portion[]): Promise<void>;
  /** Rows were lost: what was told once must be told again. */
  failed(error: AppError): void;
  /** The first portion waits this long for others, in milliseconds. */
  readonly windowMs: number;
  /** No longer than until so many bytes are there. */
  readonly fullBytes: number;
}

/** Puts the rows of many bodies into one insert per table: an engine likes few large parts. */
export interface Gatherer {
  /** Resolves when the rows are stored. @throws AppError of the insert that failed; nothing is acknowledged then. */
  add(portion: Portion, hurry?: boolean): Promise<void>;
  /** Stores at once what waits; resolves when nothing does. */
  finish(): Promise<void>;
}

interface Waiting {
  readonly portion: Portion;
  resolve(): void;
  reject(error: AppError): void;
}

export function createGatherer(options: GatherOptions): Gatherer {
  let waiting: Waiting[] = [];
  let waitingBytes = 0;
  let timer: NodeJS.Timeout | null = null;
  let underWay: Promise<void> | null = null;

  const ring = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    // While one group is being stored the next one gathers.
    if (underWay !== null || waiting.length === 0) return;
    underWay = store().finally(() => {
      underWay = null;
      if (waitingBytes >= options.fullBytes) ring();
      else if (waiting.length > 0) timer ??= setTimeout(ring, options.windowMs);
    });
  };

  const store = async (): Promise<void> => {
    const group = waiting;
    waiting = [];
    waitingBytes = 0;
    try {
      for (const table of ORDER) {
        const rows = group.flatMap(({ portion }) => portion.rows.filter((one) => one.table === table).map(({ bytes }) => bytes));
        if (rows.length > 0) await options.insert(table, rows.length === 1 ? rows[0]! : Buffer.concat(rows));
      }
    } catch (error) {
      const known = toAppError(error);
      options.failed(known);
      // What waits was encoded by those who think that the lost rows are stored.
      const others = waiting;
      waiting = [];
      waitingBytes = 0;
      for (const one of [...group, ...others]) one.reject(known);
      return;
    }
    await options.stored(group.map(({ portion }) => portion));
    for (const one of group) one.resolve();
  };

  return {
    add(portion, hurry = false) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      waiting.push({ portion, resolve, reject });
      for (const { bytes } of portion.rows) waitingBytes += bytes.length;
      if (hurry || waitingBytes >= options.fullBytes) ring();
      else timer ??= setTimeout(ring, options.windowMs);
      return promise;
    },
    async finish() {
      while (underWay !== null || waiting.length > 0) {
        ring();
        await underWay;
      }
    },
  };
}
