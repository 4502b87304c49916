// SPDX-License-Identifier: Apache-2.0
import { type Exchange, FLAG } from '@stillwatch/core';
import type { Adapter, Emit, Mapping, RecordReader, Rejection } from '../adapter.ts';
import { addMissing, type Attributes, readAnyValue, readAttributes } from './otlp-attributes.ts';
import { ACCOUNT_MISSING, type EventContent, isModelCall, type Names, namesOf, readCall } from './otlp-call.ts';
import { finish, reject } from './reader.ts';
import { timeOf } from './times.ts';
import { asArray, asCount, asObject, asText, firstText, type Json, objectOf, parseMaybe } from './values.ts';

const MISSING = { account: ACCOUNT_MISSING, time: 'no readable start time between 2015 and 2100' };
const DETAILS = 'gen_ai.client.inference.operation.details';

export const otlpJson: Adapter = {
  name: 'otlp-json',
  title: 'OTLP/HTTP GenAI spans and logs (JSON)',
  framing: 'json',
  about:
    'ExportTraceServiceRequest or ExportLogsServiceRequest as JSON, one a line or one a file, with OpenTelemetry GenAI attributes (old and new names), OpenInference or Langfuse keys. The conventions carry no account: `stillwatch.account`, `api_key.hash`, `account.id`, `user.id` or `enduser.id` on the span or resource, or the attribute that a mapping names. Content only where the sender opted in.',
  sniff(record) {
    const request = objectOf(Array.isArray(record) ? record[0] : record);
    return Array.isArray(request.resourceSpans) || Array.isArray(request.resourceLogs) ? 1 : 0;
  },
  open: openOtlp,
};

/**
 * Reads export requests parsed from JSON, or decoded from protobuf into the same shape.
 * @param mapping its `fields` name attributes that are tried before the usual ones (account, org, …).
 */
export function openOtlp(mapping: Mapping | null): RecordReader {
  const names = namesOf(mapping);
  return {
    read(record, emit) {
      if (!Array.isArray(record)) return readExport(record, names, emit);
      let refusal: Rejection | null = null;
      let count = 0;
      for (const item of record) {
        const one = readExport(item, names, emit);
        if (one === null) continue;
        count += one.count ?? 1;
        refusal = { ...one, count };
      }
      return refusal;
    },
    end() {},
  };
}

function readExport(record: unknown, names: Names, emit: Emit): Rejection | null {
  const request = objectOf(record);
  const resources = [...asArray(request.resourceSpans), ...asArray(request.resourceLogs)];
  if (resources.length === 0 && !Array.isArray(request.resourceSpans ?? request.resourceLogs)) {
    return reject('neither resourceSpans nor resourceLogs');
  }
  let first: Rejection | null = null;
  let refused = 0;
  const note = (refusal: Rejection | null): void => {
    if (refusal === null) return;
    refused++;
    first ??= refusal;
  };
  for (const item of resources) {
    const resource = objectOf(item);
    const shared = readAttributes(objectOf(resource.resource).attributes);
    for (const entry of [...asArray(resource.scopeSpans), ...asArray(resource.scopeLogs)]) {
      const scope = objectOf(entry);
      for (const span of asArray(scope.spans)) note(readSpan(asObject(span), shared, names, emit));
      for (const log of asArray(scope.logRecords)) note(readLog(asObject(log), shared, names, emit));
    }
  }
  const told = first as Rejection | null;
  return told === null || refused === 1
    ? told
    : { code: told.code, reason: `${told.reason} (${refused} in one request)`, count: refused };
}

function readSpan(span: Json | null, shared: Attributes, names: Names, emit: Emit): Rejection | null {
  if (span === null) return reject('a span is not an object');
  const attributes = readAttributes(span.attributes);
  if (!isModelCall(attributes)) return null;
  const exchange = readCall(attributes, shared, readEvents(span.events, attributes), names);
  const spanId = asText(span.spanId);
  const traceId = asText(span.traceId);
  exchange.id = spanId === '' ? '' : `${traceId}/${spanId}`;
  exchange.session ||= traceId;
  if (asCount(objectOf(span.status).code) === 2 || objectOf(span.status).code === 'STATUS_CODE_ERROR')
    exchange.flags |= FLAG.FAILED;
  return finishCall(exchange, span.startTimeUnixNano, emit);
}

/**
 * Content in span events: one event a message (`gen_ai.user.message`, `gen_ai.choice`; conventions up to 1.36),
 * or events whose attributes are those of the span (`gen_ai.content.prompt`, the details event).
 */
function readEvents(events: unknown, attributes: Attributes): EventContent {
  const content: EventContent = { messages: [], answers: [] };
  for (const item of asArray(events)) {
    const event = objectOf(item);
    const own = readAttributes(event.attributes);
    const role = /^gen_ai\.(system|user|assistant|tool)\.message$/.exec(asText(event.name))?.[1];
    if (role === undefined && event.name !== 'gen_ai.choice') {
      addMissing(attributes, own);
      continue;
    }
    const body = objectOf(parseMaybe(own.get('gen_ai.event.content') ?? own.get('event_body')));
    const message = objectOf(parseMaybe(body.message ?? own.get('message')));
    const said = body.content ?? own.get('content') ?? message.content;
    const calls = parseMaybe(body.tool_calls ?? own.get('tool_calls') ?? message.tool_calls);
    const finished = body.finish_reason ?? own.get('finish_reason');
    if (role === undefined)
      content.answers.push({ role: 'assistant', content: said, tool_calls: calls, finish_reason: finished });
    else content.messages.push({ role, content: said, tool_calls: calls });
  }
  return content;
}

function readLog(log: Json | null, shared: Attributes, names: Names, emit: Emit): Rejection | null {
  if (log === null) return reject('a log record is not an object');
  const attributes = readAttributes(log.attributes);
  const name = firstText(log.eventName, attributes.get('event.name'));
  if (name.startsWith('gen_ai.') && name !== DETAILS) {
    return reject(`${name.slice(0, 60)} is a part of a call; send ${DETAILS}, or spans`);
  }
  const body = readAnyValue(log.body);
  const fields = asObject(body);
  if (fields !== null) addMissing(attributes, Object.entries(fields));
  if (name !== DETAILS && !isModelCall(attributes)) return null;
  const exchange = readCall(attributes, shared, { messages: [], answers: [] }, names);
  const traceId = asText(log.traceId);
  const spanId = asText(log.spanId);
  exchange.id = spanId === '' ? asText(attributes.get('gen_ai.response.id')) : `${traceId}/${spanId}`;
  exchange.session ||= traceId;
  const time = asText(log.timeUnixNano);
  return finishCall(exchange, time === '' || time === '0' ? log.observedTimeUnixNano : time, emit);
}

function finishCall(exchange: Exchange, nanoseconds: unknown, emit: Emit): Rejection | null {
  return finish(exchange, timeOf(nanoseconds, 'ns'), emit, MISSING);
}
