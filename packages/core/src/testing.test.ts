// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { AppError } from './errors.ts';

const fail = (): never => {
  throw new AppError('INPUT_EMPTY', 'nothing there');
};

describe('toThrowWithCode', () => {
  it('accepts a function that throws the code', () => {
    expect(fail).toThrowWithCode('INPUT_EMPTY');
    expect(fail).not.toThrowWithCode('USAGE');
  });

  it('accepts a rejected promise and an async function', async () => {
    await expect(Promise.reject(new AppError('DISK_FULL', 'full'))).rejects.toThrowWithCode('DISK_FULL');
    await expect(async () => fail()).rejects.toThrowWithCode('INPUT_EMPTY');
  });

  it.each([
    ['another code', fail],
    ['an error without a code', () => JSON.parse('{')],
    ['no error at all', () => 1],
  ])('fails on %s', (_, work) => {
    expect(() => expect(work).toThrowWithCode('USAGE')).toThrow(/USAGE/);
  });

  it('refuses a promise that nobody awaits, and a code that does not exist', () => {
    expect(() => expect(async () => 1).toThrowWithCode('USAGE')).toThrow(TypeError);
    expect(() => expect(Promise.resolve(1)).toThrowWithCode('USAGE')).toThrow(TypeError);
    expect(() => expect(fail).toThrowWithCode('NO_SUCH_CODE' as 'USAGE')).toThrow(TypeError);
  });
});
