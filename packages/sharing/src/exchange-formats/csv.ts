// SPDX-License-Identifier: Apache-2.0
import type { Result } from '@stillwatch/core';
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Statement } from '../assertion/assertion.ts';
import type { ProjectedObject } from '../assertion/projection.ts';
import { papOfLabel } from '../marking/pap.ts';
import { strictestTlp, tlpLabel, tlpOfLabel } from '../marking/tlp.ts';
import { derivedId } from '../stix/derived-id.ts';
import { type Imported, type ImportContext, levelByOmission, type Marked, type Skipped, statementFor } from './import-context.ts';
import { patternFor } from './observed.ts';

/** Which column holds what, by its header. `kind` is a column, or one kind for all rows after `=`: `=ip`. */
export const CsvMapping = z.strictObject({
  value: z.string().min(1),
  kind: z.string().min(1),
  tlp: z.string().optional(),
  pap: z.string().optional(),
  confidence: z.string().optional(),
  /** ISO 8601. */
  seen: z.string().optional(),
  expires: z.string().optional(),
  description: z.string().optional(),
  delimiter: z.enum([',', ';', '\t', '|']).default(','),
});
export type CsvMapping = z.input<typeof CsvMapping>;

const MOST_BYTES = 32 * 1024 * 1024;
const LONGEST_RECORD = 64 * 1024;

type Row = Readonly<Record<string, string>>;

/** Statements about the rows of a table, each an indicator. A cell that should say a level and does not counts as red. */
export function importCsv(input: string | Uint8Array, mapping: CsvMapping, context: ImportContext): Result<Imported> {
  const columns = CsvMapping.safeParse(mapping);
  if (!columns.success) return { ok: false, code: 'MAP_INVALID', reason: columns.error.issues[0]?.message ?? 'no mapping' };
  const rows = readRows(input, columns.data.delimiter);
  if (!rows.ok) return rows;
  const { delimiter: _, kind, ...named } = columns.data;
  const wanted = [...Object.values(named), ...(kind.startsWith('=') ? [] : [kind])].filter((name) => name !== undefined);
  const missing = wanted.filter((name) => rows.value[0] !== undefined && !Object.hasOwn(rows.value[0], name));
  if (missing.length > 0) return { ok: false, code: 'MAP_INVALID', reason: `there is no column ${missing.join(', ')}` };
  const statements: Statement[] = [];
  const skipped: Skipped[] = [];
  for (const [i, row] of rows.value.entries()) {
    const made = fromRow(row, columns.data, context);
    if (typeof made === 'string') skipped.push({ where: `row ${i + 1}`, why: made });
    else statements.push(made);
  }
  return { ok: true, value: { statements, skipped } };
}

function readRows(input: string | Uint8Array, delimiter: string): Result<Row[]> {
  const bytes = typeof input === 'string' ? Buffer.from(input) : input;
  if (bytes.length > MOST_BYTES)
    return { ok: false, code: 'CSV_INVALID', reason: `${bytes.length} bytes are more than ${MOST_BYTES}` };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const [header, ...lines] = parse(text, { delimiter, bom: true, max_record_size: LONGEST_RECORD, skip_empty_lines: true });
    if (header === undefined) return { ok: true, value: [] };
    if (new Set(header).size < header.length) return { ok: false, code: 'CSV_INVALID', reason: 'a column stands twice' };
    return { ok: true, value: lines.map((line) => Object.fromEntries(header.map((name, i) => [name, line[i] ?? '']))) };
  } catch (error) {
    if (!(error instanceof CsvError) && !(error instanceof TypeError)) throw error;
    return { ok: false, code: 'CSV_INVALID', reason: error.message };
  }
}

function fromRow(row: Row, columns: z.output<typeof CsvMapping>, context: ImportContext): Statement | string {
  const cell = (name: string | undefined): string => (name === undefined ? '' : (row[name] ?? '').trim());
  const kind = columns.kind.startsWith('=') ? columns.kind.slice(1) : cell(columns.kind);
  const pattern = patternFor(kind, cell(columns.value));
  if (pattern === null) return 'its kind has no pattern here, or the value is none of it';
  const expires = momentOf(cell(columns.expires));
  const seen = momentOf(cell(columns.seen));
  if (expires === undefined || seen === undefined) return 'a time cannot be read';
  const marked = markedBy(cell(columns.tlp), cell(columns.pap), context);
  const confidence = cell(columns.confidence) === '' ? context.confidence : Number(cell(columns.confidence));
  if (!Number.isInteger(confidence) || confidence < 0 || confidence > 100) return 'the confidence is not one of 0 to 100';
  const at = seen ?? new Date(context.now).toISOString();
  const description = cell(columns.description).slice(0, 5_000);
  const object = {
    type: 'indicator',
    spec_version: '2.1',
    id: derivedId(context.key, 'indicator', pattern),
    created: at,
    modified: at,
    pattern,
    pattern_type: 'stix',
    valid_from: at,
    ...(expires === null ? {} : { valid_until: expires }),
    ...(description === '' ? {} : { description }),
  };
  return statementFor(object, { ...marked, confidence, expiresAt: expires }, context) ?? 'it makes no object';
}

function markedBy(tlp: string, pap: string, context: ImportContext): Marked {
  return {
    tlp: tlp === '' ? levelByOmission(context) : (tlpOfLabel(tlp) ?? 'red'),
    pap: pap === '' ? null : (papOfLabel(/^pap\s*:/i.test(pap) ? pap : `PAP:${pap}`) ?? 'red'),
    group: null,
  };
}

/** null for an empty cell, undefined for one that is no time. */
function momentOf(text: string): string | null | undefined {
  if (text === '') return null;
  const ms = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

const HEADER = ['id', 'type', 'pattern', 'tlp', 'sources', 'origins', 'valid_until', 'revoked'] as const;

/** What one reader may see as a table. A cell that a spreadsheet would run begins with an apostrophe. */
export function exportCsv(shown: readonly ProjectedObject[]): string {
  const rows = shown.map(({ object, tlp, sources, origins, revoked }) => [
    object.id,
    object.type,
    textOf(object['pattern']),
    tlpLabel(strictestTlp([tlp])),
    String(sources),
    String(origins),
    textOf(object['valid_until']),
    String(revoked),
  ]);
  return [HEADER, ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function cellOf(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
