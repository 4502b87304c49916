// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';

export type Parameter = null | string | number | bigint | Uint8Array;

/**
 * What may be bound to a statement, the same for both databases. `node:sqlite` reads an object in first place as named
 * parameters and shifts the rest without an error; PostgreSQL takes no NUL in text, and lone surrogates have no UTF-8.
 * @throws AppError INTERNAL for anything but null, text, finite numbers, bigints, bytes and booleans (0 or 1).
 */
export function toParameter(value: unknown): Parameter {
  if (value === null || typeof value === 'bigint' || value instanceof Uint8Array) return value;
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '\u{FFFD}');
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new AppError('INTERNAL', `a statement got ${typeof value === 'number' ? value : `a parameter of type ${typeof value}`}`);
}

/**
 * A count or an integer column as a number: PostgreSQL's driver gives eight-byte integers as text, SQLite's may give bigints.
 * @throws AppError RECORDS_CORRUPT where it is not an integer below 2^53.
 */
export function toCount(value: unknown): number {
  const count =
    typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : typeof value === 'bigint' ? Number(value) : value;
  if (typeof count === 'number' && Number.isSafeInteger(count)) return count;
  throw new AppError('RECORDS_CORRUPT', 'the records hold an integer that is none, or is too large');
}
