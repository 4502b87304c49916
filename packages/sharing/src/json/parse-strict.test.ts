// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeStrict, JsonRefused, parseStrict } from './parse-strict.ts';

const LIMIT = { maxDepth: 20 };

function faultOf(text: string, limit: { maxDepth: number } = LIMIT): string {
  try {
    parseStrict(text, limit);
  } catch (error) {
    if (error instanceof JsonRefused) return error.fault;
    throw error;
  }
  return 'none';
}

describe('strict JSON', () => {
  it('reads what JSON.parse reads, and finds the elements of a list in it', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 5 })), fc.nat(3), (objects, indent) => {
        const text = JSON.stringify({ before: [1, [2]], objects, after: { objects: [3] } }, null, indent);
        const { value, elements } = parseStrict(text, { maxDepth: 30, array: 'objects' });
        expect(value).toEqual(JSON.parse(text));
        expect(elements!.map(([start, end]) => JSON.parse(text.slice(start, end)) as unknown)).toEqual(
          JSON.parse(JSON.stringify(objects)),
        );
      }),
    );
  });

  it('takes nothing that JSON.parse does not take, and refuses for one of its reasons only', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b"',
      '"',
      '\\',
      '\\u00',
      '1',
      '-',
      '.5',
      'e9',
      'true',
      'nul',
      ' ',
      '\n',
      '\0',
      'é',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('');
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        const fault = faultOf(text);
        expect(isJson ? ['none', 'duplicate'] : ['syntax', 'duplicate']).toContain(fault);
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    ['{"a":1,"a":2}', 'duplicate'],
    ['{"a":1,"\\u0061":2}', 'duplicate'],
    ['{"":1,"":2}', 'duplicate'],
    [`{${Array.from({ length: 40 }, (_, n) => `"${n % 39}":0`).join()}}`, 'duplicate'],
    ['{"a":{"b":1},"c":{"b":2}}', 'none'],
    ['"\\ud83d\\ude00"', 'none'],
    ['"\\ud83d"', 'surrogate'],
    ['"\\ude00"', 'surrogate'],
    ['"\\ud83dx"', 'surrogate'],
    ['"\\ud83d\\u0041"', 'surrogate'],
    ['1e309', 'number'],
    ['9e309', 'number'],
    [`1${'0'.repeat(400)}`, 'number'],
    ['1e308', 'none'],
    ['-0', 'none'],
    ['01', 'syntax'],
    ['1.', 'syntax'],
    ['[1,]', 'syntax'],
    ['{"a":1,}', 'syntax'],
    ['', 'syntax'],
    ['\u00a01', 'syntax'],
    ['"\u0001"', 'syntax'],
    ['"\\x"', 'syntax'],
    ['[1] [2]', 'syntax'],
  ])('%s: %s', (text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });

  it('counts depth, and does not run out of stack', () => {
    const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(faultOf(nested(20))).toBe('none');
    expect(faultOf(nested(21))).toBe('depth');
    expect(faultOf('['.repeat(1_000_000))).toBe('depth');
    expect(faultOf('{"a":'.repeat(1_000_000))).toBe('depth');
  });

  it('refuses what is not UTF-8', () => {
    expect(() => decodeStrict(Uint8Array.of(0xc3, 0x28))).toThrow(JsonRefused);
    expect(() => decodeStrict(Uint8Array.of(0xed, 0xa0, 0x80))).toThrow(JsonRefused);
  });
});
