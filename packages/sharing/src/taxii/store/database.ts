// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { TaxiiTables } from './tables.ts';

export type TaxiiDialect = 'sqlite' | 'postgres';

/** What the stores are made with. */
export interface TaxiiDatabase {
  readonly db: Kysely<TaxiiTables>;
  readonly dialect: TaxiiDialect;
}

export type TaxiiTransaction = Transaction<TaxiiTables>;

/** SQLite takes 32,766 parameters; fewer, so that no statement takes long to build. */
const MOST_PARAMETERS = 2_000;

/** Cuts rows into chunks that fit one statement. */
export function* inChunks<T>(rows: readonly T[], parametersPerRow: number): Generator<readonly T[]> {
  const size = Math.max(1, Math.floor(MOST_PARAMETERS / parametersPerRow));
  for (let i = 0; i < rows.length; i += size) yield rows.slice(i, i + size);
}

/** A number inside of an expression, where PostgreSQL would take it for one of four bytes. */
export function integer(value: number): RawBuilder<number> {
  return sql<number>`cast(${value} as bigint)`;
}

/** An integer column: PostgreSQL's driver gives eight-byte integers as text. @throws AppError RECORDS_CORRUPT */
export function toInteger(value: unknown): number {
  const number = typeof value === 'number' ? value : Number(value);
  if (value !== null && value !== '' && Number.isSafeInteger(number)) return number;
  throw new AppError('RECORDS_CORRUPT', 'a collection holds an integer that is none, or is too large');
}

/** Reads a JSON column. @throws AppError RECORDS_CORRUPT */
export function fromDocument(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('RECORDS_CORRUPT', 'a collection holds a document that is not JSON');
  }
}
