// SPDX-License-Identifier: Apache-2.0
import { emptyExchange, type Exchange, FLAG } from '@stillwatch/core';
import type { Adapter, Emit, Rejection } from '../adapter.ts';
import { readMessages } from './messages.ts';
import { finish, reject, statelessReader } from './reader.ts';
import { readParameters, readPrompt } from './requests.ts';
import { readResponse, readUsage } from './responses.ts';
import { momentOf, timeOf } from './times.ts';
import { asCount, asObject, asText, type Json, objectOf, parseMaybe } from './values.ts';

/** What LiteLLM writes in place of a header that its configuration does not let through. */
const HIDDEN = '[present]';
const REDACTED = 'redacted-by-litellm';
const MISSING = {
  account: 'no metadata.user_api_key_hash (nor user id, alias, team or api_key)',
  time: 'no readable startTime between 2015 and 2100',
};
const MISSING_IN_ROW = { account: 'no api_key (nor user or team_id)', time: MISSING.time };

/** LiteLLM's StandardLoggingPayload: one object a line, or the arrays that its generic API callback posts. */
export const litellm: Adapter = {
  name: 'litellm',
  title: 'LiteLLM StandardLoggingPayload',
  framing: 'json',
  about:
    'What LiteLLM hands to its logging callbacks, one payload or one array of them a line. The account is `metadata.user_api_key_hash`. Facts that the operator keeps about a key are read from `metadata.user_api_key_auth_metadata`: plan, created_at, payment_fingerprint, device_fingerprint, asn, asn_type, declared_use, email_domain (also region, language, tls_fingerprint). A header that LiteLLM hides as `[present]` is absent.',
  sniff(record) {
    const payload = objectOf(Array.isArray(record) ? record[0] : record);
    const metadata = objectOf(payload.metadata);
    if (payload.startTime === undefined || payload.request_id !== undefined || payload.spend !== undefined) return 0;
    if (metadata.user_api_key_hash !== undefined || metadata.user_api_key_alias !== undefined) return 1;
    return payload.call_type !== undefined && payload.model_parameters !== undefined ? 0.8 : 0;
  },
  open: () => statelessReader(readPayload),
};

function readPayload(record: unknown, emit: Emit): Rejection | null {
  const payload = asObject(record);
  if (payload === null) return reject('not an object');
  const metadata = objectOf(parseMaybe(payload.metadata));
  const exchange = emptyExchange();
  exchange.id = asText(payload.id) || asText(payload.call_id);
  exchange.account =
    identity(metadata.user_api_key_hash) ||
    identity(metadata.user_api_key_user_id) ||
    identity(metadata.user_api_key_alias) ||
    identity(metadata.user_api_key_team_id) ||
    identity(payload.api_key);
  exchange.org = identity(metadata.user_api_key_org_id) || identity(metadata.user_api_key_team_id);
  exchange.endUser = identity(payload.end_user) || identity(metadata.user_api_key_end_user_id);
  exchange.session = identity(payload.session_id) || identity(payload.trace_id);
  exchange.ip = identity(payload.requester_ip_address) || identity(metadata.requester_ip_address);
  exchange.userAgent = userAgentOf(payload, metadata);
  readAccountFacts(metadata, exchange);
  exchange.model = asText(payload.model);
  exchange.provider = asText(payload.custom_llm_provider);
  const parameters = asObject(parseMaybe(payload.model_parameters));
  if (parameters !== null) readParameters(parameters, exchange);
  if (payload.stream === true) exchange.flags |= FLAG.STREAM;
  readContent(payload.messages, exchange);
  readAnswer(payload.response, exchange);
  if (exchange.inputTokens === 0 && exchange.outputTokens === 0) readUsage(payload, exchange);
  if (payload.status === 'failure') readFailure(payload, exchange);
  return finish(exchange, timeOf(payload.startTime), emit, MISSING);
}

/** Rows of LiteLLM's LiteLLM_SpendLogs table. */
export const litellmSpend: Adapter = {
  name: 'litellm-spend',
  title: 'LiteLLM SpendLogs rows',
  framing: 'json',
  about:
    'Rows of the LiteLLM_SpendLogs table as JSON. The account is `api_key` (a hash). `messages` is `{}` unless content storage is switched on: content absent, not an empty prompt; the stored `proxy_server_request` is read in its place where there is one.',
  sniff(record) {
    const row = objectOf(Array.isArray(record) ? record[0] : record);
    if (row.request_id === undefined || row.api_key === undefined) return 0;
    return row.startTime !== undefined && row.spend !== undefined ? 1 : 0.6;
  },
  open: () => statelessReader(readSpendRow),
};

