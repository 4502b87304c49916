// SPDX-License-Identifier: Apache-2.0
import { compareTimestamps, parseTimestamp } from '../stix/timestamp.ts';
import type { Comparison, Literal } from './ast.ts';
import { PatternError } from './problem.ts';
import { compileRegex, type SafeRegex } from './regex.ts';
import { isSubnet } from './subnet.ts';

/**
 * Makes the test of one comparison, to be used on many values (STIX 2.1, section 9.6.1). A value of another type than
 * the literal is unequal to it and neither smaller nor larger.
 * @throws PatternError where a regular expression cannot be used
 */
export function makeTest({ operator, literals, negated }: Comparison): (value: unknown) => boolean {
  const test = makePlainTest(operator, literals);
  return negated ? (value) => !test(value) : test;
}

function makePlainTest(operator: Comparison['operator'], literals: readonly Literal[]): (value: unknown) => boolean {
  const [literal] = literals;
  switch (operator) {
    case '=':
      return (value) => order(value, literal!) === 0;
    case '!=':
      return (value) => order(value, literal!) !== 0;
    case 'IN':
      return (value) => literals.some((item) => order(value, item) === 0);
    case '<':
      return (value) => (order(value, literal!) ?? 1) < 0;
    case '<=':
      return (value) => (order(value, literal!) ?? 1) <= 0;
    case '>':
      return (value) => (order(value, literal!) ?? -1) > 0;
    case '>=':
      return (value) => (order(value, literal!) ?? -1) >= 0;
    default:
      return makeTextTest(operator, String(literal!.value));
  }
}

function makeTextTest(operator: 'LIKE' | 'MATCHES' | 'ISSUBSET' | 'ISSUPERSET', text: string): (value: unknown) => boolean {
  const onText = (test: (value: string) => boolean) => (value: unknown) => typeof value === 'string' && test(value);
  if (operator === 'ISSUBSET') return onText((value) => isSubnet(value, text));
  if (operator === 'ISSUPERSET') return onText((value) => isSubnet(text, value));
  const regex = compile(operator, text.normalize('NFC'));
  return onText((value) => {
    if (value.length * regex.size > MAX_STEPS) throw fail(operator, 'a value is too long for it');
    return regex.test(value.normalize('NFC'));
  });
}

/** Characters times steps: some seconds at most. */
const MAX_STEPS = 20_000_000;

function compile(operator: 'LIKE' | 'MATCHES', source: string): SafeRegex {
  try {
    return compileRegex(operator === 'MATCHES' ? source : likeSource(source));
  } catch (error) {
    throw error instanceof SyntaxError ? fail(operator, error.message) : error;
  }
}

function fail(operator: string, reason: string): PatternError {
  return new PatternError(`${operator} cannot use this expression: ${reason}`, { line: 1, column: 0 });
}

/** `%` stands for any text, `_` for one character; the whole value must fit. */
function likeSource(text: string): string {
  const inner = Array.from(text, (character) => {
    if (character === '%') return '[\\s\\S]*';
    if (character === '_') return '[\\s\\S]';
    return /[\\^$.*+?()[\]{}|/-]/.test(character) ? `\\${character}` : character;
  });
  // `$` would also hold before a last line break.
  return `^${inner.join('')}\\z`;
}

/** Negative, 0 or positive as the value is smaller, equal or larger; null where the two cannot be compared. */
function order(value: unknown, literal: Literal): number | null {
  switch (literal.kind) {
    case 'integer':
    case 'float':
      return typeof value === 'number' ? value - literal.value : null;
    case 'boolean':
      return typeof value === 'boolean' ? Number(value) - Number(literal.value) : null;
    case 'string':
      return typeof value === 'string' ? orderOfText(value.normalize('NFC'), literal.value.normalize('NFC')) : null;
    case 'timestamp': {
      const time = typeof value === 'string' ? parseTimestamp(value) : null;
      return time === null ? null : compareTimestamps(time, parseTimestamp(literal.value)!);
    }
    case 'hex':
      return typeof value === 'string' ? orderOfBytes(value, 'hex', Buffer.from(literal.value, 'hex')) : null;
    case 'binary':
      return typeof value === 'string' ? orderOfBytes(value, 'base64', Buffer.from(literal.value, 'base64')) : null;
  }
}

function orderOfText(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'));
}

function orderOfBytes(value: string, encoding: 'hex' | 'base64', bytes: Buffer): number | null {
  const isEncoded = encoding === 'hex' ? /^(?:[0-9a-f]{2})*$/i.test(value) : /^[A-Za-z0-9+/]*={0,2}$/.test(value);
  return isEncoded ? Buffer.compare(Buffer.from(value, encoding), bytes) : null;
}
