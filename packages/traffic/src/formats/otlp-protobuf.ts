// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { PbfReader } from 'pbf';
import type { Adapter } from '../adapter.ts';
import { openOtlp } from './otlp.ts';
import { MAX_DEPTH } from './otlp-attributes.ts';

type Message = Record<string, unknown>;

const FIXED64 = 1;
const LENGTH_DELIMITED = 2;

/** OTLP export requests as protobuf. The record handed to the reader is already decoded into the JSON shape. */
export const otlpProtobuf: Adapter = {
  name: 'otlp-protobuf',
  title: 'OTLP/HTTP GenAI spans and logs (protobuf)',
  framing: 'protobuf',
  about:
    'The same export requests in binary: a file holds one message, or several with a varint length before each (as the collector’s file exporter writes them).',
  sniff: () => 0,
  open: openOtlp,
};

/** Requests of a file; `whole` is false when it breaks off or is damaged after them. */
export interface DecodedExports {
  readonly requests: Message[];
  readonly whole: boolean;
}

/**
 * Decodes a file of export requests: one bare message, or varint-length-delimited messages.
 * Field numbers: opentelemetry-proto, trace v1, logs v1, common v1.
 * @throws AppError PROTOBUF_INVALID when neither reading fits.
 */
export function decodeExports(bytes: Uint8Array): DecodedExports {
  const delimited = decodeDelimited(bytes);
  if (delimited.whole) return delimited;
  try {
    return { requests: [decodeExport(bytes)], whole: true };
  } catch (cause) {
    // A collector that was killed leaves its last message unfinished; those before it are good.
    if (delimited.requests.length > 0) return delimited;
    throw new AppError('PROTOBUF_INVALID', 'not an OTLP trace or logs export request', { cause });
  }
}

/** Does the start of a file look like an export request (field 1, length-delimited), bare or delimited? */
export function looksLikeProtobuf(bytes: Uint8Array): boolean {
  try {
    return decodeExports(bytes).requests.some(
      (request) => (request.resourceSpans as unknown[]).length > 0 || (request.resourceLogs as unknown[]).length > 0,
    );
  } catch {
    return false;
  }
}

function decodeDelimited(bytes: Uint8Array): DecodedExports {
  const reader = new PbfReader(bytes);
  const requests: Message[] = [];
  try {
    while (reader.pos < bytes.length) {
      const size = reader.readVarint();
      const end = reader.pos + size;
      if (size <= 0 || end > bytes.length) return { requests, whole: false };
      requests.push(decodeExport(bytes.subarray(reader.pos, end)));
      reader.pos = end;
    }
  } catch {
    return { requests, whole: false };
  }
  return { requests, whole: requests.length > 0 };
}

/** Traces and logs share their outer shape: field 1 of the request, field 2 of a resource, field 2 of a scope. */
function decodeExport(bytes: Uint8Array): Message {
  const spans: Message[] = [];
  const logs: Message[] = [];
  message(new PbfReader(bytes), (tag, pbf) => {
    if (tag !== 1) return false;
    const resource: Message = { attributes: [] };
    const scopeSpans: Message[] = [];
    const scopeLogs: Message[] = [];
    nested(pbf, (inner, reader) => {
      if (inner === 1) {
        nested(reader, (field, attributes) => {
          if (field !== 1) return false;
          (resource.attributes as unknown[]).push(decodeKeyValue(attributes, 0));
          return true;
        });
        return true;
      }
      if (inner !== 2) return false;
      decodeScope(reader, scopeSpans, scopeLogs);
      return true;
    });
    if (scopeLogs.length > 0) logs.push({ resource, scopeLogs });
    if (scopeSpans.length > 0) spans.push({ resource, scopeSpans });
    return true;
  });
  if (spans.length === 0 && logs.length === 0) throw new Error('no resource with spans or logs');
  return { resourceSpans: spans, resourceLogs: logs };
}

function decodeScope(reader: PbfReader, scopeSpans: Message[], scopeLogs: Message[]): void {
  const spans: Message[] = [];
  const logs: Message[] = [];
  nested(reader, (field, inner) => {
    if (field !== 2) return false;
    const length = inner.readVarint();
    const end = inner.pos + length;
    if (end > inner.length) throw new Error('a record goes past the end');
    const bytes = inner.buf.subarray(inner.pos, end);
    inner.pos = end;
    if (isSpan(bytes)) spans.push(decodeSpan(bytes));
    else logs.push(decodeLog(bytes));
    return true;
  });
  if (spans.length > 0) scopeSpans.push({ spans });
  if (logs.length > 0) scopeLogs.push({ logRecords: logs });
}

/**
 * The two requests look alike from outside; the first field whose wire type differs between Span and LogRecord
 * tells: 1 (trace id / time), 2 (span id / severity), 7 (start time / dropped count), 11 (event / observed time).
 */
