// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRegex } from './regex.ts';

const atom = fc.constantFrom(
  'a',
  'b',
  '.',
  '[ab]',
  '[^a]',
  '[a-c]',
  '\\d',
  '\\w',
  '\\s',
  '\\.',
  '^',
  '$',
  '\\b',
  '(?:)',
  '\\x61',
  '1',
);
const source: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    atom,
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => a + b),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(?:${a}|${b})`),
    fc
      .tuple(tie('node'), fc.constantFrom('*', '+', '?', '{0,2}', '{2}', '{1,}', '*?'))
      .map(([a, quantifier]) => `(${a})${quantifier}`),
  ),
})).node;

describe('compileRegex', () => {
  it('finds what the platform finds', () => {
    fc.assert(
      fc.property(
        source,
        fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', ' ', '.'), maxLength: 8 }),
        (expression, text) => {
          expect([expression, text, compileRegex(expression).test(text)]).toEqual([
            expression,
            text,
            new RegExp(expression).test(text),
          ]);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['(?i)ABC', 'xabcx', true],
    ['(?i)[A-C]+$', 'xabc', true],
    ['^a$', 'a\n', true],
    ['^a\\z', 'a\n', false],
    ['(?m)^b$', 'a\nb\nc', true],
    ['a.b', 'a\nb', false],
    ['(?s)a.b', 'a\nb', true],
    ['\\xd4\\xc3', '\u00d4\u00c3', true],
    ['\\x{1F600}', '\u{1F600}', true],
    ['^.$', '\u{1F600}', true],
    ['(?P<name>a)', 'a', true],
    ['[\\]a-]', '-', true],
    ['[]a]', ']', true],
  ])('reads %s as PCRE does', (expression, text, found) => {
    expect(compileRegex(expression).test(text)).toBe(found);
  });

  it.each(['^(a+)+$', '^(a|a)*$', '(a*)*b', '(.*)*x', '((a?){50}){50}b'])('takes linear time for %s', (expression) => {
    expect(compileRegex(expression).test(`${'a'.repeat(1_000)}!`)).toBe(false);
  });

  it.each([
    '(?=a)',
    '(?<!a)',
    '\\1',
    'a++',
    '[[:alpha:]]',
    '(',
    ')',
    '[a',
    'a{5000}',
    '*',
    '((a{1000}){1000})',
    '\\',
    '[b-a]',
    '\\xg',
    '\\p{L}',
  ])('refuses %s', (expression) => {
    expect(() => compileRegex(expression)).toThrow(SyntaxError);
  });
});
