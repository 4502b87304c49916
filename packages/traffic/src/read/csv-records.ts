// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { CsvError, parse } from 'csv-parse';
import { readChunks } from './chunks.ts';
import { createPump } from './pump.ts';
import type { RecordSink } from './record-sink.ts';
import type { Source } from './sources.ts';

/** A quote that never closes makes a row of all that follows: the file is given up here. */
const MAX_ROW_BYTES = 8 << 20;
const TOO_LONG =
  'a row is longer than 8 MB, perhaps because a quote never closes; what came before was kept, the rest was not read';

interface Row {
  readonly record: unknown;
  readonly info: { readonly lines: number };
}

/**
 * Reads the rows of a CSV file (RFC 4180) with a header line; rows that break its rules are reported and skipped.
 * @throws AppError CSV_INVALID at a row without an end: where the next one begins, nobody can say.
 */
export async function readCsv(source: Source, sink: RecordSink): Promise<void> {
  let lastLine = 0;
  let tooLong = false;
  const parser = parse({
    columns: true,
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: MAX_ROW_BYTES,
    on_skip: (error) => {
      if (error?.code === 'CSV_MAX_RECORD_SIZE') tooLong = true;
      else if (error !== undefined) sink.problem('CSV_INVALID', lineOf(error), reasonOf(error));
      return undefined;
    },
  });
  const pump = createPump<Row>(parser);
  const take = async (input: Buffer | null): Promise<void> => {
    for await (const { record, info } of pump.feed(input)) {
      lastLine = info.lines;
      sink.record(record, info.lines, 0, 0);
    }
    await sink.drain?.();
    if (tooLong) throw new AppError('CSV_INVALID', TOO_LONG, { place: { file: source.name, line: lastLine + 1 } });
  };
  try {
    for await (const chunk of readChunks(source, sink)) await take(chunk);
    await take(null);
  } catch (error) {
    if (!isCsvError(error)) throw error;
    throw new AppError('CSV_INVALID', reasonOf(error), { cause: error, place: { file: source.name, line: lineOf(error) } });
  } finally {
    pump.destroy();
  }
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof CsvError;
}

function lineOf(error: CsvError): number {
  return Number(error.lines ?? 0);
}

/** What kind of rule was broken; the parser's own message quotes the row, which may be somebody's prompt. */
function reasonOf(error: CsvError): string {
  return `a row breaks the CSV rules: ${error.code.replace(/^CSV_/, '').replaceAll('_', ' ').toLowerCase()}`;
}
