// SPDX-License-Identifier: Apache-2.0
import { emptyExchange, type Exchange, FLAG } from '@stillwatch/core';
import type { Mapping } from '../adapter.ts';
import { collectHandles, newest } from './handles.ts';
import { partsText, readMessages } from './messages.ts';
import { type Attributes, lookUp, unflatten } from './otlp-attributes.ts';
import { readParameters, readPrompt } from './requests.ts';
import { readBlocks, readResponse, readUsage } from './responses.ts';
import { momentOf } from './times.ts';
import { asArray, asCount, asObject, asText, type Json, objectOf, parseMaybe } from './values.ts';

/** The person: the account where nothing else names one, else the end user. */
const USER_NAMES = ['user.id', 'enduser.id', 'langfuse.user.id', 'langfuse.trace.user_id'];

/** Attribute names tried for each field, in order; a mapping's names come before them. */
const NAMES = {
  account: ['stillwatch.account', 'api_key.hash', 'gen_ai.account.id', 'account.id'],
  key: ['stillwatch.key'],
  endUser: ['stillwatch.end_user', 'enduser.pseudo.id', 'safety_identifier'],
  org: ['stillwatch.org', 'organization.id', 'tenant.id'],
  session: ['gen_ai.conversation.id', 'session.id', 'langfuse.session.id', 'langfuse.trace.session_id'],
  ip: ['client.address', 'http.client_ip', 'stillwatch.ip'],
  userAgent: ['user_agent.original', 'http.user_agent', 'stillwatch.user_agent'],
  payment: ['stillwatch.payment'],
  device: ['stillwatch.device', 'device.id'],
  asn: ['stillwatch.asn', 'client.as.number'],
  asnType: ['stillwatch.asn_type'],
  tls: ['stillwatch.tls', 'tls.client.ja4', 'tls.client.ja3'],
  emailDomain: ['stillwatch.email_domain'],
  plan: ['stillwatch.plan'],
  declaredUse: ['stillwatch.declared_use'],
  region: ['stillwatch.region'],
  language: ['stillwatch.language'],
  provider: ['gen_ai.provider.name', 'gen_ai.system', 'llm.provider', 'llm.system'],
  model: ['gen_ai.request.model', 'gen_ai.response.model', 'llm.model_name', 'langfuse.observation.model.name', 'ai.model.id'],
} as const satisfies Partial<Record<keyof Exchange, readonly string[]>>;

type Field = keyof typeof NAMES;
const FIELDS = Object.keys(NAMES) as Field[];

export const ACCOUNT_MISSING = `no account attribute (${NAMES.account.join(', ')}, ${USER_NAMES.slice(0, 2).join(', ')})`;

/** Attribute names by field: those of the mapping, then the usual ones. */
export type Names = Readonly<Record<Field, readonly string[]>>;

export function namesOf(mapping: Mapping | null): Names {
  const entries = FIELDS.map((field) => [field, [...(mapping?.fields[field] ?? []), ...NAMES[field]]]);
  return Object.fromEntries(entries) as Record<Field, string[]>;
}

/** What span events of the per-message kind told; the messages in order, the answer if there was one. */
export interface EventContent {
  readonly messages: Json[];
  readonly answers: Json[];
}

const OPERATIONS: ReadonlySet<string> = new Set(['chat', 'text_completion', 'generate_content']);

/** Tool, retrieval and agent spans around a model call are not exchanges with a model. */
export function isModelCall(attributes: Attributes): boolean {
  const operation = asText(attributes.get('gen_ai.operation.name'));
  if (operation !== '') return OPERATIONS.has(operation);
  const kind = asText(attributes.get('openinference.span.kind'));
  if (kind !== '') return kind === 'LLM';
  const observation = asText(attributes.get('langfuse.observation.type'));
  if (observation !== '') return observation === 'generation';
  return (
    attributes.has('gen_ai.request.model') ||
    attributes.has('gen_ai.system') ||
    attributes.has('gen_ai.provider.name') ||
    attributes.has('llm.model_name')
  );
}

/** One exchange from the attributes of a span or log and of its resource; id and time are the caller's. */
export function readCall(own: Attributes, shared: Attributes, events: EventContent, names: Names): Exchange {
  const exchange = emptyExchange();
  for (const field of FIELDS) exchange[field] = lookUp(own, shared, names[field]);
  const user = lookUp(own, shared, USER_NAMES);
  if (exchange.account === '') exchange.account = user;
  else if (exchange.endUser === '') exchange.endUser = user;
  exchange.createdAt = momentOf(own.get('stillwatch.created_at') ?? shared.get('stillwatch.created_at'));
  readNumbers(own, exchange);
  readInput(own, events, exchange);
  readOutput(own, events, exchange);
  return exchange;
}

function first(own: Attributes, ...names: readonly string[]): unknown {
  for (const name of names) if (own.has(name)) return own.get(name);
  return undefined;
}

