// SPDX-License-Identifier: Apache-2.0
import { compareTimestamps, parseTimestamp } from '../stix/timestamp.ts';
import type { ObservationExpression, ObservationGroup, Qualifier } from './ast.ts';
import { checkPattern } from './check.ts';
import { parseComparisons } from './parse-comparison.ts';
import { PatternError } from './problem.ts';
import { TokenReader } from './token-reader.ts';

/**
 * Reads a STIX pattern (STIX 2.1, section 9). From the weakest to the strongest: FOLLOWEDBY, OR, AND, qualifiers.
 * @throws PatternError (PATTERN_INVALID) with line and column
 */
export function parsePattern(text: string): ObservationExpression {
  const reader = new TokenReader(text);
  const { kind, value, at } = reader.peek();
  if (!(kind === 'symbol' && (value === '[' || value === '('))) {
    throw reader.failAt(at, 'a pattern starts with [ or (: square brackets are missing');
  }
  const pattern = parseGroup(reader, 0);
  if (reader.peek().kind !== 'end') throw reader.unexpected('AND, OR, FOLLOWEDBY, a qualifier or the end');
  checkPattern(pattern, reader);
  return pattern;
}

/** Like {@link parsePattern}, with what is wrong as a value. */
export function tryParsePattern(
  text: string,
): { ok: true; pattern: ObservationExpression } | { ok: false; problem: PatternError } {
  try {
    return { ok: true, pattern: parsePattern(text) };
  } catch (error) {
    if (error instanceof PatternError) return { ok: false, problem: error };
    throw error;
  }
}

const LEVELS = [
  { keyword: 'FOLLOWEDBY', kind: 'followed-by' },
  { keyword: 'OR', kind: 'observation-or' },
  { keyword: 'AND', kind: 'observation-and' },
] as const satisfies readonly { keyword: string; kind: ObservationGroup['kind'] }[];

function parseGroup(reader: TokenReader, level: number): ObservationExpression {
  const here = LEVELS[level];
  if (here === undefined) return parseQualified(reader);
  const parts = [parseGroup(reader, level + 1)];
  while (reader.take('keyword', here.keyword)) parts.push(parseGroup(reader, level + 1));
  return parts.length === 1 ? parts[0]! : { kind: here.kind, parts };
}

function parseQualified(reader: TokenReader): ObservationExpression {
  const onBrackets = reader.peek().value === '[';
  let expression = parsePrimary(reader);
  const seen = new Set<Qualifier['kind']>();
  for (;;) {
    const { at } = reader.peek();
    const qualifier = parseQualifier(reader);
    if (qualifier === null) return expression;
    // On one pair of brackets each may stand once; parentheses make a new expression.
    if (onBrackets && seen.has(qualifier.kind)) {
      throw reader.failAt(at, `the qualifier ${qualifier.kind.toUpperCase()} stands twice on one observation`);
    }
    seen.add(qualifier.kind);
    expression = { kind: 'qualified', base: expression, qualifier };
  }
}

function parsePrimary(reader: TokenReader): ObservationExpression {
  if (reader.take('symbol', '[')) {
    const test = parseComparisons(reader);
    reader.expect('symbol', ']');
    return { kind: 'observation', test };
  }
  if (!reader.take('symbol', '(')) throw reader.unexpected('[ or (');
  const inner = reader.nested(() => parseGroup(reader, 0));
  reader.expect('symbol', ')');
  return inner;
}

function parseQualifier(reader: TokenReader): Qualifier | null {
  if (reader.take('keyword', 'WITHIN')) {
    const { value, kind, at } = reader.peek();
    if (kind !== 'integer' && kind !== 'float') throw reader.unexpected('a number of seconds');
    reader.next();
    if (!(Number(value) > 0)) throw reader.failAt(at, 'WITHIN needs more than 0 seconds');
    reader.expect('keyword', 'SECONDS');
    return { kind: 'within', seconds: Number(value) };
  }
  if (reader.take('keyword', 'REPEATS')) {
    const { value, at } = reader.expect('integer', null, 'a number of times');
    if (!(Number(value) > 0)) throw reader.failAt(at, 'REPEATS needs at least 1 time');
    reader.expect('keyword', 'TIMES');
    return { kind: 'repeats', times: Number(value) };
  }
  if (reader.take('keyword', 'START')) {
    const { value: start, at } = reader.expect('timestamp', null, "a time t'…'");
    reader.expect('keyword', 'STOP');
    const { value: stop } = reader.expect('timestamp', null, "a time t'…'");
    if (compareTimestamps(parseTimestamp(start)!, parseTimestamp(stop)!) >= 0) {
      throw reader.failAt(at, 'STOP must be later than START');
    }
    return { kind: 'startstop', start, stop };
  }
  return null;
}
