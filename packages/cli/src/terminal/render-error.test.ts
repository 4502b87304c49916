// SPDX-License-Identifier: Apache-2.0
import { stripVTControlCharacters } from 'node:util';
import { AppError } from '@stillwatch/core';
import { expect, test } from 'vitest';
import { renderError } from './render-error.ts';

const ERRORS = [
  new AppError('MAP_INVALID', 'unknown field "accountt"', {
    place: { file: 'columns.json', line: 3 },
    hint: 'Did you mean "account"?',
  }),
  new AppError('INPUT_NOT_FOUND', 'no such file or folder', { place: { file: 'logs/' } }),
  new AppError('USAGE', 'say what to hunt', { hint: 'Give files, folders, or - for standard input.' }),
  new AppError('INTERNAL', 'unexpected', { cause: new Error('inner') }),
];

test('errors look as they did', async () => {
  const text = ERRORS.map((error) => renderError(error, { colour: false })).join('\n\n');
  await expect(`${text}\n`).toMatchFileSnapshot('goldens/errors.txt');
});

test('no stack trace and no cause is shown', () => {
  const text = renderError(ERRORS[3]!, { colour: true });
  expect(text).not.toMatch(/inner|\bat .*\.ts/);
});

test('colour changes nothing but the colour', () => {
  for (const error of ERRORS)
    expect(stripVTControlCharacters(renderError(error, { colour: true }))).toBe(renderError(error, { colour: false }));
});

test('a hostile file name stays on its line', () => {
  const text = renderError(new AppError('INPUT_UNREADABLE', 'a\nb', { place: { file: 'x\u001b[2J\nerror FORGED' } }), {
    colour: false,
  });
  expect(text.split('\n')).toEqual(['error INPUT_UNREADABLE: a\\u{0A}b', '  at x\\u{1B}[2J\\u{0A}error FORGED']);
});
