// SPDX-License-Identifier: Apache-2.0
import { type Exchange, FLAG } from '@stillwatch/core';
import { add, collectHandles, fromParts, newest } from './handles.ts';
import type { Api } from './requests.ts';
import { asArray, asCount, asText, type Json, objectOf } from './values.ts';

/** Gemini's reasons for an answer that was withheld. */
const GEMINI_REFUSALS: ReadonlySet<unknown> = new Set([
  'SAFETY',
  'PROHIBITED_CONTENT',
  'BLOCKLIST',
  'SPII',
  'IMAGE_SAFETY',
  'IMAGE_PROHIBITED_CONTENT',
]);

/**
 * Reads an unmodified response body (or one put together from a stream) into the exchange.
 * @param api null where the log does not say: told by the body's members.
 */
export function readResponse(api: Api | null, body: Json, into: Exchange): void {
  if (typeof body.error === 'object' && body.error !== null) readError(body.error as Json, into);
  if (into.model === '') into.model = asText(body.model) || asText(body.modelVersion);
  readUsage(body.usage ?? body.usageMetadata, into);
  if (api === 'openai.chat' || (api === null && Array.isArray(body.choices))) readChatAnswer(body, into);
  else if (api === 'openai.responses' || (api === null && Array.isArray(body.output))) readResponsesAnswer(body, into);
  else if (api === 'gemini' || (api === null && Array.isArray(body.candidates))) readGeminiAnswer(body, into);
  else if (api === 'anthropic.messages' || Array.isArray(body.content)) readBlocks(body, into);
}

function readError(error: Json, into: Exchange): void {
  into.flags |= FLAG.FAILED;
  if (error.code === 'content_filter' || error.code === 'content_policy_violation') into.flags |= FLAG.REFUSED;
}

function readChatAnswer(body: Json, into: Exchange): void {
  let handles: string[] | null = null;
  const choices = asArray(body.choices);
  for (let i = 0; i < choices.length; i++) {
    const choice = objectOf(choices[i]);
    const message = objectOf(choice.message);
    const reason = choice.finish_reason;
    if (reason === 'content_filter' || reason === 'refusal' || asText(message.refusal) !== '') into.flags |= FLAG.REFUSED;
    if (asArray(message.tool_calls).length > 0 || objectOf(message.function_call).name !== undefined)
      into.flags |= FLAG.TOOL_CALLED;
    handles = collectHandles(message, handles);
    if (i === 0)
      into.answer = Array.isArray(message.content) ? textOf(message.content, into) : asText(message.content ?? choice.text);
  }
  if (handles !== null) into.handlesOut = newest(handles);
}

function readResponsesAnswer(body: Json, into: Exchange): void {
  if (body.status === 'failed') into.flags |= FLAG.FAILED;
  if (objectOf(body.incomplete_details).reason === 'content_filter') into.flags |= FLAG.REFUSED;
  let handles = add(body.id, null);
  let answer = '';
  for (const entry of asArray(body.output)) {
    const item = objectOf(entry);
    if (typeof item.type === 'string' && item.type.endsWith('_call')) into.flags |= FLAG.TOOL_CALLED;
    handles = collectHandles(item, handles);
    if (item.type === 'message' || item.type === undefined) answer += textOf(item.content, into);
  }
  into.answer = answer;
  if (handles !== null) into.handlesOut = newest(handles);
}

/** Anthropic Messages and Bedrock Converse: a list of content blocks and a stop reason. */
export function readBlocks(body: Json, into: Exchange): void {
  if (body.type === 'error') into.flags |= FLAG.FAILED;
  const reason = body.stop_reason ?? body.stopReason;
  if (reason === 'refusal' || reason === 'guardrail_intervened' || reason === 'content_filtered') into.flags |= FLAG.REFUSED;
  const content = asArray(body.content);
  into.answer = textOf(content, into);
  const handles = fromParts(content, null);
  if (handles !== null) into.handlesOut = newest(handles);
}

function readGeminiAnswer(body: Json, into: Exchange): void {
  if (objectOf(body.promptFeedback).blockReason !== undefined) into.flags |= FLAG.REFUSED;
  let handles: string[] | null = null;
  const candidates = asArray(body.candidates);
  for (let i = 0; i < candidates.length; i++) {
    const candidate = objectOf(candidates[i]);
    if (GEMINI_REFUSALS.has(candidate.finishReason)) into.flags |= FLAG.REFUSED;
    const parts = asArray(objectOf(candidate.content).parts);
    if (i === 0) into.answer = textOf(parts, into);
    handles = fromParts(parts, handles);
  }
  if (handles !== null) into.handlesOut = newest(handles);
}

/** Text that the answer's parts say; notes tool calls and refusals on the way. */
function textOf(parts: unknown, into: Exchange): string {
  if (typeof parts === 'string') return asText(parts);
  let answer = '';
  for (const entry of asArray(parts)) {
    const part = objectOf(entry);
    const type = part.type;
    if (type === 'refusal') into.flags |= FLAG.REFUSED;
    else if (type === 'tool_use' || type === 'tool_call' || part.functionCall !== undefined || part.toolUse !== undefined) {
      into.flags |= FLAG.TOOL_CALLED;
    } else if (type === undefined || type === 'text' || type === 'output_text') {
      if (part.thought !== true) answer += asText(part.text ?? part.content);
    }
  }
  return answer;
}

/**
 * Token counts under any of the names that providers use. Input counts the cached part too, output the
 * reasoning: where a provider counts them apart (Anthropic and Bedrock the cache, Gemini the thoughts) they are added.
 */
export function readUsage(value: unknown, into: Exchange): void {
  if (typeof value !== 'object' || value === null) return;
  const usage = value as Json;
  if (usage.prompt_tokens !== undefined || usage.completion_tokens !== undefined) {
    into.inputTokens = asCount(usage.prompt_tokens);
    into.outputTokens = asCount(usage.completion_tokens);
  } else if (usage.promptTokenCount !== undefined || usage.candidatesTokenCount !== undefined) {
    into.inputTokens = asCount(usage.promptTokenCount);
    into.reasoningTokens = asCount(usage.thoughtsTokenCount);
    into.outputTokens = asCount(asCount(usage.candidatesTokenCount) + into.reasoningTokens);
    return;
  } else {
    const cached = asCount(usage.cache_read_input_tokens ?? usage.cacheReadInputTokens);
    const written = asCount(usage.cache_creation_input_tokens ?? usage.cacheWriteInputTokens);
    into.inputTokens = asCount(asCount(usage.input_tokens ?? usage.inputTokens) + cached + written);
    into.outputTokens = asCount(usage.output_tokens ?? usage.outputTokens);
  }
  const details = objectOf(usage.completion_tokens_details ?? usage.output_tokens_details);
  into.reasoningTokens = asCount(details.reasoning_tokens);
}
