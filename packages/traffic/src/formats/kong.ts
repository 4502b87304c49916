// SPDX-License-Identifier: Apache-2.0
import { emptyExchange, type Exchange, FLAG } from '@stillwatch/core';
import type { Adapter, Emit, Rejection } from '../adapter.ts';
import { finish, reject, statelessReader } from './reader.ts';
import { readRequest } from './requests.ts';
import { readResponse, readUsage } from './responses.ts';
import { timeOf } from './times.ts';
import { asObject, asText, type Json, objectOf, parseMaybe } from './values.ts';

const MISSING = { account: 'no consumer or authenticated_entity', time: 'no readable started_at between 2015 and 2100' };

/** Entries of Kong's log plugins (http-log, file-log) for calls that an AI plugin proxied. */
export const kong: Adapter = {
  name: 'kong',
  title: 'Kong AI Gateway log entry',
  framing: 'json',
  about:
    'What Kong’s http-log or file-log plugin writes for a call through ai-proxy: one object, or an array when batched. The account is the consumer (`consumer.id`), else the authenticated entity. Prompts only with `log_payloads` switched on; entries of other APIs are passed over.',
  sniff(record) {
    const entry = objectOf(Array.isArray(record) ? record[0] : record);
    if (entry.started_at === undefined) return 0;
    if (aiPart(entry) !== null) return 1;
    return entry.latencies !== undefined && entry.client_ip !== undefined ? 0.6 : 0;
  },
  open: () => statelessReader(readEntry),
};

/** `ai.proxy`, or, as older versions write it, the one member of `ai` named after the plugin. */
function aiPart(entry: Json): Json | null {
  const ai = asObject(entry.ai);
  if (ai === null) return null;
  const named = asObject(ai.proxy) ?? asObject(ai['ai-proxy']) ?? asObject(ai['ai-proxy-advanced']);
  return named ?? (ai.payload !== undefined || ai.meta !== undefined ? ai : null);
}

function readEntry(record: unknown, emit: Emit): Rejection | null {
  const entry = asObject(record);
  if (entry === null) return reject('not an object');
  const ai = aiPart(entry);
  if (ai === null) {
    return entry.started_at === undefined && entry.latencies === undefined ? reject('neither ai.proxy nor started_at') : null;
  }
  const exchange = emptyExchange();
  const request = objectOf(entry.request);
  readIdentity(entry, request, exchange);
  const meta = objectOf(ai.meta);
  const payload = objectOf(ai.payload);
  const body = asObject(parseMaybe(payload.request));
  if (body === null) exchange.flags |= FLAG.NO_CONTENT;
  else readRequest(null, body, exchange);
  const answer = parseMaybe(payload.response);
  if (typeof answer === 'string') exchange.answer = asText(answer);
  else if (answer !== undefined) readResponse(null, objectOf(answer), exchange);
  exchange.model = asText(meta.request_model) || asText(meta.response_model) || exchange.model;
  exchange.provider = asText(meta.provider_name);
  if (ai.usage !== undefined) readUsage(ai.usage, exchange);
  if (Number(objectOf(entry.response).status) >= 400) exchange.flags |= FLAG.FAILED;
  return finish(exchange, timeOf(entry.started_at), emit, MISSING);
}

function readIdentity(entry: Json, request: Json, exchange: Exchange): void {
  const consumer = objectOf(entry.consumer);
  const entity = objectOf(entry.authenticated_entity);
  const headers = objectOf(request.headers);
  exchange.id = asText(request.id) || asText(headers['x-kong-request-id']);
  exchange.account =
    asText(consumer.id) ||
    asText(consumer.custom_id) ||
    asText(consumer.username) ||
    asText(entity.consumer_id) ||
    asText(entity.id);
  exchange.key = asText(entity.id);
  exchange.org = asText(entry.workspace);
  exchange.ip = asText(entry.client_ip);
  exchange.userAgent = asText(headers['user-agent']);
}
