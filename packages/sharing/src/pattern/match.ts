// SPDX-License-Identifier: Apache-2.0
import { parseTimestamp } from '../stix/timestamp.ts';
import type { ComparisonExpression, ObservationExpression } from './ast.ts';
import { bindings, type Moment } from './bindings.ts';
import { makeTest } from './compare.ts';
import { type Observable, valuesAt } from './object-values.ts';
import { parsePattern } from './parse.ts';
import { PatternError } from './problem.ts';

/** What an `observed-data` says: some observables, seen `number_observed` times from the first to the last time. */
export interface Observation {
  readonly first_observed: string;
  readonly last_observed: string;
  readonly number_observed: number;
  readonly objects: readonly Observable[];
}

export interface PatternMatch {
  readonly matched: boolean;
  /** Indexes of the observations that the match is made of; the first match in time that was found. */
  readonly observations: readonly number[];
}

const MAX_STEPS = 500_000;

/**
 * Whether observations fit a pattern (STIX 2.1, section 9). What stands between brackets must hold for one observable
 * (and what it refers to) of one observation; observations joined by AND, FOLLOWEDBY or REPEATS are different ones.
 * @throws PatternError for a pattern that is wrong, a regular expression that is not supported, or a search that would
 * take more than half a million steps
 */
export function matchPattern(pattern: string | ObservationExpression, observations: readonly Observation[]): PatternMatch {
  const expression = typeof pattern === 'string' ? parsePattern(pattern) : pattern;
  const moments = observations.map(momentOf);
  const lookups = observations.map(({ objects }) => new Map(objects.map((object) => [String(object.id), object])));
  const known = new Map<ComparisonExpression, number[]>();
  const matching = (test: ComparisonExpression): readonly number[] => {
    let found = known.get(test);
    if (found === undefined) {
      const holds = makeExpression(test);
      found = observations.flatMap(({ objects }, i) => (moments[i] !== null && holds(objects, lookups[i]!).size > 0 ? [i] : []));
      found.sort((a, b) => moments[a]!.start - moments[b]!.start || moments[a]!.end - moments[b]!.end);
      known.set(test, found);
    }
    return found;
  };
  let steps = 0;
  const spend = () => {
    if (++steps > MAX_STEPS) throw new PatternError('the search for a match takes too many steps', { line: 1, column: 0 });
  };
  const search = bindings(expression, { matching, spend, momentOf: (i) => moments[i]!, exhaustive: false });
  const first = search.next();
  return first.done === true
    ? { matched: false, observations: [] }
    : { matched: true, observations: first.value.observations.toSorted((a, b) => a - b) };
}

/** In microseconds since 1970; null where a time cannot be read. */
function momentOf({ first_observed, last_observed, number_observed }: Observation): Moment | null {
  const [start, end] = [first_observed, last_observed].map((text) => {
    const time = parseTimestamp(text);
    return time === null ? null : time.seconds * 1e6 + Number(time.fraction.slice(0, 6).padEnd(6, '0'));
  });
  return start == null || end == null ? null : { start, end, count: number_observed };
}

type Evaluate = (objects: readonly Observable[], lookup: ReadonlyMap<string, Observable>) => ReadonlySet<number>;

/** Which of the observables of an observation an expression holds for, by index. */
function makeExpression(expression: ComparisonExpression): Evaluate {
  if ('parts' in expression) {
    const parts = expression.parts.map(makeExpression);
    return (objects, lookup) => {
      const sets = parts.map((part) => part(objects, lookup));
      return sets.reduce((a, b) => new Set(expression.kind === 'and' ? [...a].filter((i) => b.has(i)) : [...a, ...b]));
    };
  }
  const { path, negated } = expression;
  const test = expression.kind === 'comparison' ? makeTest(expression) : null;
  return (objects, lookup) => {
    const holding = objects.flatMap((object, i) => {
      if (object.type !== path.objectType) return [];
      const values = valuesAt(object, path, lookup);
      return (test === null ? values.length > 0 !== negated : values.some(test)) ? [i] : [];
    });
    return new Set(holding);
  };
}
