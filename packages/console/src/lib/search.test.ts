// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { oneOf, pickText, safeNext, without } from './search.ts';

it('goes back only to an address on this site', () => {
  expect(safeNext('/campaigns?tier=watch')).toBe('/campaigns?tier=watch');
  for (const away of ['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)', '', undefined, '/ x']) {
    expect(safeNext(away)).toBe('/');
  }
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true }), fc.string(), (url, text) => {
      for (const next of [url, text, `/${text}`, `/${url}`]) {
        expect(new URL(safeNext(next), 'http://here').host).toBe('here');
      }
    }),
  );
});

it('picks named texts only', () => {
  expect(pickText({ q: 'x', tier: 3, other: 'y', id: '' }, ['q', 'tier', 'id'])).toEqual({ q: 'x' });
});

it('knows what it knows', () => {
  expect(oneOf('watch', ['watch', 'probable'])).toBe('watch');
  expect(oneOf('elsewhere', ['watch'])).toBeUndefined();
});

it('leaves names out and the original as it is', () => {
  const search = { a: '1', b: '2' };
  expect(without(search, 'a')).toEqual({ b: '2' });
  expect(search).toEqual({ a: '1', b: '2' });
});
