// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { answerAbout } from './answer-about.ts';

const item = { id: 'opinion--1' };
const about = (...objects: unknown[]): string[] => answerAbout({ item, bundle: JSON.stringify(objects) });

it('an answer tells what it is about', () => {
  expect(about({ id: 'campaign--9' }, { id: 'opinion--1', object_refs: ['campaign--9', 'campaign--8'] })).toEqual([
    'campaign--9',
    'campaign--8',
  ]);
  expect(about({ id: 'opinion--1', sighting_of_ref: 'campaign--9' })).toEqual(['campaign--9']);
});

it('what cannot be read is about nothing', () => {
  expect(about({ id: 'opinion--2', object_refs: ['campaign--9'] }, null, 7)).toEqual([]);
  expect(about({ id: 'opinion--1', object_refs: [7, null] })).toEqual([]);
  for (const bundle of ['', '{', 'null', '{"id":"opinion--1"}']) expect(answerAbout({ item, bundle })).toEqual([]);
});
