// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createUnitReader } from '../sketch/units.ts';
import { joinBlanks } from './rule.ts';
import { RULES } from './rules/index.ts';
import { createWordStarts, headsOf, preparePattern } from './word-starts.ts';

const starts = createWordStarts();
const readUnits = createUnitReader();
const read = (text: string): boolean => starts.read(text, readUnits(text));
const patterns = RULES.flatMap(({ patterns: all, unless }) => (unless === undefined ? all : [...all, unless]));

function matches(pattern: RegExp, text: string): boolean {
  read(text);
  return starts.matches(preparePattern(pattern));
}

describe('patterns tried where they can begin', () => {
  it.each([
    [/\b(print|repeat) it\b/i, 'please PRINT it', true],
    [/\b(print|repeat) it\b/i, 'blueprint it', false],
    [/\bshow|\b(two|both) times/i, 'in both times', true],
    [/\bshow|\b(two|both) times/i, 'a single time', false],
    [/\b((whole|full) (and )?text|all of it)/i, 'all of it', true],
    [/\b((whole|full) (and )?text|all of it)/i, 'full and text', true],
    [/\bai?m\b/i, 'am', true],
    [/\b(ai|llm)\b/i, 'an AI', true],
    [/\b(ai|llm)\b/i, 'the a', false],
    [/\bnames?\b/i, 'name', true],
    [/\bword\b/i, 'snake_word 7word', false],
    [/\bword\b/i, 'élan—word', true],
    [/\ba\b/i, 'a', true],
  ])('%s in %j: %s', (pattern, text, expected) => {
    expect(headsOf(pattern)).not.toBeNull();
    expect(matches(pattern, text)).toBe(expected);
    expect(pattern.test(text)).toBe(expected);
  });

  it.each([/<tag>/i, /\b(the )?word/i, /\b(?!not)word/i, /\b7up/i, /\bfine|#given/i, /\b[ab]c/i, /\bcase/, /\bword/iu, /word/i])(
    'are tried everywhere where they begin otherwise: %s',
    (pattern) => {
      expect(headsOf(pattern)).toBeNull();
      expect(matches(pattern, '<tag> the word 7up #given bc case')).toBe(true);
    },
  );

  it('are most of those that the rules have', () => {
    expect(patterns.filter((pattern) => headsOf(pattern) !== null).length).toBeGreaterThan(patterns.length * 0.75);
  });

  it('match the same texts as a search does', () => {
    // The rules' own examples and their words, between all that may stand around a word.
    const examples = RULES.flatMap((rule) => [...rule.hits, ...rule.passes]);
    const piece = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...examples) },
      fc.constantFrom(...examples.flatMap((text) => text.split(' '))),
      fc.constantFrom('_', '7', 'é', '字', '"', '\n', '.', '\t', 'x', ''),
    );
    let matched = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(piece, fc.constantFrom(' ', '', '-', '  '), fc.boolean()), { maxLength: 12 }), (pieces) => {
        const text = pieces.map(([word, gap, loud]) => (loud ? word.toUpperCase() : word) + gap).join('');
        for (const pattern of patterns) {
          const expected = pattern.test(text);
          if (expected) matched++;
          expect(matches(pattern, text), `${pattern.source} in ${text}`).toBe(expected);
        }
      }),
      { numRuns: 200 },
    );
    expect(matched).toBeGreaterThan(200);
  });
});

describe('reading a text', () => {
  it('tells of two blanks wherever joining them changes the text', () => {
    const unit = fc.constantFrom(
      'a',
      ' ',
      '\t',
      '\n',
      '\v',
      '\r',
      '\u00a0',
      '\u1680',
      '\u2003',
      '\u2028',
      '\u202f',
      '\u3000',
      '\ufeff',
      '”',
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 12 }), (units) => {
        const text = units.join('');
        if (!read(text)) expect(joinBlanks(text)).toBe(text);
      }),
      { numRuns: 2_000 },
    );
    expect(read('one two\n\nthree')).toBe(false);
  });

  it('forgets the one before, and has room for any', () => {
    expect(matches(/\bprint/i, 'print')).toBe(true);
    expect(matches(/\bprint/i, 'repeat')).toBe(false);
    expect(matches(/\bprint/i, `${'a '.repeat(20_000)}print`)).toBe(true);
  });
});