function readNumbers(own: Attributes, exchange: Exchange): void {
  const parameters = asObject(parseMaybe(first(own, 'llm.invocation_parameters', 'langfuse.observation.model.parameters')));
  if (parameters !== null) readParameters(parameters, exchange);
  readParameters(
    {
      max_tokens: first(own, 'gen_ai.request.max_tokens') ?? (exchange.maxTokens || undefined),
      temperature: first(own, 'gen_ai.request.temperature'),
      n: first(own, 'gen_ai.request.choice.count'),
      stream: first(own, 'gen_ai.request.stream', 'llm.is_streaming'),
      tools: parseMaybe(first(own, 'gen_ai.tool.definitions')),
    },
    exchange,
  );
  if (own.get('gen_ai.output.type') === 'json') exchange.flags |= FLAG.JSON_OUTPUT;
  const details = objectOf(parseMaybe(own.get('langfuse.observation.usage_details')));
  const reasoning = first(own, 'gen_ai.usage.reasoning.output_tokens', 'llm.token_count.completion_details.reasoning');
  readUsage(
    {
      prompt_tokens:
        first(own, 'gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens', 'gen_ai.token.input', 'llm.token_count.prompt') ??
        details.input,
      completion_tokens:
        first(
          own,
          'gen_ai.usage.output_tokens',
          'gen_ai.usage.completion_tokens',
          'gen_ai.token.output',
          'llm.token_count.completion',
        ) ?? details.output,
      completion_tokens_details: { reasoning_tokens: asCount(reasoning) },
    },
    exchange,
  );
}

function readInput(own: Attributes, events: EventContent, exchange: Exchange): void {
  const instructions = parseMaybe(own.get('gen_ai.system_instructions'));
  if (instructions !== undefined) exchange.system = partsText(instructions, exchange);
  const input = messagesOf(
    first(
      own,
      'gen_ai.input.messages',
      'gen_ai.prompt',
      'langfuse.observation.input',
      'langfuse.trace.input',
      'ai.prompt.messages',
    ),
  );
  const messages = [input, unflatten(own, 'llm.input_messages'), unflatten(own, 'gen_ai.prompt'), events.messages].find(
    (list) => list !== null && list.length > 0,
  );
  if (messages !== undefined && messages !== null) readMessages(messages, exchange);
  else {
    const value = messagesOf(own.get('input.value'));
    if (value !== null) readMessages(value, exchange);
  }
  if (exchange.turns === 0 && exchange.system === '' && (exchange.flags & FLAG.TOOL_RESULT) === 0)
    exchange.flags |= FLAG.NO_CONTENT;
}

/** A list of messages, an object that holds one, a single message or a plain text; null when there is none. */
function messagesOf(value: unknown): readonly unknown[] | null {
  const parsed = parseMaybe(value);
  if (Array.isArray(parsed)) return parsed;
  if (typeof parsed === 'string') return parsed === '' ? null : [parsed];
  const object = asObject(parsed);
  if (object === null) return null;
  return Array.isArray(object.messages) ? object.messages : readPromptText(object);
}

function readPromptText(object: Json): readonly unknown[] | null {
  if (object.role !== undefined) return [object];
  const holder = emptyExchange();
  readPrompt(asText(object.prompt) || asText(object.input), holder);
  return holder.user === '' ? null : [holder.user];
}

function readOutput(own: Attributes, events: EventContent, exchange: Exchange): void {
  const reasons = parseMaybe(first(own, 'gen_ai.response.finish_reasons', 'gen_ai.completion.0.finish_reason'));
  noteReason(exchange, ...asArray(Array.isArray(reasons) ? reasons : [reasons]));
  if (asText(own.get('error.type')) !== '') exchange.flags |= FLAG.FAILED;
  const output = parseMaybe(
    first(own, 'gen_ai.output.messages', 'gen_ai.completion', 'langfuse.observation.output', 'output.value', 'ai.response.text'),
  );
  if (typeof output === 'string') exchange.answer = asText(output);
  else if (asObject(output) !== null && objectOf(output).role === undefined) readResponse(null, output as Json, exchange);
  else {
    const lists = [
      asObject(output) === null ? asArray(output) : [output],
      unflatten(own, 'llm.output_messages'),
      unflatten(own, 'gen_ai.completion'),
      events.answers,
    ];
    readAnswers(lists.find((list) => list.length > 0) ?? [], exchange);
  }
}

function readAnswers(answers: readonly unknown[], exchange: Exchange): void {
  let handles: string[] | null = null;
  for (let i = answers.length - 1; i >= 0; i--) {
    const message = objectOf(answers[i]);
    noteReason(exchange, message.finish_reason);
    if (asArray(message.tool_calls).length > 0) exchange.flags |= FLAG.TOOL_CALLED;
    // Counted backwards, so that the first answer is the one that stays.
    const content = message.parts ?? message.content;
    readBlocks({ content: typeof content === 'string' ? [{ text: content }] : content }, exchange);
    handles = collectHandles(message, handles);
  }
  exchange.handlesOut = handles === null ? exchange.handlesOut : newest(handles);
}

function noteReason(exchange: Exchange, ...reasons: readonly unknown[]): void {
  for (const reason of reasons) {
    if (reason === 'content_filter' || reason === 'refusal' || reason === 'SAFETY') exchange.flags |= FLAG.REFUSED;
    if (reason === 'tool_call' || reason === 'tool_calls' || reason === 'tool_use') exchange.flags |= FLAG.TOOL_CALLED;
    if (reason === 'error') exchange.flags |= FLAG.FAILED;
  }
}
