// SPDX-License-Identifier: Apache-2.0
import type { VersionMatch } from '../store/collection-store.ts';
import { toMicros } from '../wire/timestamps.ts';
import { Refusal } from './refusal.ts';

/** The filters of a request (TAXII 2.1 §3.4). */
export interface Filters {
  /** Microseconds since 1970. */
  readonly addedAfter: number | null;
  readonly limit: number | null;
  readonly next: string | null;
  readonly ids: readonly string[] | null;
  readonly types: readonly string[] | null;
  readonly specs: readonly string[] | null;
  readonly versions: VersionMatch;
}

const LAST: VersionMatch = { first: false, last: true, exact: [] };
const PARAMETERS = ['added_after', 'limit', 'next', 'match[id]', 'match[type]', 'match[version]', 'match[spec_version]'] as const;
type Parameter = (typeof PARAMETERS)[number];

/** Which of them an endpoint takes; others are as unknown there, and what is unknown is passed over. */
export const TAKES = {
  objects: PARAMETERS,
  manifest: PARAMETERS,
  object: ['added_after', 'limit', 'next', 'match[version]', 'match[spec_version]'],
  versions: ['added_after', 'limit', 'next', 'match[spec_version]'],
  remove: ['match[version]', 'match[spec_version]'],
} as const satisfies Record<string, readonly Parameter[]>;

const LONGEST_QUERY = 16_384;
const LONGEST_VALUE = 300;

/**
 * @param mostValues of one filter
 * @throws Refusal 400
 */
export function readFilters(query: string, takes: readonly Parameter[], mostValues: number): Filters {
  if (query.length > LONGEST_QUERY) throw new Refusal(400, 'The query is too long.');
  const given = new URLSearchParams(query);
  const valueOf = (name: Parameter): string | null => {
    if (!takes.includes(name)) return null;
    const values = given.getAll(name);
    if (values.length > 1) throw bad(name, 'is given more than once');
    return values[0] ?? null;
  };
  const listOf = (name: Parameter): string[] | null => {
    const value = valueOf(name);
    if (value === null) return null;
    const values = [...new Set(value.split(','))];
    if (values.length > mostValues) throw bad(name, `has more than ${mostValues} values`);
    if (values.some((one) => one === '' || one.length > LONGEST_VALUE)) throw bad(name, 'has a value that is empty or too long');
    return values;
  };
  return {
    addedAfter: readAddedAfter(valueOf('added_after')),
    limit: readLimit(valueOf('limit')),
    next: valueOf('next'),
    ids: listOf('match[id]'),
    types: listOf('match[type]'),
    specs: readSpecs(listOf('match[spec_version]')),
    versions: readVersions(listOf('match[version]')),
  };
}

function bad(name: Parameter, what: string): Refusal {
  return new Refusal(400, `The filter ${name} ${what}.`, { details: { parameter: name } });
}

function readAddedAfter(value: string | null): number | null {
  if (value === null) return null;
  const micros = toMicros(value);
  if (micros === null) throw bad('added_after', 'is not a timestamp in UTC');
  return micros;
}

function readLimit(value: string | null): number | null {
  if (value === null) return null;
  const limit = Number(value);
  if (!/^\d{1,18}$/.test(value) || limit < 1) throw bad('limit', 'is not a number from 1');
  return limit;
}

function readSpecs(values: string[] | null): string[] | null {
  if (values?.some((value) => !/^\d{1,3}\.\d{1,3}$/.test(value)))
    throw bad('match[spec_version]', 'has a value such as no version has');
  return values;
}

function readVersions(values: string[] | null): VersionMatch {
  if (values === null) return LAST;
  if (values.includes('all')) {
    // §3.4.1: not to be used with others.
    if (values.length > 1) throw bad('match[version]', 'names others besides all');
    return 'all';
  }
  const exact = values.filter((value) => value !== 'first' && value !== 'last');
  if (exact.some((value) => toMicros(value) === null))
    throw bad('match[version]', 'has a value that is neither first, last, all nor a timestamp');
  return { first: values.includes('first'), last: values.includes('last'), exact };
}
