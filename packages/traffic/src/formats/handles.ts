// SPDX-License-Identifier: Apache-2.0
import { asArray, type Json, objectOf } from './values.ts';

/** Handles kept of one side of one exchange; of a longer history the newest, as the older ones were seen before. */
const MAX_HANDLES = 64;
const SHORTEST = 8;

/**
 * Adds the opaque reasoning handles that an assistant message (or output item) carries: Anthropic thinking
 * signatures and redacted thinking, OpenAI encrypted reasoning (or the item's id where it stays on the
 * server), Gemini thought signatures, Bedrock reasoning content, and the names that gateways pass them under.
 * @returns the list, made on the first handle.
 */
export function collectHandles(message: Json, handles: string[] | null): string[] | null {
  let list = handles;
  if (message.type === 'reasoning') list = add(message.encrypted_content ?? message.id, list);
  else if (message.type === 'item_reference') list = add(message.id, list);
  if (Array.isArray(message.content)) list = fromParts(message.content, list);
  if (message.parts !== undefined) list = fromParts(asArray(message.parts), list);
  if (message.thinking_blocks !== undefined) list = fromParts(asArray(message.thinking_blocks), list);
  if (message.reasoning_details !== undefined) list = fromParts(asArray(message.reasoning_details), list);
  for (const item of asArray(message.tool_calls)) {
    const call = objectOf(item);
    list = add(objectOf(call.provider_specific_fields).thought_signature, list);
    list = add(objectOf(objectOf(call.extra_content).google).thought_signature, list);
  }
  return list;
}

/** Handles of the content parts or blocks of one answer. */
export function fromParts(parts: readonly unknown[], handles: string[] | null): string[] | null {
  let list = handles;
  for (const item of parts) {
    const part = objectOf(item);
    list = add(part.signature, list);
    list = add(part.thoughtSignature ?? part.thought_signature, list);
    if (part.type === 'redacted_thinking' || part.type === 'reasoning.encrypted') list = add(part.data, list);
    if (part.reasoningContent !== undefined) {
      const content = objectOf(part.reasoningContent);
      list = add(objectOf(content.reasoningText).signature ?? content.redactedContent, list);
    }
  }
  return list;
}

export function add(value: unknown, handles: string[] | null): string[] | null {
  if (typeof value !== 'string' || value.length < SHORTEST) return handles;
  const text = value.isWellFormed() ? value : value.toWellFormed();
  if (handles === null) return [text];
  if (!handles.includes(text, Math.max(0, handles.length - MAX_HANDLES))) handles.push(text);
  return handles;
}

export function newest(handles: readonly string[]): readonly string[] {
  return handles.length <= MAX_HANDLES ? handles : handles.slice(-MAX_HANDLES);
}
