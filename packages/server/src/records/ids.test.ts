// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { idMaker } from './ids.ts';

it('makes ids that grow, whatever the clock does', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 8.64e15 / 100 }), { minLength: 2, maxLength: 200 }), (times) => {
      let i = 0;
      const newId = idMaker(() => times[i++]!);
      const ids = times.map(() => newId());
      expect(ids).toEqual(ids.toSorted());
      expect(new Set(ids).size).toBe(ids.length);
      expect(new Set(ids.map(({ length }) => length))).toEqual(new Set([29]));
    }),
  );
});

it('makes different ids on two nodes in one millisecond', () => {
  expect(idMaker(() => 1)()).not.toBe(idMaker(() => 1)());
});