function readSpendRow(record: unknown, emit: Emit): Rejection | null {
  const row = asObject(record);
  if (row === null) return reject('not an object');
  const metadata = objectOf(parseMaybe(row.metadata));
  const exchange = emptyExchange();
  exchange.id = asText(row.request_id);
  exchange.account = identity(row.api_key) || identity(row.user) || identity(row.team_id);
  exchange.org = identity(row.organization_id) || identity(row.team_id);
  exchange.endUser = identity(row.end_user);
  exchange.session = identity(row.session_id);
  exchange.ip = identity(row.requester_ip_address);
  exchange.userAgent = userAgentOf(row, metadata);
  readAccountFacts(metadata, exchange);
  exchange.model = asText(row.model);
  exchange.provider = asText(row.custom_llm_provider);
  const request = asObject(parseMaybe(row.proxy_server_request));
  if (request !== null) readParameters(request, exchange);
  const messages = parseMaybe(row.messages);
  const stored = Array.isArray(messages) ? messages.length > 0 : typeof messages === 'string' && messages !== '';
  readContent(stored || request === null ? messages : (request.messages ?? request.input ?? request.prompt), exchange);
  readAnswer(row.response, exchange);
  exchange.inputTokens = asCount(row.prompt_tokens) || exchange.inputTokens;
  exchange.outputTokens = asCount(row.completion_tokens) || exchange.outputTokens;
  if (row.status === 'failure') readFailure(row, exchange);
  return finish(exchange, timeOf(row.startTime), emit, MISSING_IN_ROW);
}

function identity(value: unknown): string {
  const text = asText(value);
  return text === HIDDEN ? '' : text;
}

/** Messages as LiteLLM logs them: a list, a text, JSON in a text, redacted, or `{}` where content is switched off. */
function readContent(value: unknown, exchange: Exchange): void {
  let messages = parseMaybe(value);
  if (asObject(messages) !== null) messages = objectOf(messages).messages;
  if (Array.isArray(messages)) readMessages(messages, exchange);
  else readPrompt(asText(messages), exchange);
  const said = exchange.turns > 0 || exchange.system !== '' || (exchange.flags & FLAG.TOOL_RESULT) !== 0;
  if (said && exchange.user !== REDACTED) return;
  exchange.user = '';
  exchange.flags |= FLAG.NO_CONTENT;
}

function readAnswer(value: unknown, exchange: Exchange): void {
  const answer = parseMaybe(value);
  if (typeof answer === 'string') exchange.answer = asText(answer);
  else if (asObject(answer) !== null) readResponse(null, answer as Json, exchange);
  if (exchange.answer === REDACTED) exchange.answer = '';
}

function readFailure(record: Json, exchange: Exchange): void {
  exchange.flags |= FLAG.FAILED;
  const error = objectOf(record.error_information ?? objectOf(parseMaybe(record.metadata)).error_information);
  if (error.error_class === 'ContentPolicyViolationError') exchange.flags |= FLAG.REFUSED;
}

/** Facts the operator keeps about a key, under the names that docs/reference/formats.md documents. */
function readAccountFacts(metadata: Json, exchange: Exchange): void {
  const facts = asObject(parseMaybe(metadata.user_api_key_auth_metadata));
  if (facts === null) return;
  exchange.plan = asText(facts.plan);
  exchange.createdAt = momentOf(facts.created_at);
  exchange.payment = asText(facts.payment_fingerprint);
  exchange.device = asText(facts.device_fingerprint);
  exchange.asn = asText(facts.asn);
  exchange.asnType = asText(facts.asn_type);
  exchange.declaredUse = asText(facts.declared_use);
  exchange.emailDomain = asText(facts.email_domain);
  exchange.tls = asText(facts.tls_fingerprint) || asText(facts.ja4) || asText(facts.ja3);
  exchange.region = asText(facts.region);
  exchange.language = asText(facts.language);
}

/** LiteLLM names the client in the metadata, a forwarded header or request tags (`User-Agent: name`, `…: name/1.2`). */
function userAgentOf(record: Json, metadata: Json): string {
  const named = identity(metadata.user_agent) || identity(record.user_agent);
  if (named !== '') return named;
  const headers = objectOf(metadata.requester_custom_headers ?? metadata.headers);
  const sent = identity(headers['user-agent']) || identity(headers['User-Agent']) || identity(headers['x-user-agent']);
  if (sent !== '') return sent;
  let longest = '';
  const tags = parseMaybe(record.request_tags);
  if (!Array.isArray(tags)) return '';
  for (const tag of tags) {
    if (typeof tag === 'string' && tag.length > longest.length + 12 && tag.startsWith('User-Agent: ')) longest = tag.slice(12);
  }
  return identity(longest);
}
