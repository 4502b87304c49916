// SPDX-License-Identifier: Apache-2.0
import { type Arrivals, DAY, HOUR } from '../world.ts';
import { csvTable } from './csv.ts';
import { extensionOf, jsonLines, readText } from './files.ts';

const COLUMN = /^(?:time_?stamp|time|ts|date_?time|date|arrival.*|start.*|created.*)(?:_?(?:ns|us|ms|s))?$/i;
/** A trace has to show most of a day before its hours mean anything. */
const SHOWS_A_DAY = 20 * HOUR;
const LEAST_REQUESTS = 16;
const MOST_REQUESTS = 2_000_000;

/**
 * Reads when requests arrived from a trace: `csv` with a header, or `jsonl`, each also as `.gz`; the column or member is
 * called something like `timestamp`. Dates without a zone are UTC; numbers since 1970 tell their unit by their size;
 * smaller ones count from the trace's begin, in seconds where they have fractions, else in milliseconds.
 * @returns null where the file holds fewer than 16 readable moments.
 */
export function readArrivals(path: string): Arrivals | null {
  const text = readText(path);
  if (text === null) return null;
  const raw = extensionOf(path) === 'csv' ? fromCsv(text) : fromLines(text);
  const fractions = raw.some((value) => typeof value === 'number' && !Number.isInteger(value));
  const times = Float64Array.from(raw.map((value) => momentOf(value, fractions)).filter((time) => Number.isFinite(time))).sort();
  if (times.length < LEAST_REQUESTS) return null;
  const gaps = Float64Array.from({ length: times.length - 1 }, (_, i) => times[i + 1]! - times[i]!);
  const days = times.at(-1)! - times[0]! >= SHOWS_A_DAY;
  return { gaps, timesOfDay: days ? times.map((time) => ((time % DAY) + DAY) % DAY) : null };
}

type Raw = string | number;

function fromCsv(text: string): Raw[] {
  const { header, rows } = csvTable(text);
  const column = header.findIndex((name) => COLUMN.test(name));
  if (column === -1) return [];
  const values: Raw[] = [];
  for (const row of rows) {
    const cell = row[column]?.trim() ?? '';
    if (cell !== '') values.push(/^-?[\d.]+(?:e[+-]?\d+)?$/i.test(cell) ? Number(cell) : cell);
    if (values.length >= MOST_REQUESTS) break;
  }
  return values;
}

function fromLines(text: string): Raw[] {
  const values: Raw[] = [];
  for (const line of jsonLines(text, () => {})) {
    if (typeof line !== 'object' || line === null) continue;
    const found = Object.entries(line).find(([name]) => COLUMN.test(name))?.[1] as unknown;
    if (typeof found === 'number' || typeof found === 'string') values.push(found);
    if (values.length >= MOST_REQUESTS) break;
  }
  return values;
}

/** Milliseconds; since 1970 where the value says so. NaN where it is no moment. */
function momentOf(value: Raw, fractions: boolean): number {
  if (typeof value === 'string') {
    const iso = value.replace(' ', 'T').replace(/(\.\d{3})\d+/, '$1');
    return Date.parse(/(?:z|[+-]\d\d:?\d\d)$/i.test(iso) || !iso.includes('T') ? iso : `${iso}Z`);
  }
  if (value > 1e17) return value / 1e6;
  if (value > 1e14) return value / 1e3;
  if (value > 1e11) return value;
  if (value > 1e9) return value * 1000;
  return fractions ? value * 1000 : value;
}
