// SPDX-License-Identifier: Apache-2.0
import type { Api } from './requests.ts';
import { asArray, asCount, asObject, asText, type Json, objectOf } from './values.ts';

/** Most content blocks that one streamed answer may have. */
const MAX_BLOCKS = 10_000;

/**
 * Data of the events of a server-sent-event transcript (WHATWG HTML §9.2): lines end in LF, CRLF or CR, several
 * `data` lines of one event are joined, comments and other fields are passed over. An event that the transcript
 * cuts off is given too; it is for the reader to see whether it is whole.
 */
export function parseSse(transcript: string): string[] {
  const events: string[] = [];
  let data: string | null = null;
  const length = transcript.length;
  let at = transcript.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < length) {
    let end = at;
    for (let code = transcript.charCodeAt(end); end < length && code !== 10 && code !== 13; code = transcript.charCodeAt(++end));
    if (end === at) {
      if (data !== null) events.push(data);
      data = null;
    } else if (transcript.startsWith('data', at)) {
      const mark = at + 4;
      let value: string | null = null;
      if (mark === end) value = '';
      else if (transcript.charCodeAt(mark) === 0x3a)
        value = transcript.slice(transcript.charCodeAt(mark + 1) === 0x20 ? mark + 2 : mark + 1, end);
      if (value !== null) data = data === null ? value : `${data}\n${value}`;
    }
    at = end + (transcript.charCodeAt(end) === 13 && transcript.charCodeAt(end + 1) === 10 ? 2 : 1);
  }
  if (data !== null) events.push(data);
  return events;
}

/**
 * Puts a streamed answer together into the body that the same call would have returned at once. A transcript
 * that ends early gives what had arrived; one that is no stream but a plain body gives that body.
 * @returns null when nothing in it can be read. Never throws.
 */
export function reassemble(api: Api, transcript: string): Json | null {
  const chunks: Json[] = [];
  for (const data of parseSse(transcript)) {
    if (data === '[DONE]') continue;
    const chunk = asObject(parse(data));
    if (chunk !== null) chunks.push(chunk);
  }
  if (chunks.length > 0) return joinChunks(api, chunks);
  const body = parse(transcript);
  return Array.isArray(body) ? joinChunks(api, body.map(objectOf)) : asObject(body);
}

/** Joins the parsed events of one stream. */
export function joinChunks(api: Api, chunks: readonly Json[]): Json {
  if (api === 'openai.chat') return joinChat(chunks);
  if (api === 'anthropic.messages') return joinAnthropic(chunks);
  if (api === 'openai.responses') return joinResponses(chunks);
  return joinGemini(chunks);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The last event of a cut transcript is half a text; what came before it holds.
    return null;
  }
}

function joinChat(chunks: readonly Json[]): Json {
  let content = '';
  let refusal = '';
  let model = '';
  let id = '';
  let reason: unknown = null;
  let usage: unknown;
  let error: unknown;
  const calls: unknown[] = [];
  const thinking: unknown[] = [];
  for (const chunk of chunks) {
    usage = chunk.usage ?? usage;
    error = chunk.error ?? error;
    model ||= asText(chunk.model);
    id ||= asText(chunk.id);
    for (const entry of asArray(chunk.choices)) {
      const choice = objectOf(entry);
      const delta = objectOf(choice.delta);
      if (asCount(choice.index) === 0) content += asText(delta.content ?? choice.text);
      refusal += asText(delta.refusal);
      for (const call of asArray(delta.tool_calls)) calls.push(call);
      for (const block of asArray(delta.thinking_blocks)) thinking.push(block);
      // A filtered choice decides, whichever of several it is.
      if (reason !== 'content_filter') reason = choice.finish_reason ?? reason;
    }
  }
  const message = { role: 'assistant', content, refusal, tool_calls: calls, thinking_blocks: thinking };
  return { id, model, choices: [{ finish_reason: reason, message }], usage, error };
}

function joinAnthropic(chunks: readonly Json[]): Json {
  const body: Record<string, unknown> = {};
  let usage: Json = {};
  const blocks = new Map<number, Record<string, unknown>>();
  for (const chunk of chunks) {
    const delta = objectOf(chunk.delta);
    if (chunk.type === 'message_start') {
      const message = objectOf(chunk.message);
      body.id = message.id;
      body.model = message.model;
      usage = { ...objectOf(message.usage) };
    } else if (chunk.type === 'content_block_start') {
      if (blocks.size < MAX_BLOCKS) blocks.set(asCount(chunk.index), { ...objectOf(chunk.content_block) });
    } else if (chunk.type === 'content_block_delta') {
      const index = asCount(chunk.index);
      const block = blocks.get(index) ?? {};
      if (!blocks.has(index) && blocks.size < MAX_BLOCKS) blocks.set(index, block);
      if (delta.type === 'text_delta') {
        block.type ??= 'text';
        block.text = asText(block.text) + asText(delta.text);
      } else if (delta.type === 'signature_delta') block.signature = asText(block.signature) + asText(delta.signature);
    } else if (chunk.type === 'message_delta') {
      body.stop_reason = delta.stop_reason ?? body.stop_reason;
      usage = { ...usage, ...objectOf(chunk.usage) };
    } else if (chunk.type === 'error') {
      body.type = 'error';
      body.error = chunk.error;
    }
  }
  body.usage = usage;
  body.content = [...blocks.entries()].sort((a, b) => a[0] - b[0]).map((entry) => entry[1]);
  return body;
}

function joinResponses(chunks: readonly Json[]): Json {
  let text = '';
  let refusal = '';
  let latest: Json = {};
  const items: unknown[] = [];
  for (const chunk of chunks) {
    const response = asObject(chunk.response);
    if (response !== null) latest = response;
    if (chunk.type === 'response.output_text.delta') text += asText(chunk.delta);
    else if (chunk.type === 'response.refusal.delta') refusal += asText(chunk.delta);
    else if (chunk.type === 'response.output_item.done') items.push(chunk.item);
    else if (chunk.type === 'error') latest = { ...latest, error: { code: chunk.code, message: chunk.message } };
  }
  if (asArray(latest.output).length > 0) return latest;
  // Cut before the end: finished items first, then the text that no finished item holds.
  const held = items.some((item) => objectOf(item).type === 'message');
  const content: Json[] = [];
  if (!held && text !== '') content.push({ type: 'output_text', text });
  if (!held && refusal !== '') content.push({ type: 'refusal', refusal });
  return { ...latest, output: content.length === 0 ? items : [...items, { type: 'message', content }] };
}

function joinGemini(chunks: readonly Json[]): Json {
  const parts: unknown[] = [];
  let finishReason: unknown;
  let usageMetadata: unknown;
  let promptFeedback: unknown;
  let error: unknown;
  for (const chunk of chunks) {
    const candidate = objectOf(asArray(chunk.candidates)[0]);
    for (const part of asArray(objectOf(candidate.content).parts)) parts.push(part);
    finishReason = candidate.finishReason ?? finishReason;
    usageMetadata = chunk.usageMetadata ?? usageMetadata;
    promptFeedback = chunk.promptFeedback ?? promptFeedback;
    error = chunk.error ?? error;
  }
  return {
    modelVersion: chunks[0]?.modelVersion,
    candidates: [{ content: { parts }, finishReason }],
    usageMetadata,
    promptFeedback,
    error,
  };
}
