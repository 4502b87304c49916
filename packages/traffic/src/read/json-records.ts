// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { readChunks, readRange } from './chunks.ts';
import { type JsonStart, recogniseStart, START_BYTES } from './json-start.ts';
import { createLineSplitter } from './lines.ts';
import { type ByteRange, MAX_DOCUMENT_BYTES, type RecordSink } from './record-sink.ts';
import { readHead, type Source } from './sources.ts';

/** Reads one JSON value a line, or one JSON document over the whole file. */
export async function readJson(source: Source, sink: RecordSink, range?: ByteRange): Promise<void> {
  if (range !== undefined) return readLines(readRange(source, sink, { from: startOf(range), to: source.size }), sink, range);
  const chunks = readChunks(source, sink);

  // Enough to tell what this is: the pieces of a compressed file can be of any size.
  let head: Buffer = Buffer.alloc(0);
  let start: JsonStart;
  do {
    const next = await chunks.next();
    if (next.done !== true) head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
    start = recogniseStart(head, next.done === true);
  } while (start.shape === 'undecided');
  if (start.shape === 'utf16') {
    throw new AppError('FORMAT_UNKNOWN', 'the file is UTF-16; convert it to UTF-8', { place: { file: source.name } });
  }
  const all = chain(head.subarray(start.skip), chunks);
  if (start.shape === 'document') await readDocument(source, all, sink);
  else await readLines(all, sink, { from: start.skip, to: Infinity });
}

/** May a file be cut into byte ranges: plain, one JSON value a line? */
export function isLineFile(source: Source): boolean {
  if (source.compression !== 'none') return false;
  const start = recogniseStart(Buffer.from(readHead(source.path, START_BYTES)), source.size <= START_BYTES);
  return start.shape === 'lines' && start.skip === 0;
}

/** A range starts one byte early: if that byte ends a line, the first line is whole, else it belongs to the range before. */
function startOf(range: ByteRange): number {
  return Math.max(0, range.from - 1);
}

async function* chain(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

async function readLines(chunks: AsyncGenerator<Buffer>, sink: RecordSink, range: ByteRange): Promise<void> {
  const isOurs = (offset: number): boolean => offset >= range.from && offset < range.to;
  const splitter = createLineSplitter(
    {
      line(text, line, offset, bytes) {
        if (isOurs(offset)) readLine(text, line, offset, bytes, sink);
      },
      tooLong(line, offset, bytes) {
        if (isOurs(offset)) sink.problem('LINE_TOO_LONG', line, `a line of ${(bytes / 1_048_576).toFixed(0)} MB`);
      },
    },
    { firstOffset: range.to === Infinity ? range.from : startOf(range) },
  );
  let seen = splitter.offset;
  for await (const chunk of chunks) {
    seen += chunk.length;
    splitter.push(chunk);
    // The line under way begins in another range: before this one and longer than it, or behind it.
    if (seen >= range.to && !isOurs(splitter.offset)) return;
    await sink.drain?.();
  }
  splitter.end();
}

function readLine(text: string, line: number, offset: number, bytes: number, sink: RecordSink): void {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (/^[ \t\r]*$/.test(text)) return;
    const what = text.includes('\0') ? 'holds NUL bytes and ' : '';
    sink.problem('LINE_NOT_JSON', line, `${what}is not JSON: ${reasonOf(error)}`);
    return;
  }
  sink.record(value, line, offset, bytes);
}

/** One array, or one pretty-printed object, over the whole file. */
async function readDocument(source: Source, chunks: AsyncGenerator<Buffer>, sink: RecordSink): Promise<void> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > MAX_DOCUMENT_BYTES) {
      throw new AppError('LINE_TOO_LONG', 'one JSON document above 256 MB; write one record a line', {
        place: { file: source.name },
      });
    }
    parts.push(chunk);
  }
  let value: unknown;
  try {
    value = JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch (error) {
    sink.problem('LINE_NOT_JSON', 1, `the file is not one JSON document: ${reasonOf(error)}`);
    return;
  }
  let n = 0;
  for (const item of Array.isArray(value) ? value : [value]) {
    sink.record(item, 1, 0, 0);
    if (++n % 1_000 === 0) await sink.drain?.();
  }
}

/** The parser's message without its excerpt of the line, which may be somebody's prompt. */
function reasonOf(error: unknown): string {
  return (error as Error).message
    .replace(/, (?:\.\.\.)?".*$/s, '')
    .replace(/ \(line 1 column \d+\)$/, '')
    .replace(/\s+/g, ' ')
    .slice(0, 80);
}
