// SPDX-License-Identifier: Apache-2.0
import { emptyExchange, FLAG } from '@stillwatch/core';
import type { Adapter, Emit, Rejection } from '../adapter.ts';
import { finish, reject, statelessReader } from './reader.ts';
import { APIS, asApi, readRequest } from './requests.ts';
import { readResponse } from './responses.ts';
import { reassemble } from './sse.ts';
import { momentOf, timeOf } from './times.ts';
import { asObject, asText, objectOf, parseMaybe } from './values.ts';

const MISSING = { account: 'no "account"', time: 'no readable "time" between 2015 and 2100' };
const PROVIDERS = {
  'openai.chat': 'openai',
  'openai.responses': 'openai',
  'anthropic.messages': 'anthropic',
  gemini: 'google',
} as const;

/** Stillwatch's own envelope around unmodified request and response bodies, one JSON object a line. */
export const native: Adapter = {
  name: 'native',
  title: 'Stillwatch exchange envelope (NDJSON)',
  framing: 'json',
  about:
    'One object a line: who and when in the envelope, the unmodified OpenAI Chat, OpenAI Responses, Anthropic Messages or Gemini bodies in `request` and `response` (or the raw stream in `response_sse`). What a model provider really holds; no identity field is missing unless the envelope leaves it out.',
  sniff(record) {
    const object = objectOf(Array.isArray(record) ? record[0] : record);
    return asText(object.account) !== '' && asApi(object.api) !== null ? 1 : 0;
  },
  open: () => statelessReader(readEnvelope),
};

function readEnvelope(record: unknown, emit: Emit): Rejection | null {
  const envelope = asObject(record);
  if (envelope === null) return reject('not an object');
  const api = asApi(envelope.api);
  if (api === null) {
    const named = asText(envelope.api).slice(0, 40);
    return reject(named === '' ? `no "api" (${APIS.join(', ')})` : `unknown "api": ${named}`);
  }
  const exchange = emptyExchange();
  exchange.id = asText(envelope.id);
  exchange.account = asText(envelope.account);
  exchange.key = asText(envelope.key);
  exchange.endUser = asText(envelope.end_user ?? envelope.endUser);
  exchange.org = asText(envelope.org);
  exchange.session = asText(envelope.session);
  exchange.ip = asText(envelope.ip);
  exchange.userAgent = asText(envelope.user_agent ?? envelope.userAgent);
  exchange.payment = asText(envelope.payment);
  exchange.device = asText(envelope.device);
  exchange.asn = asText(envelope.asn);
  exchange.asnType = asText(envelope.asn_type ?? envelope.asnType);
  exchange.tls = asText(envelope.tls);
  exchange.emailDomain = asText(envelope.email_domain ?? envelope.emailDomain);
  exchange.plan = asText(envelope.plan);
  exchange.createdAt = momentOf(envelope.created_at ?? envelope.createdAt);
  exchange.declaredUse = asText(envelope.declared_use ?? envelope.declaredUse);
  exchange.region = asText(envelope.region);
  exchange.language = asText(envelope.language);
  exchange.provider = asText(envelope.provider) || PROVIDERS[api];
  const request = asObject(parseMaybe(envelope.request));
  if (request === null) exchange.flags |= FLAG.NO_CONTENT;
  else readRequest(api, request, exchange);
  const transcript = envelope.response_sse ?? envelope.responseSse;
  const response = typeof transcript === 'string' ? reassemble(api, transcript) : asObject(parseMaybe(envelope.response));
  if (response !== null) {
    readResponse(api, response, exchange);
    if (exchange.id === '') exchange.id = asText(response.id);
  }
  if (typeof transcript === 'string') exchange.flags |= FLAG.STREAM;
  const status = envelope.status;
  if (status !== undefined && (Number(status) >= 400 || status === 'error' || status === 'failure' || status === 'failed')) {
    exchange.flags |= FLAG.FAILED;
  }
  return finish(exchange, timeOf(envelope.time), emit, MISSING);
}
