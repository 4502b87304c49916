// SPDX-License-Identifier: Apache-2.0
import { asArray, asObject, asText, firstText, type Json, objectOf } from './values.ts';

/** Deepest AnyValue that is followed; deeper nesting is dropped, not an error. */
export const MAX_DEPTH = 32;

/** Attributes by name; arrays and maps as JSON values. */
export type Attributes = Map<string, unknown>;

/** AnyValue of OTLP/JSON → plain value; undefined when empty or too deep. */
export function readAnyValue(value: unknown, depth = 0): unknown {
  const any = asObject(value);
  if (any === null || depth > MAX_DEPTH) return undefined;
  if (any.stringValue !== undefined) return any.stringValue;
  if (any.intValue !== undefined) return Number(any.intValue);
  if (any.doubleValue !== undefined) return any.doubleValue;
  if (any.boolValue !== undefined) return any.boolValue;
  if (any.arrayValue !== undefined) {
    return asArray(objectOf(any.arrayValue).values).map((item) => readAnyValue(item, depth + 1));
  }
  if (any.kvlistValue !== undefined) {
    return Object.fromEntries(readAttributes(objectOf(any.kvlistValue).values, depth + 1));
  }
  return undefined;
}

export function readAttributes(list: unknown, depth = 0): Attributes {
  const attributes: Attributes = new Map();
  for (const item of asArray(list)) {
    const pair = objectOf(item);
    const key = asText(pair.key);
    if (key !== '') attributes.set(key, readAnyValue(pair.value, depth));
  }
  return attributes;
}

/** Takes over the attributes that are not there yet. */
export function addMissing(attributes: Attributes, more: Iterable<readonly [string, unknown]>): void {
  for (const [key, value] of more) if (!attributes.has(key)) attributes.set(key, value);
}

/** Most messages that are read from indexed names. */
const MAX_INDEXED = 4_096;

/**
 * Messages written under indexed names: `PREFIX.N.message.role` (OpenInference, content also as
 * `….message.contents.M.message_content.text`) or `PREFIX.N.role` (early GenAI senders).
 */
export function unflatten(attributes: Attributes, prefix: string): Json[] {
  const messages: Json[] = [];
  for (let i = 0; i < MAX_INDEXED; i++) {
    const at = `${prefix}.${i}`;
    const role = attributes.get(`${at}.message.role`) ?? attributes.get(`${at}.role`);
    const content = attributes.get(`${at}.message.content`) ?? attributes.get(`${at}.content`) ?? unflattenParts(attributes, at);
    if (role === undefined && content === undefined) break;
    messages.push({ role: role ?? 'user', content });
  }
  return messages;
}

function unflattenParts(attributes: Attributes, message: string): Json[] | undefined {
  const parts: Json[] = [];
  for (let i = 0; i < MAX_INDEXED; i++) {
    const at = `${message}.message.contents.${i}.message_content`;
    const text = attributes.get(`${at}.text`);
    const image = attributes.get(`${at}.image.image.url`);
    if (text === undefined && image === undefined && attributes.get(`${at}.type`) === undefined) break;
    parts.push(image === undefined ? { type: 'text', text } : { type: 'image', image });
  }
  return parts.length === 0 ? undefined : parts;
}

/** Text of the first of the names that is there, on the span or log first, then on its resource. */
export function lookUp(own: Attributes, shared: Attributes, names: readonly string[]): string {
  for (const name of names) {
    const text = firstText(own.get(name), shared.get(name));
    if (text !== '') return text;
  }
  return '';
}
