// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPen, drawBars, measureColumns, padEnd, padStart, wrap, writeItem } from './layout.ts';

test('wrapped lines fit, and no character but the space at a break is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), fc.integer({ min: 4, max: 60 }), (text, columns) => {
      const lines = wrap(text, columns);
      for (const line of lines) expect(measureColumns(line)).toBeLessThanOrEqual(columns);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }),
  );
});

test('wide characters count two columns and are never cut in half', () => {
  expect(measureColumns('日本')).toBe(4);
  expect(wrap('日本語日本語', 5)).toEqual(['日本', '語日', '本語']);
  expect(padEnd('日', 4)).toBe('日  ');
  expect(padStart('日', 4)).toBe('  日');
});

test('an item keeps its text in its own column', () => {
  expect(writeItem(createPen(false, 40), 2, 'label', 10, 'one two three four five six seven')).toEqual([
    '  label     one two three four five six',
    '            seven',
  ]);
});

test('bars scale to the highest, quiet slots are blank and a long series is gathered', () => {
  expect(drawBars([0, 1, 4, 8], 10)).toBe(' ▂▅█');
  expect(drawBars([0, 0], 10)).toBe('');
  expect(drawBars([1, 1, 2, 2, 0, 0], 3)).toBe('▅█ ');
});

test('a pen without colour adds nothing, one with colour adds codes that take no columns', () => {
  expect(createPen(false, 80).bold('x')).toBe('x');
  const bold = createPen(true, 80).bold('x');
  expect(bold).toContain('\u001b[1m');
  expect(measureColumns(bold)).toBe(1);
});
