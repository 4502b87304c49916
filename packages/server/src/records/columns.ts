// SPDX-License-Identifier: Apache-2.0
/** Between columns and what the stores give: times are integer milliseconds in, ISO 8601 out; JSON is text. */
import { AppError } from '@stillwatch/core';

/** @throws AppError INTERNAL for what is no time. */
export function toMs(moment: string): number {
  const ms = Date.parse(moment);
  if (Number.isNaN(ms)) throw new AppError('INTERNAL', 'a record came with a time that is none');
  return ms;
}

export function toIso(ms: number): string {
  return new Date(ms).toISOString();
}

export function toIsoOrNull(ms: number | null): string | null {
  return ms === null ? null : toIso(ms);
}

interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false };
}

/**
 * Reads a JSON column with the schema that what was written had to meet.
 * @throws AppError RECORDS_CORRUPT
 */
export function fromJson<T>(schema: Schema<T>, text: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AppError('RECORDS_CORRUPT', 'a record holds something that is not JSON');
  }
  return fromColumn(schema, value);
}

/** The same for a column that is no JSON, as the names of a state are. @throws AppError RECORDS_CORRUPT */
export function fromColumn<T>(schema: Schema<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new AppError('RECORDS_CORRUPT', 'a record does not have the shape that it was written with');
  return parsed.data;
}
