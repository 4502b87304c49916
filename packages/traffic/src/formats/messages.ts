// SPDX-License-Identifier: Apache-2.0
import { type Exchange, FLAG } from '@stillwatch/core';
import { collectHandles, newest } from './handles.ts';
import { partText } from './parts.ts';
import { asArray, asObject, asText, type Json, objectOf } from './values.ts';

const NOBODY = 0;
const USER = 1;
const ASSISTANT = 2;
const SYSTEM = 3;
const TOOL = 4;

/**
 * Reads a list of chat messages of any of the common shapes (OpenAI Chat and Responses items, Anthropic,
 * Gemini, Bedrock Converse, OTel parts) into `system`, `user`, `turns` and `handlesIn`.
 *
 * `user` is what the caller newly says: the user messages after the last assistant message. Resent history
 * and tool results are not said again; counting them would count every conversation many times over. An
 * assistant message at the very end is a prefill, not an answer, and does not hide the turn before it.
 */
export function readMessages(messages: readonly unknown[], into: Exchange): void {
  let end = messages.length;
  while (end > 0 && roleOf(messages[end - 1]) === ASSISTANT) end--;
  let start = end;
  while (start > 0 && roleOf(messages[start - 1]) !== ASSISTANT) start--;

  let turns = 0;
  let system = into.system;
  let handles: string[] | null = null;
  for (let i = 0; i < messages.length; i++) {
    const role = roleOf(messages[i]);
    if (role === USER) turns++;
    else if (role === ASSISTANT) {
      turns++;
      handles = collectHandles(messages[i] as Json, handles);
    } else if (role === SYSTEM) {
      const text = contentText(messages[i], into);
      if (text !== '') system = system === '' ? text : `${system}\n${text}`;
    }
  }
  into.system = system;
  into.turns = Math.min(255, turns);
  if (handles !== null) into.handlesIn = newest(into.handlesIn.concat(handles));

  let user = '';
  let answersTool = false;
  for (let i = start; i < end; i++) {
    const role = roleOf(messages[i]);
    if (role === TOOL) answersTool = true;
    if (role !== USER) continue;
    const text = contentText(messages[i], into);
    // A message that brings a tool's result and also says something is something the caller says.
    answersTool = text === '' ? answersTool || bringsToolResult(messages[i]) : false;
    if (text !== '') user = user === '' ? text : `${user}\n${text}`;
  }
  if (answersTool) into.flags |= FLAG.TOOL_RESULT;
  into.user = answersTool ? '' : user;
}

function roleOf(item: unknown): number {
  if (typeof item === 'string') return USER;
  const message = asObject(item);
  if (message === null) return NOBODY;
  const role = message.role ?? message['message.role'];
  if (role === 'user') return USER;
  if (role === 'assistant' || role === 'model') return ASSISTANT;
  if (role === 'system' || role === 'developer') return SYSTEM;
  if (role === 'tool' || role === 'function') return TOOL;
  if (role === 'human') return USER;
  if (role === 'ai') return ASSISTANT;
  return typeof role === 'string' ? NOBODY : roleByType(message);
}

/** Items of the Responses API and of some frameworks have a type where messages have a role. */
function roleByType(message: Json): number {
  const type = message.type;
  if (typeof type === 'string') {
    if (type === 'human') return USER;
    if (type === 'ai' || type === 'reasoning' || type === 'item_reference' || type.endsWith('_call')) return ASSISTANT;
    if (type === 'system') return SYSTEM;
    if (type === 'tool' || type.endsWith('_output') || type.endsWith('_approval_response')) return TOOL;
  }
  // Gemini leaves the role out for a single user turn.
  return message.content !== undefined || message.parts !== undefined || message.text !== undefined ? USER : NOBODY;
}

/** Text of a message's content; images become a mark with a short hash, so that two images differ. */
function contentText(item: unknown, into: Exchange): string {
  if (typeof item === 'string') return asText(item);
  const message = objectOf(item);
  const content = message.content ?? message.parts ?? message.text ?? message['message.content'];
  return typeof content === 'string' ? asText(content) : partsText(content, into);
}

/** Texts of a list of content parts, joined by line ends; also of a single part. */
export function partsText(content: unknown, into: Exchange): string {
  if (typeof content === 'string') return asText(content);
  if (!Array.isArray(content)) return partText(asObject(content), into);
  let text = '';
  for (const item of content) {
    const said = typeof item === 'string' ? asText(item) : partText(asObject(item), into);
    if (said !== '') text = text === '' ? said : `${text}\n${said}`;
  }
  return text;
}

function bringsToolResult(item: unknown): boolean {
  const message = objectOf(item);
  for (const entry of asArray(message.content)) {
    const part = objectOf(entry);
    if (part.type === 'tool_result' || part.toolResult !== undefined) return true;
  }
  for (const entry of asArray(message.parts)) {
    const part = objectOf(entry);
    if (part.type === 'tool_call_response' || part.functionResponse !== undefined || part.function_response !== undefined) {
      return true;
    }
  }
  return false;
}
