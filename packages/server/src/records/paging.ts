// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { type RawBuilder, sql } from 'kysely';
import type { Page, PageRequest } from '../parts.ts';

type Key = number | string;

/** How a list is ordered: its columns, all in one direction, the last of them unique. */
export interface Order<Row> {
  /** Cursors of one list are not taken by another. */
  readonly list: string;
  readonly direction: 'asc' | 'desc';
  readonly columns: readonly { readonly column: string; readonly type: keyof typeof FITS; readonly of: (row: Row) => Key }[];
}

/** PostgreSQL refuses a fraction where a column is of integers. */
const FITS = {
  integer: Number.isSafeInteger,
  real: Number.isFinite,
  text: (key: unknown): boolean => typeof key === 'string',
} as const;

/** Where the page after a cursor begins: a comparison of rows, which both databases answer from an index. */
export function after<Row>(order: Order<Row>, page: PageRequest): RawBuilder<boolean> {
  if (!Number.isSafeInteger(page.limit) || page.limit < 1) {
    throw new AppError('REQUEST_INVALID', 'a page needs a limit of at least 1');
  }
  if (page.cursor === undefined) return sql<boolean>`1 = 1`;
  const keys = readCursor(order, page.cursor);
  const columns = sql.join(order.columns.map(({ column }) => sql.ref(column)));
  const values = sql.join(keys);
  return order.direction === 'asc' ? sql`(${columns}) > (${values})` : sql`(${columns}) < (${values})`;
}

/** For `order by`. */
export function inOrder<Row>(order: Order<Row>): RawBuilder<unknown> {
  return sql.join(order.columns.map(({ column }) => sql`${sql.ref(column)} ${sql.raw(order.direction)}`));
}

/** Makes a page of up to `limit + 1` rows; the one too many says that there is a next page. */
export function toPage<Row, T>(order: Order<Row>, rows: readonly Row[], limit: number, map: (row: Row) => T): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(map), next: rows.length > limit && last !== undefined ? writeCursor(order, last) : null };
}

function writeCursor<Row>(order: Order<Row>, row: Row): string {
  return Buffer.from(JSON.stringify([order.list, ...order.columns.map(({ of }) => of(row))])).toString('base64url');
}

/** @throws AppError REQUEST_INVALID for anything that this list did not write. */
function readCursor<Row>(order: Order<Row>, cursor: string): Key[] {
  try {
    const bytes = Buffer.from(cursor, 'base64url');
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    if (Array.isArray(value) && bytes.toString('base64url') === cursor) {
      const [list, ...keys] = value as unknown[];
      const fits = order.columns.every(({ type }, i) => FITS[type](keys[i]));
      if (list === order.list && keys.length === order.columns.length && fits) return keys as Key[];
    }
  } catch {
    // Not even JSON: refused below.
  }
  throw new AppError('REQUEST_INVALID', 'the cursor is not one of this list', { hint: 'Begin again without a cursor.' });
}

/** The order of lists that show the newest first. */
export function newestFirst(list: string): Order<{ at: number; id: string }> {
  return timed(list, 'at', 'desc', (row: { at: number; id: string }) => row.at);
}

/** By a time and, within one millisecond, by id. */
export function timed<Row extends { id: string }>(
  list: string,
  column: string,
  direction: 'asc' | 'desc',
  of: (row: Row) => number,
): Order<Row> {
  const columns = [
    { column, type: 'integer', of },
    { column: 'id', type: 'text', of: (row: Row) => row.id },
  ] as const;
  return { list, direction, columns };
}
