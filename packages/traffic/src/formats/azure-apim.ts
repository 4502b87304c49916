// SPDX-License-Identifier: Apache-2.0
import { emptyExchange, type Exchange, FLAG } from '@stillwatch/core';
import type { Adapter, Emit, RecordReader, Rejection } from '../adapter.ts';
import { readMessages } from './messages.ts';
import { readBatch, reject } from './reader.ts';
import { readPrompt, readRequest } from './requests.ts';
import { readResponse } from './responses.ts';
import { timeOf } from './times.ts';
import { asCount, asObject, asText, firstText, type Json, objectOf, parseMaybe } from './values.ts';

/** Calls, and characters of text, that wait for their other rows at most; then the oldest is emitted as it is. */
const MAX_WAITING = 20_000;
const MAX_WAITING_CHARS = 64 << 20;
/** Ids of calls emitted last, so that a row that comes too late is told rather than counted as another call. */
const MAX_REMEMBERED = 50_000;

/** Stands for the account of calls whose gateway row never came; one account, so it can link nobody. */
const UNATTRIBUTED = 'apim:unattributed';

interface Waiting {
  time: number;
  chars: number;
  readonly request: Map<number, unknown>;
  readonly response: Map<number, unknown>;
  llm: Json | null;
  gateway: Json | null;
}

/** Azure API Management: ApiManagementGatewayLlmLog joined with ApiManagementGatewayLogs. */
export const azureApim: Adapter = {
  name: 'azure-apim',
  title: 'Azure API Management LLM log',
  framing: 'json',
  joins: true,
  about:
    'Rows of ApiManagementGatewayLlmLog (prompts and answers, cut into numbered pieces above 32 KB) and ApiManagementGatewayLogs (subscription, user, address), joined on CorrelationId within one file; as table rows or as diagnostic records (`properties`). The account is the subscription of the gateway row; without that row the exchange waits in a bounded buffer and is then counted under `apim:unattributed`, identity absent.',
  sniff(record) {
    const rows = Array.isArray(record) ? record : objectOf(record).records;
    const row = objectOf(Array.isArray(rows) ? rows[0] : record);
    const category = firstText(row.category, row.Category, row.Type, row.TableName);
    if (category.includes('GatewayLlmLog')) return 1;
    if (correlationOf(row) === '') return 0;
    if (category.includes('GatewayLogs')) return 0.9;
    const inner = innerOf(row);
    return isLlmRow(inner) ? 0.9 : (inner.ApimSubscriptionId ?? inner.apimSubscriptionId) !== undefined ? 0.8 : 0;
  },
  open: () => createReader(),
};

function createReader(): RecordReader {
  const waiting = new Map<string, Waiting>();
  const emitted = new Set<string>();
  let chars = 0;

  const release = (id: string, entry: Waiting, emit: Emit): void => {
    waiting.delete(id);
    chars -= entry.chars;
    emitted.add(id);
    if (emitted.size > MAX_REMEMBERED) emitted.delete(emitted.values().next().value!);
    // A gateway row alone is a call of another API.
    if (entry.llm !== null) emit(joinRows(id, entry));
  };

  const readRow = (record: unknown, emit: Emit): Rejection | null => {
    const row = asObject(record);
    if (row === null) return reject('not an object');
    const id = correlationOf(row);
    if (id === '') return reject('no CorrelationId');
    if (emitted.has(id)) return reject('a row of a call that was already emitted (sort the rows by time)');
    const time = timeOf(row.TimeGenerated ?? row.time ?? row.timestamp);
    if (Number.isNaN(time)) return { code: 'TIME_INVALID', reason: 'no readable TimeGenerated between 2015 and 2100' };
    let entry = waiting.get(id);
    if (entry === undefined) {
      entry = { time, chars: 0, request: new Map(), response: new Map(), llm: null, gateway: null };
      waiting.set(id, entry);
    }
    entry.time = Math.min(entry.time, time);
    const before = entry.chars;
    addRow(entry, row);
    chars += entry.chars - before;
    while (waiting.size > MAX_WAITING || chars > MAX_WAITING_CHARS) {
      const [oldest, first] = waiting.entries().next().value!;
      release(oldest, first, emit);
    }
    return null;
  };

  return {
    read(record, emit) {
      // Diagnostic settings that export to storage wrap rows in `records`.
      const rows = Array.isArray(record) ? record : objectOf(record).records;
      return Array.isArray(rows) ? readBatch(rows, emit, readRow) : readRow(record, emit);
    },
    end(emit) {
      for (const [id, entry] of waiting) release(id, entry, emit);
    },
  };
}

