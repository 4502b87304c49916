// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSpanIndex } from './spans.ts';

it('leaves out only stretches that hold nothing of the wanted second', () => {
  const piece = fc.record({
    length: fc.integer({ min: 1, max: 3 << 20 }),
    from: fc.nat(50),
    span: fc.nat(5),
    known: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), fc.nat(55), (pieces, second) => {
      const index = createSpanIndex();
      let end = 0;
      const wanted: { offset: number; length: number }[] = [];
      for (const { length, from, span, known } of pieces) {
        const to = from + span;
        if (known) index.add('file', { offset: end, length, from, to });
        if (!known || (from <= second && second <= to)) wanted.push({ offset: end, length });
        end += length;
      }
      const found = index.candidates('file', second, end);
      const isSearched = (at: number): boolean => found.some(({ offset, length }) => offset <= at && at < offset + length);
      for (const { offset, length } of wanted) {
        expect(isSearched(offset)).toBe(true);
        expect(isSearched(offset + length - 1)).toBe(true);
      }
      index.drop('file');
      const rest = index.candidates('file', second, end);
      expect(rest.reduce((sum, { length }) => sum + length, 0)).toBe(end);
    }),
  );
});
