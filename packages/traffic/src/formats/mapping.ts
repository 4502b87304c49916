// SPDX-License-Identifier: Apache-2.0
import { AppError, emptyExchange, type Exchange } from '@stillwatch/core';
import { z } from 'zod';
import type { Mapping } from '../adapter.ts';
import { findJsonPlaces } from './json-places.ts';
import { nearest } from './nearest.ts';

const SAMPLE = emptyExchange();
const FIELDS = Object.keys(SAMPLE) as (keyof Exchange)[];
const MEMBERS = ['$comment', 'timeUnit', 'fields', 'constants'];
const PATHS = 'a path like "a.b.0.c", or a list of paths';

const MappingFile = z.strictObject({
  $comment: z.unknown().optional(),
  timeUnit: z.enum(['s', 'ms', 'us', 'ns'], 'must be "s", "ms", "us" or "ns"').default('ms'),
  fields: z.record(
    z.string(),
    z.union([z.string().min(1), z.array(z.string().min(1)).min(1)], `must be ${PATHS}`),
    'must be an object of field names and paths',
  ),
  constants: z
    .record(z.string(), z.union([z.string(), z.number()], 'must be a text or a number'), 'must be an object')
    .default({}),
});

/**
 * Parses a mapping file (docs/guides/mapping.md).
 * @param file its name, for the message.
 * @throws AppError MAP_INVALID: what is wrong, the line with a caret under the place, one suggestion as hint.
 */
export function parseMapping(text: string, file: string): Mapping {
  const places = findJsonPlaces(text);
  if (!places.ok) throw invalid(text, file, places.at, `not JSON: expected ${places.what} here`, 'see docs/guides/mapping.md');
  const keyAt = (...path: string[]): number => places.keys.get(path.join('\0')) ?? 0;
  const valueAt = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length--) {
      const at = places.values.get(path.slice(0, length).map(String).join('\0'));
      if (at !== undefined) return at;
    }
    return places.values.get('') ?? 0;
  };
  const twice = places.repeated[0];
  if (twice !== undefined)
    throw invalid(text, file, twice.at, `"${twice.name}" stands here a second time`, 'keep one of the two');

  const parsed = MappingFile.safeParse(JSON.parse(text.replace(/^\ufeff/, '')));
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    if (issue.code === 'unrecognized_keys') {
      const name = issue.keys[0]!;
      throw invalid(text, file, keyAt(name), `unknown member "${name}"`, suggest(name, MEMBERS));
    }
    const name = issue.path.join('.');
    const absent = issue.path.length > 0 && places.values.get(issue.path.map(String).join('\0')) === undefined;
    const what = name === '' ? 'a mapping must be an object' : absent ? `no "${name}"` : `"${name}" ${issue.message}`;
    throw invalid(
      text,
      file,
      valueAt(issue.path),
      what,
      absent ? `add "${name}": {"account": …, "time": …}` : 'see docs/guides/mapping.md',
    );
  }
  const { fields, constants, timeUnit } = parsed.data;
  for (const [part, names] of [
    ['fields', fields],
    ['constants', constants],
  ] as const) {
    for (const name of Object.keys(names)) {
      if (!(FIELDS as string[]).includes(name)) {
        throw invalid(text, file, keyAt(part, name), `"${name}" is no field of an exchange`, suggest(name, FIELDS));
      }
    }
  }
  for (const [name, value] of Object.entries(constants))
    checkConstant(text, file, name as keyof Exchange, value, valueAt(['constants', name]));
  for (const needed of ['account', 'time'] as const) {
    if (fields[needed] === undefined && constants[needed] === undefined) {
      throw invalid(text, file, keyAt('fields'), `no path for "${needed}"`, `add "${needed}": "path.to.it" to "fields"`);
    }
  }
  return {
    timeUnit,
    fields: Object.fromEntries(Object.entries(fields).map(([name, path]) => [name, typeof path === 'string' ? [path] : path])),
    constants,
  };
}

function checkConstant(text: string, file: string, name: keyof Exchange, value: string | number, at: number): void {
  const wanted = name === 'time' || name === 'createdAt' ? null : typeof SAMPLE[name];
  if (wanted === 'object') throw invalid(text, file, at, `"${name}" cannot be a constant`, `give "${name}" a path in "fields"`);
  if (wanted !== null && typeof value !== wanted) {
    const hint = wanted === 'string' ? `write ${JSON.stringify(String(value))}` : 'write a number without quotes';
    throw invalid(text, file, at, `"${name}" must be a ${wanted === 'string' ? 'text' : 'number'}`, hint);
  }
}

function suggest(name: string, known: readonly string[]): string {
  const close = nearest(name, known);
  return close === null ? `use one of ${known.join(', ')}` : `did you mean "${close}"?`;
}

/** Widest part of the line that is shown. */
const WIDTH = 100;

function invalid(text: string, file: string, at: number, what: string, hint: string): AppError {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  const start = before.lastIndexOf('\n') + 1;
  const end = text.indexOf('\n', start);
  const whole = text
    .slice(start, end === -1 ? text.length : end)
    .replace(/\r$/, '')
    .replaceAll('\t', ' ');
  const column = Math.min(at - start, whole.length);
  const from = Math.max(0, column - WIDTH + 20);
  const shown = whole.slice(from, from + WIDTH);
  return new AppError('MAP_INVALID', `${what}\n  ${shown}\n  ${' '.repeat(column - from)}^`, { place: { file, line }, hint });
}
