// SPDX-License-Identifier: Apache-2.0
import { isRecord } from '../../marking/index.ts';
import { decodeStrict, JsonRefused, parseStrict } from '../../json/parse-strict.ts';
import { Refusal } from './refusal.ts';

/** An object of an envelope, as read and as received. */
export interface Posted {
  readonly object: PostedObject;
  readonly text: string;
}

export interface PostedObject extends Readonly<Record<string, unknown>> {
  readonly id: string;
  readonly type: string;
}

const LONGEST_TYPE = 250;
const ID = /^[a-z0-9-]+--[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Reads an envelope (TAXII 2.1 §3.7) as somebody posts it. Objects keep their text byte for byte.
 * @throws Refusal 400 for what is no JSON, 422 for JSON that is no envelope or that readers could disagree on.
 */
export function readEnvelope(bytes: Uint8Array, { maxDepth, maxObjects }: { maxDepth: number; maxObjects: number }): Posted[] {
  if (bytes.length === 0) throw new Refusal(400, 'There is no body.');
  const { text, value, elements } = parse(bytes, maxDepth);
  const objects = isRecord(value) ? value['objects'] : undefined;
  if (!Array.isArray(objects) || elements === null) throw unprocessable('an envelope has a list of objects');
  if (objects.length === 0) throw unprocessable('the envelope has no objects');
  if (objects.length > maxObjects) throw unprocessable(`an envelope has at most ${maxObjects} objects here`);
  return objects.map((object: unknown, i) => {
    if (!isPosted(object)) throw unprocessable(`object ${i} has no STIX id that begins with its type`);
    const [start, end] = elements[i]!;
    return { object, text: text.slice(start, end) };
  });
}

function isPosted(object: unknown): object is PostedObject {
  if (!isRecord(object)) return false;
  const { id, type } = object;
  if (typeof id !== 'string' || typeof type !== 'string') return false;
  return type.length <= LONGEST_TYPE && id.startsWith(`${type}--`) && ID.test(id);
}

function parse(
  bytes: Uint8Array,
  maxDepth: number,
): { text: string; value: unknown; elements: ReturnType<typeof parseStrict>['elements'] } {
  try {
    const text = decodeStrict(bytes);
    return { text, ...parseStrict(text, { maxDepth, array: 'objects' }) };
  } catch (error) {
    if (!(error instanceof JsonRefused)) throw error;
    if (error.fault === 'syntax' || error.fault === 'encoding') throw new Refusal(400, `The body is not JSON: ${error.message}.`);
    throw unprocessable(error.message);
  }
}

export function unprocessable(what: string): Refusal {
  return new Refusal(422, `While processing supplied content, an error occurred: ${what}.`);
}
