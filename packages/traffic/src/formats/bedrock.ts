// SPDX-License-Identifier: Apache-2.0
import { emptyExchange, type Exchange, FLAG } from '@stillwatch/core';
import type { Adapter, Emit, Rejection } from '../adapter.ts';
import { finish, reject, statelessReader } from './reader.ts';
import { readRequest } from './requests.ts';
import { readBlocks, readResponse, readUsage } from './responses.ts';
import { joinChunks } from './sse.ts';
import { timeOf } from './times.ts';
import { asCount, asObject, asText, type Json, objectOf, parseMaybe } from './values.ts';

const MISSING = { account: 'no identity.arn or accountId', time: 'no readable timestamp between 2015 and 2100' };

/** Amazon Bedrock model invocation logs (S3 or CloudWatch, JSONL). */
export const bedrock: Adapter = {
  name: 'bedrock',
  title: 'Amazon Bedrock model invocation log',
  framing: 'json',
  about:
    'One invocation a line. The account is the calling identity (`identity.arn`; of an assumed role the role, its session name becomes the session), the organisation the AWS account. No client address, no end user. Bodies that were moved to S3 are only referenced: counted, with content absent.',
  sniff(record) {
    const log = objectOf(Array.isArray(record) ? record[0] : record);
    if (log.schemaType === 'ModelInvocationLog') return 1;
    return log.modelId !== undefined && log.requestId !== undefined && log.identity !== undefined ? 0.8 : 0;
  },
  open: () => statelessReader(readInvocation),
};

function readInvocation(record: unknown, emit: Emit): Rejection | null {
  const log = asObject(record);
  if (log === null) return reject('not an object');
  const exchange = emptyExchange();
  exchange.id = asText(log.requestId);
  readCaller(log, exchange);
  const input = objectOf(log.input);
  const output = objectOf(log.output);
  const request = asObject(parseMaybe(input.inputBodyJson));
  if (request === null) exchange.flags |= FLAG.NO_CONTENT;
  else readRequest(null, request, exchange);
  exchange.model = asText(log.modelId) || exchange.model;
  exchange.provider = 'bedrock';
  if (asText(log.operation).includes('Stream')) exchange.flags |= FLAG.STREAM;
  readAnswer(parseMaybe(output.outputBodyJson), exchange);
  exchange.inputTokens = asCount(input.inputTokenCount) || exchange.inputTokens;
  exchange.outputTokens = asCount(output.outputTokenCount) || exchange.outputTokens;
  if (asText(log.errorCode) !== '') exchange.flags |= FLAG.FAILED;
  return finish(exchange, timeOf(log.timestamp), emit, MISSING);
}

/** `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`: the last part changes with every session of one caller. */
function readCaller(log: Json, exchange: Exchange): void {
  const arn = asText(objectOf(log.identity).arn);
  const cut = arn.includes(':assumed-role/') ? arn.lastIndexOf('/') : -1;
  exchange.org = asText(log.accountId);
  if (cut > arn.indexOf('/')) {
    exchange.account = arn.slice(0, cut);
    exchange.session = arn.slice(cut + 1);
  } else exchange.account = arn || exchange.org;
}

function readAnswer(value: unknown, exchange: Exchange): void {
  const body = Array.isArray(value) ? joinStream(value.map(objectOf)) : asObject(value);
  if (body === null) return;
  const converse = asObject(objectOf(body.output).message);
  if (converse !== null) {
    readBlocks({ content: converse.content, stopReason: body.stopReason }, exchange);
    readUsage(body.usage, exchange);
  } else readResponse(null, body, exchange);
  if (exchange.answer === '') {
    const result = objectOf(
      Array.isArray(body.results)
        ? body.results[0]
        : body.outputs !== undefined && Array.isArray(body.outputs)
          ? body.outputs[0]
          : null,
    );
    exchange.answer = asText(result.outputText) || asText(result.text) || asText(body.generation) || asText(body.completion);
  }
}

/** Streamed answers are logged as the array of their events: Anthropic's, or those of ConverseStream. */
function joinStream(chunks: readonly Json[]): Json {
  if (chunks.some((chunk) => typeof chunk.type === 'string')) return joinChunks('anthropic.messages', chunks);
  let text = '';
  let signature = '';
  let generation = '';
  let calledTool = false;
  let stopReason: unknown;
  let usage: unknown;
  for (const chunk of chunks) {
    const delta = objectOf(objectOf(chunk.contentBlockDelta).delta);
    text += asText(delta.text);
    signature += asText(objectOf(delta.reasoningContent).signature);
    generation += asText(chunk.generation) || asText(chunk.outputText) || asText(chunk.completion);
    calledTool ||= objectOf(objectOf(chunk.contentBlockStart).start).toolUse !== undefined;
    stopReason = objectOf(chunk.messageStop).stopReason ?? stopReason;
    usage = objectOf(chunk.metadata).usage ?? usage;
  }
  if (generation !== '') return { generation, usage };
  const content: Json[] = [{ text }];
  if (signature !== '') content.push({ reasoningContent: { reasoningText: { signature } } });
  if (calledTool) content.push({ toolUse: {} });
  return { output: { message: { content } }, stopReason, usage };
}
