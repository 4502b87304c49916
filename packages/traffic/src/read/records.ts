// SPDX-License-Identifier: Apache-2.0
import { AppError, type ErrorCode } from '@stillwatch/core';
import { parse as parseCsv } from 'csv-parse';
import { Readable } from 'node:stream';
import type { Framing } from '../adapter.ts';
import { decodeExports } from '../formats/index.ts';
import { readChunks } from './chunks.ts';
import { createLineSplitter } from './lines.ts';
import { readHead, type Source } from './sources.ts';

/** Largest file that is taken as one JSON document or one protobuf message. */
const MAX_DOCUMENT_BYTES = 256 << 20;

export interface RecordSink {
  /** One parsed record; `offset` and `length` are its bytes in the decompressed source, length 0 = not alone on a line. */
  record(value: unknown, line: number, offset: number, length: number): void;
  problem(code: ErrorCode, line: number, reason: string): void;
  /** Called between chunks: a promise holds the reading back until it resolves. */
  drain?(): Promise<void> | undefined;
}

/**
 * Reads every record of a source.
 * @param range lines that begin within [from, to) of a plain JSONL file; the line across `from` belongs to the range before.
 * @throws AppError when the source itself cannot be read on; records before that were handed out.
 */
export async function readRecords(
  source: Source,
  framing: Framing,
  sink: RecordSink,
  range?: { from: number; to: number },
): Promise<void> {
  if (framing === 'csv') return readCsv(source, sink);
  if (framing === 'protobuf') return readProtobuf(source, sink);
  return readJson(source, sink, range);
}

async function readJson(source: Source, sink: RecordSink, range?: { from: number; to: number }): Promise<void> {
  let first = true;
  let document: Buffer[] | null = null;
  let documentBytes = 0;
  let stopAt = Infinity;
  // A range starts one byte early: if that byte ends a line, the first line is whole, else it belongs to the range before.
  const from = range === undefined || range.from === 0 ? 0 : range.from - 1;
  if (range !== undefined) stopAt = range.to;
  let skipFirst = range !== undefined && range.from > 0;
  let done = false;
  const splitter = createLineSplitter(
    {
      line(bytes, line, offset) {
        if (skipFirst) {
          skipFirst = false;
          if (offset < range!.from) return;
        }
        if (offset >= stopAt) {
          done = true;
          return;
        }
        readLine(bytes, line, offset, sink);
      },
      tooLong(line, bytes) {
        skipFirst = false;
        sink.problem('LINE_TOO_LONG', line, `a line of ${(bytes / 1_048_576).toFixed(0)} MB`);
      },
    },
    { firstOffset: from },
  );
  const wide = range === undefined ? undefined : { from, to: Math.max(source.size, range.to) };
  for await (let chunk of readChunks(source, wide)) {
    if (first && from === 0) {
      const bom = readBom(chunk);
      if (bom === 'utf16')
        throw new AppError('FORMAT_UNKNOWN', 'the file is UTF-16; convert it to UTF-8', { place: { file: source.path } });
      if (bom === 'utf8') chunk = chunk.subarray(3);
      if (range === undefined && isDocument(chunk)) document = [];
    }
    first = false;
    if (document !== null) {
      documentBytes += chunk.length;
      if (documentBytes > MAX_DOCUMENT_BYTES) {
        throw new AppError('LINE_TOO_LONG', 'one JSON document above 256 MB; write one record a line', {
          place: { file: source.path },
        });
      }
      document.push(chunk);
    } else {
      splitter.push(chunk);
      if (done) return;
      await sink.drain?.();
    }
  }
  if (document === null) splitter.end();
  else readDocument(Buffer.concat(document).toString('utf8'), sink);
}

function readLine(bytes: Buffer, line: number, offset: number, sink: RecordSink): void {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    if (isBlank(bytes)) return;
    const what = bytes.includes(0) ? 'holds NUL bytes and ' : '';
    sink.problem('LINE_NOT_JSON', line, `${what}is not JSON: ${(error as Error).message.replace(/\s+/g, ' ').slice(0, 80)}`);
    return;
  }
  sink.record(value, line, offset, bytes.length);
}

/** One array, or one pretty-printed object, over the whole file. */
function readDocument(text: string, sink: RecordSink): void {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    sink.problem('LINE_NOT_JSON', 1, `the file is not one JSON document: ${(error as Error).message.slice(0, 80)}`);
    return;
  }
  if (Array.isArray(value)) for (const item of value) sink.record(item, 1, 0, 0);
  else sink.record(value, 1, 0, 0);
}

/** A first line that is no whole JSON value means that the document goes on over lines. */
function isDocument(chunk: Buffer): boolean {
  const end = chunk.indexOf(10);
  const line = chunk
    .subarray(0, end === -1 ? chunk.length : end)
    .toString('utf8')
    .trim();
  return (
    line === '[' ||
    line === '{' ||
    (line.startsWith('[{') && !line.endsWith(']') && end !== -1) ||
    (line.startsWith('[') && end === -1)
  );
}

/** May a file be cut into byte ranges: plain, one JSON value a line? */
export function isLineFile(source: Source): boolean {
  if (source.compression !== 'none' || source.path === '-') return false;
  const head = Buffer.from(readHead(source.path, 1 << 20));
  return head.length > 0 && readBom(head) === null && !isDocument(head);
}

function readBom(chunk: Buffer): 'utf8' | 'utf16' | null {
  if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) return 'utf8';
  if ((chunk[0] === 0xff && chunk[1] === 0xfe) || (chunk[0] === 0xfe && chunk[1] === 0xff)) return 'utf16';
  return null;
}

function isBlank(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte !== 32 && byte !== 9 && byte !== 13) return false;
  return true;
}

async function readCsv(source: Source, sink: RecordSink): Promise<void> {
  const parser = Readable.from(readChunks(source)).pipe(
    parseCsv({
      columns: true,
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
      max_record_size: 32 << 20,
    }),
  );
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: unknown; info: { lines: number } }>) {
      sink.record(record, info.lines, 0, 0);
      await sink.drain?.();
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    const line = (error as { lines?: number }).lines ?? 0;
    throw new AppError('CSV_INVALID', (error as Error).message.slice(0, 120), {
      cause: error,
      place: { file: source.path, line },
    });
  }
}

async function readProtobuf(source: Source, sink: RecordSink): Promise<void> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of readChunks(source)) {
    bytes += chunk.length;
    if (bytes > MAX_DOCUMENT_BYTES)
      throw new AppError('LINE_TOO_LONG', 'a protobuf file above 256 MB', { place: { file: source.path } });
    parts.push(chunk);
  }
  try {
    for (const request of decodeExports(Buffer.concat(parts))) sink.record(request, 1, 0, 0);
  } catch (error) {
    throw new AppError('PROTOBUF_INVALID', 'not an OTLP export request', { cause: error, place: { file: source.path } });
  }
}
