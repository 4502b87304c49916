// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { nearest } from '@stillwatch/traffic';
import { z } from 'zod';
import { RequestError } from './problems.ts';

/**
 * Checks one part of a request against its schema.
 * @throws RequestError (REQUEST_INVALID) with a pointer; nothing that was sent is repeated.
 */
export function check<T extends z.ZodType>(schema: T, value: unknown, part: 'params' | 'query' | 'body'): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw toRequestError(issue!, schema, part);
}

function toRequestError(issue: z.core.$ZodIssue, schema: z.ZodType, part: string): RequestError {
  const pointer = `/${[part, ...issue.path].map((step) => escapeStep(String(step))).join('/')}`;
  if (issue.code !== 'unrecognized_keys') return new RequestError(pointer, describe(issue));
  // The name that was sent is not repeated: the pointer is that of what holds it.
  const known = namesOf(schema, issue.path);
  const like = nearest(issue.keys[0] ?? '', known);
  const hint = like === null ? (known.length === 0 ? 'Leave it out.' : `Known: ${known.join(', ')}.`) : `Did you mean ${like}?`;
  return new RequestError(pointer, 'there is something that the operation does not take', hint);
}

function escapeStep(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}

function describe(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `is missing or not of type ${issue.expected}`;
    case 'too_small':
      return `is below ${issue.minimum} ${issue.origin === 'string' ? 'characters' : ''}`.trim();
    case 'too_big':
      return `is above ${issue.maximum} ${issue.origin === 'string' ? 'characters' : ''}`.trim();
    case 'invalid_format':
      return `is not a valid ${issue.format}`;
    case 'invalid_value':
      return `is not one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return 'has none of the forms it may have';
    case 'custom':
      return issue.message;
    default:
      return 'is not valid';
  }
}

function namesOf(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at: unknown = schema;
  for (const step of path) at = at instanceof z.ZodObject ? (at.shape as Record<PropertyKey, unknown>)[step] : null;
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

/** JSON of a body. @throws AppError REQUEST_INVALID. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new RequestError('/body', 'the body is not JSON', cause instanceof TypeError ? 'It has to be UTF-8.' : undefined);
  }
}

/** Entity tag of an `If-Match` header. @throws AppError PRECONDITION_REQUIRED, REQUEST_INVALID. */
export function readIfMatch(header: string | undefined): string {
  if (header === undefined || header.trim() === '') {
    throw new AppError('PRECONDITION_REQUIRED', 'there is no If-Match', {
      hint: 'Read it, then send its ETag back as If-Match.',
    });
  }
  const [, tag] = /^(?:W\/)?"([\x21\x23-\x7e]{1,200})"$/.exec(header.trim()) ?? [];
  if (tag !== undefined) return tag;
  throw new AppError('PRECONDITION_FAILED', 'If-Match holds no single entity tag');
}