function addRow(entry: Waiting, row: Json): void {
  const inner = innerOf(row);
  if (!isLlmRow(inner)) {
    entry.gateway = inner === row ? row : { ...row, ...inner };
    return;
  }
  // Only the numbered texts differ between pieces; counts stand in each, or in the last.
  entry.llm = entry.llm === null ? inner : { ...entry.llm, ...inner };
  const sequence = asCount(inner.SequenceNumber ?? inner.sequenceNumber);
  keepPiece(entry, entry.request, sequence, inner.RequestMessages ?? inner.requestMessages);
  keepPiece(entry, entry.response, sequence, inner.ResponseMessages ?? inner.responseMessages);
}

function keepPiece(entry: Waiting, pieces: Map<number, unknown>, sequence: number, piece: unknown): void {
  if (piece === undefined || piece === null || piece === '' || pieces.has(sequence)) return;
  pieces.set(sequence, piece);
  entry.chars += typeof piece === 'string' ? piece.length : 1_000;
}

function innerOf(row: Json): Json {
  return asObject(parseMaybe(row.properties)) ?? row;
}

function isLlmRow(inner: Json): boolean {
  return (
    (inner.RequestMessages ?? inner.requestMessages ?? inner.ResponseMessages ?? inner.responseMessages) !== undefined ||
    (inner.SequenceNumber ?? inner.sequenceNumber) !== undefined ||
    (inner.PromptTokens ?? inner.promptTokens) !== undefined
  );
}

function correlationOf(row: Json): string {
  const inner = innerOf(row);
  return firstText(row.CorrelationId, row.correlationId, inner.CorrelationId, inner.correlationId);
}

function joinRows(id: string, entry: Waiting): Exchange {
  const exchange = emptyExchange();
  const llm = objectOf(entry.llm);
  const gateway = objectOf(entry.gateway);
  exchange.id = id;
  exchange.time = entry.time;
  exchange.account =
    firstText(gateway.ApimSubscriptionId, gateway.apimSubscriptionId, gateway.UserId, gateway.userId) || UNATTRIBUTED;
  exchange.endUser = firstText(gateway.UserId, gateway.userId);
  exchange.org = firstText(gateway.ProductId, gateway.productId);
  exchange.ip = firstText(gateway.CallerIpAddress, gateway.callerIpAddress);
  const headers = objectOf(parseMaybe(gateway.RequestHeaders ?? gateway.requestHeaders));
  exchange.userAgent = firstText(headers['User-Agent'], headers['user-agent']);
  exchange.provider = 'azure';
  readWholeRequest(parseMaybe(joined(entry.request)), exchange);
  const answer = parseMaybe(joined(entry.response));
  const message = asObject(Array.isArray(answer) ? answer[0] : answer);
  if (message !== null) readResponse(null, message.role === undefined ? message : { choices: [{ message }] }, exchange);
  else if (typeof answer === 'string') exchange.answer = asText(answer);
  exchange.model = firstText(llm.ModelName, llm.modelName, llm.DeploymentName, llm.deploymentName) || exchange.model;
  exchange.inputTokens = asCount(llm.PromptTokens ?? llm.promptTokens) || exchange.inputTokens;
  exchange.outputTokens = asCount(llm.CompletionTokens ?? llm.completionTokens) || exchange.outputTokens;
  if (llm.IsStreamCompletion === true || llm.isStreamCompletion === true) exchange.flags |= FLAG.STREAM;
  if (asCount(gateway.ResponseCode ?? gateway.responseCode) >= 400) exchange.flags |= FLAG.FAILED;
  return exchange;
}

function readWholeRequest(request: unknown, exchange: Exchange): void {
  if (Array.isArray(request)) readMessages(request, exchange);
  else if (asObject(request) !== null) readRequest(null, request as Json, exchange);
  else if (request !== '') readPrompt(asText(request), exchange);
  else exchange.flags |= FLAG.NO_CONTENT;
}

/** The pieces in order; a body that came parsed and whole is given as it is. */
function joined(pieces: ReadonlyMap<number, unknown>): unknown {
  if (pieces.size === 1) return pieces.values().next().value;
  return [...pieces.entries()]
    .sort((a, b) => a[0] - b[0])
    .map((piece) => asText(piece[1]))
    .join('');
}
