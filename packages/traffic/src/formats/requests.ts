// SPDX-License-Identifier: Apache-2.0
import { type Exchange, FLAG } from '@stillwatch/core';
import { add, newest } from './handles.ts';
import { partsText, readMessages } from './messages.ts';
import { asArray, asCount, asText, firstText, type Json, objectOf } from './values.ts';

/** Body shapes that the native envelope may name in `api`. */
export const APIS = ['openai.chat', 'openai.responses', 'anthropic.messages', 'gemini'] as const;
export type Api = (typeof APIS)[number];

export function asApi(value: unknown): Api | null {
  return APIS.find((api) => api === value) ?? null;
}

/**
 * Reads an unmodified request body into the exchange.
 * @param api null where the log does not say: told by the body's members. A body without any message sets
 *   {@link FLAG.NO_CONTENT}.
 */
export function readRequest(api: Api | null, body: Json, into: Exchange): void {
  const model = asText(body.model);
  if (model !== '') into.model = model;
  readParameters(body, into);
  const shape =
    api ??
    (body.contents !== undefined
      ? 'gemini'
      : body.messages === undefined && body.input !== undefined
        ? 'openai.responses'
        : null);
  if (shape === 'openai.responses') readResponsesInput(body, into);
  else if (shape === 'gemini') readGemini(body, into);
  else readChat(body, into);
  if (into.endUser === '') {
    into.endUser = firstText(body.safety_identifier, objectOf(body.metadata).user_id, body.user);
  }
  if (into.turns === 0 && into.user === '' && into.system === '' && (into.flags & FLAG.TOOL_RESULT) === 0) {
    into.flags |= FLAG.NO_CONTENT;
  }
}

/** OpenAI Chat, Anthropic Messages, Bedrock Converse; also the older completion bodies with one prompt. */
function readChat(body: Json, into: Exchange): void {
  if (body.system !== undefined) into.system = partsText(body.system, into);
  if (Array.isArray(body.messages)) {
    readMessages(body.messages, into);
    return;
  }
  const prompt = body.prompt ?? body.inputText ?? body.messages;
  if (Array.isArray(prompt)) readMessages(prompt, into);
  else readPrompt(asText(prompt), into);
}

/** One text as the whole prompt; of the older `Human: … Assistant:` transcripts only the newest human turn. */
export function readPrompt(prompt: string, into: Exchange): void {
  if (prompt === '') return;
  into.turns = 1;
  into.user = prompt;
  if (!prompt.includes('\n\nHuman:')) return;
  const turns = prompt.split('\n\nHuman:');
  const last = turns.at(-1)!;
  const answer = last.indexOf('\n\nAssistant:');
  into.user = (answer === -1 ? last : last.slice(0, answer)).trim();
  into.turns = Math.min(255, 2 * turns.length - 3);
  const before = turns[0]!.trim();
  if (before !== '') into.system = into.system === '' ? before : `${into.system}\n${before}`;
}

function readResponsesInput(body: Json, into: Exchange): void {
  into.system = partsText(body.instructions, into);
  const handles = add(body.previous_response_id, null);
  if (handles !== null) into.handlesIn = handles;
  if (into.session === '') into.session = firstText(body.conversation, objectOf(body.conversation).id);
  if (Array.isArray(body.input)) readMessages(body.input, into);
  else readPrompt(asText(body.input), into);
  into.handlesIn = newest(into.handlesIn);
}

function readGemini(body: Json, into: Exchange): void {
  const system = body.systemInstruction ?? body.system_instruction;
  into.system = typeof system === 'string' ? asText(system) : partsText(objectOf(system).parts, into);
  const contents = body.contents;
  if (Array.isArray(contents)) readMessages(contents, into);
  else if (typeof contents === 'string') readPrompt(asText(contents), into);
  else if (contents !== undefined) readMessages([contents], into);
}

/** Sampling and output parameters under the names of any of the APIs, at the top or in their own object. */
export function readParameters(body: Json, into: Exchange): void {
  const nested = body.generationConfig ?? body.generation_config ?? body.inferenceConfig ?? body.textGenerationConfig;
  if (nested !== undefined) readSampling(objectOf(nested), into);
  readSampling(body, into);
  if (body.stream === true) into.flags |= FLAG.STREAM;
  if (
    asArray(body.tools).length > 0 ||
    asArray(body.functions).length > 0 ||
    asArray(objectOf(body.toolConfig).tools).length > 0
  ) {
    into.flags |= FLAG.TOOLS;
  }
  readReasoning(body, into);
}

function readSampling(body: Json, into: Exchange): void {
  const limit = asCount(
    body.max_tokens ??
      body.max_completion_tokens ??
      body.max_output_tokens ??
      body.maxOutputTokens ??
      body.maxTokens ??
      body.maxTokenCount ??
      body.max_gen_len ??
      body.max_tokens_to_sample,
  );
  if (limit > 0) into.maxTokens = limit;
  const temperature = body.temperature;
  if (typeof temperature === 'number' && temperature >= 0) into.temperature = temperature;
  if (
    (body.logprobs !== undefined && body.logprobs !== false && body.logprobs !== null) ||
    asCount(body.top_logprobs) > 0 ||
    body.responseLogprobs === true
  ) {
    into.flags |= FLAG.LOGPROBS;
  }
  if (asCount(body.n) > 1 || asCount(body.candidateCount) > 1 || asCount(body.best_of) > 1) into.flags |= FLAG.MULTI_CHOICE;
  const format = body.response_format ?? objectOf(body.text).format ?? body.output_format ?? objectOf(body.output_config).format;
  const type = format === undefined ? undefined : objectOf(format).type;
  if (type === 'json_object' || type === 'json_schema' || body.responseMimeType === 'application/json') {
    into.flags |= FLAG.JSON_OUTPUT;
  }
}

/** Was reasoning to be shown or handed out? Mere effort is not asking for it. */
function readReasoning(body: Json, into: Exchange): void {
  const include = asArray(body.include);
  if (include.length > 0) {
    if (include.includes('reasoning.encrypted_content')) into.flags |= FLAG.REASONING;
    if (include.includes('message.output_text.logprobs')) into.flags |= FLAG.LOGPROBS;
  }
  const reasoning = objectOf(body.reasoning);
  const summary = reasoning.summary ?? reasoning.generate_summary;
  const thinking = objectOf(body.thinking ?? objectOf(body.additionalModelRequestFields).thinking);
  const config = objectOf(objectOf(body.generationConfig ?? body.generation_config).thinkingConfig ?? body.thinkingConfig);
  if (
    (typeof summary === 'string' && summary !== 'none') ||
    thinking.type === 'enabled' ||
    thinking.type === 'adaptive' ||
    config.includeThoughts === true ||
    body.include_reasoning === true
  ) {
    into.flags |= FLAG.REASONING;
  }
}