function isSpan(bytes: Uint8Array): boolean {
  const pbf = new PbfReader(bytes);
  while (pbf.pos < bytes.length) {
    const key = pbf.readVarint();
    const field = key >>> 3;
    const wire = key & 7;
    if (field === 1 || field === 2 || field === 11) return wire === LENGTH_DELIMITED;
    if (field === 7) return wire === FIXED64;
    pbf.skip(key);
  }
  return false;
}

function decodeSpan(bytes: Uint8Array): Message {
  const span: Message = { attributes: [], events: [] };
  message(new PbfReader(bytes), (field, pbf) => {
    if (field === 1) span.traceId = hex(pbf.readBytes());
    else if (field === 2) span.spanId = hex(pbf.readBytes());
    else if (field === 5) span.name = pbf.readString();
    else if (field === 7) span.startTimeUnixNano = fixed64(pbf);
    else if (field === 9) (span.attributes as unknown[]).push(decodeKeyValue(pbf, 0));
    else if (field === 11) {
      const event: Message = { attributes: [] };
      nested(pbf, (inner, reader) => {
        if (inner === 2) event.name = reader.readString();
        else if (inner === 3) (event.attributes as unknown[]).push(decodeKeyValue(reader, 0));
        else return false;
        return true;
      });
      (span.events as unknown[]).push(event);
    } else if (field === 15) {
      nested(pbf, (inner, reader) => {
        if (inner !== 3) return false;
        span.status = { code: reader.readVarint() };
        return true;
      });
    } else return false;
    return true;
  });
  return span;
}

function decodeLog(bytes: Uint8Array): Message {
  const log: Message = { attributes: [] };
  message(new PbfReader(bytes), (field, pbf) => {
    if (field === 1) log.timeUnixNano = fixed64(pbf);
    else if (field === 11) log.observedTimeUnixNano = fixed64(pbf);
    else if (field === 5) log.body = decodeAnyValue(pbf, 0);
    else if (field === 6) (log.attributes as unknown[]).push(decodeKeyValue(pbf, 0));
    else if (field === 9) log.traceId = hex(pbf.readBytes());
    else if (field === 10) log.spanId = hex(pbf.readBytes());
    else if (field === 12) log.eventName = pbf.readString();
    else return false;
    return true;
  });
  return log;
}

function decodeKeyValue(pbf: PbfReader, depth: number): Message {
  const pair: Message = { key: '', value: {} };
  nested(pbf, (field, reader) => {
    if (field === 1) pair.key = reader.readString();
    else if (field === 2) pair.value = decodeAnyValue(reader, depth + 1);
    else return false;
    return true;
  });
  return pair;
}

function decodeAnyValue(pbf: PbfReader, depth: number): Message {
  const value: Message = {};
  nested(pbf, (field, reader) => {
    if (depth > MAX_DEPTH) return false;
    if (field === 1) value.stringValue = reader.readString();
    else if (field === 2) value.boolValue = reader.readBoolean();
    else if (field === 3) value.intValue = reader.readVarint(true);
    else if (field === 4) value.doubleValue = reader.readDouble();
    else if (field === 5 || field === 6) {
      const values: Message[] = [];
      nested(reader, (inner, items) => {
        if (inner !== 1) return false;
        values.push(field === 5 ? decodeAnyValue(items, depth + 1) : decodeKeyValue(items, depth + 1));
        return true;
      });
      if (field === 5) value.arrayValue = { values };
      else value.kvlistValue = { values };
    } else return false;
    return true;
  });
  return value;
}

/** Reads all fields; `take` returns false for those it leaves, which are skipped. Throws on damage. */
function message(pbf: PbfReader, take: (field: number, pbf: PbfReader) => boolean): void {
  readUntil(pbf, pbf.length, take);
}

function nested(pbf: PbfReader, take: (field: number, pbf: PbfReader) => boolean): void {
  const size = pbf.readVarint();
  const end = pbf.pos + size;
  if (end > pbf.length) throw new Error('a message goes past the end');
  readUntil(pbf, end, take);
}

function readUntil(pbf: PbfReader, end: number, take: (field: number, pbf: PbfReader) => boolean): void {
  while (pbf.pos < end) {
    const key = pbf.readVarint();
    const field = key >>> 3;
    if (field === 0) throw new Error('field number 0');
    const before = pbf.pos;
    if (!take(field, pbf)) {
      pbf.pos = before;
      pbf.skip(key);
    }
    if (pbf.pos > end) throw new Error('a field goes past its message');
  }
}

/** Nanoseconds exceed 2^53: as text. */
function fixed64(pbf: PbfReader): string {
  const view = new DataView(pbf.buf.buffer, pbf.buf.byteOffset + pbf.pos, 8);
  pbf.pos += 8;
  return view.getBigUint64(0, true).toString();
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
