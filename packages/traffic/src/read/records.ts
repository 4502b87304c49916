// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { Framing } from '../adapter.ts';
import { type DecodedExports, decodeExports } from '../formats/index.ts';
import { readChunks } from './chunks.ts';
import { readCsv } from './csv-records.ts';
import { readJson } from './json-records.ts';
import { type ByteRange, MAX_DOCUMENT_BYTES, type RecordSink } from './record-sink.ts';
import type { Source } from './sources.ts';

/**
 * Reads every record of a source.
 * @throws AppError when the source itself cannot be read on; records before that were handed out.
 */
export async function readRecords(source: Source, framing: Framing, sink: RecordSink, range?: ByteRange): Promise<void> {
  if (framing === 'csv') return readCsv(source, sink);
  if (framing === 'protobuf') return readProtobuf(source, sink);
  return readJson(source, sink, range);
}

async function readProtobuf(source: Source, sink: RecordSink): Promise<void> {
  const place = { file: source.name };
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of readChunks(source, sink)) {
    bytes += chunk.length;
    if (bytes > MAX_DOCUMENT_BYTES) throw new AppError('LINE_TOO_LONG', 'a protobuf file above 256 MB', { place });
    parts.push(chunk);
  }
  let decoded: DecodedExports;
  try {
    decoded = decodeExports(Buffer.concat(parts));
  } catch (error) {
    throw new AppError('PROTOBUF_INVALID', 'not an OTLP export request', { cause: error, place });
  }
  for (const request of decoded.requests) {
    sink.record(request, 1, 0, 0);
    await sink.drain?.();
  }
  if (!decoded.whole) {
    const reason = `the file is damaged after ${decoded.requests.length} messages; what came before was kept`;
    throw new AppError('PROTOBUF_INVALID', reason, { place });
  }
}
