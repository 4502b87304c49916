// SPDX-License-Identifier: Apache-2.0
import { API } from '@stillwatch/core/api';
import { expect, it } from 'vitest';
import { writeAddress } from './address.ts';
import { readProblem } from './problem.ts';
import { FILES, ROUTES } from './routes.ts';

it('calls what the contract offers', () => {
  for (const [id, line] of Object.entries({ ...ROUTES, ...FILES })) {
    const { method, path } = API[id as keyof typeof ROUTES];
    expect(line).toBe(`${method} ${path}`);
  }
});

it('asks for files where the contract answers with one, and for JSON elsewhere', () => {
  for (const id of Object.keys({ ...ROUTES, ...FILES })) {
    expect('media' in API[id as keyof typeof ROUTES]).toBe(Object.hasOwn(FILES, id));
  }
});

it('fills paths and leaves out what is not asked', () => {
  expect(writeAddress('/v1/accounts/{id}', { id: 'a/b c' }, { q: undefined, plan: '', limit: 5 })).toBe(
    '/v1/accounts/a%2Fb%20c?limit=5',
  );
  expect(() => writeAddress('/v1/accounts/{id}')).toThrow(TypeError);
});

it('makes a problem of any refusal', () => {
  const told = readProblem(
    409,
    JSON.stringify({ title: 'Taken', code: 'CONFLICT', detail: 'By Ada', status: 409, hint: 'Wait' }),
  );
  expect(told.problem).toMatchObject({ title: 'Taken', code: 'CONFLICT', detail: 'By Ada', hint: 'Wait' });
  expect(readProblem(502, '<html>').problem).toMatchObject({ code: 'HTTP_502', status: 502 });
});
