// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AppError, ERROR_CODES, formatPlace, systemCodeOf, toAppError } from './errors.ts';

const DOCUMENT = new URL('../../../docs/reference/errors.md', import.meta.url);

/** Rows of the table in the document: code, meaning, what to do. */
function readDocument(): string[][] {
  return readFileSync(DOCUMENT, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

describe('docs/reference/errors.md', () => {
  const rows = readDocument();

  it('lists every code, no other, and each once, in the order of the table', () => {
    expect(rows.map(([code]) => code)).toEqual(Object.keys(ERROR_CODES).map((code) => `\`${code}\``));
  });

  it('gives each code the meaning that the table gives it', () => {
    expect(rows.map(([, meaning]) => meaning)).toEqual(Object.values(ERROR_CODES));
  });

  it('tells the reader what to do about each', () => {
    for (const [code, , advice] of rows) expect(advice, code).toMatch(/^.{15,}\.$/);
  });
});

describe('error codes', () => {
  it('are upper-case words, with one sentence each', () => {
    for (const [code, meaning] of Object.entries(ERROR_CODES)) {
      expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
      expect(meaning).toMatch(/^[A-Z][^|]*\.$/);
    }
  });
});

describe('toAppError', () => {
  const systemError = (code: string): Error => Object.assign(new Error(code), { code });

  it.each([
    ['ENOSPC', 'DISK_FULL'],
    ['EDQUOT', 'DISK_FULL'],
    ['EACCES', 'INPUT_UNREADABLE'],
    ['EPERM', 'INPUT_UNREADABLE'],
    ['EISDIR', 'INPUT_UNREADABLE'],
    ['ENOENT', 'INPUT_NOT_FOUND'],
    ['EWHATEVER', 'INTERNAL'],
  ])('keeps what the system means by %s: %s', (code, expected) => {
    const error = systemError(code);
    const known = toAppError(error);
    expect(known.code).toBe(expected);
    expect(known.cause).toBe(error);
  });

  it('leaves a coded error as it is', () => {
    const error = new AppError('USAGE', 'no', { hint: 'yes', place: { file: 'f' } });
    expect(toAppError(error)).toBe(error);
  });

  it.each(['text', 42, null, undefined, { code: 'ENOENT' }])('takes anything that can be thrown: %j', (thrown) => {
    expect(toAppError(thrown)).toBeInstanceOf(AppError);
    expect(toAppError(thrown).code).toBe(systemCodeOf(thrown) === 'ENOENT' ? 'INPUT_NOT_FOUND' : 'INTERNAL');
  });
});

describe('systemCodeOf', () => {
  it.each([
    [{ code: 'ENOENT' }, 'ENOENT'],
    [{ code: 243 }, '243'],
    [{ code: {} }, ''],
    [new Error('x'), ''],
    [null, ''],
  ])('of %j is "%s"', (error, code) => expect(systemCodeOf(error)).toBe(code));
});

describe('formatPlace', () => {
  it('writes the line where it is known', () => {
    expect(formatPlace({ file: 'a.jsonl', line: 3 })).toBe('a.jsonl:3');
    expect(formatPlace({ file: 'a.jsonl' })).toBe('a.jsonl');
  });
});
