// SPDX-License-Identifier: Apache-2.0
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collect, makeTempFolder, writeSource } from './read.fixture.ts';

const folder = makeTempFolder();
const read = (text: string | Uint8Array) => collect(writeSource(folder, text, 'csv'), 'csv');

describe('CSV', () => {
  it('gives back any texts that were quoted by the rules', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', 'é', ' ', ';', "'", '\\') });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), async (rows) => {
        const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const text = `first,second\r\n${rows.map((row) => row.map(quote).join(',')).join('\r\n')}`;
        const { records, error } = await read(text);
        expect(error).toBe(null);
        expect(records).toEqual(rows.map(([first, second]) => ({ first, second })));
      }),
      { numRuns: 80 },
    );
  });

  it.each([
    ['a byte order mark', '\ufeffa,b\n1,2\n', [{ a: '1', b: '2' }]],
    ['Windows line ends', 'a,b\r\n1,2\r\n', [{ a: '1', b: '2' }]],
    ['empty lines', 'a,b\n\n1,2\n\n', [{ a: '1', b: '2' }]],
    ['short and long rows', 'a,b\n1\n1,2,3\n', [{ a: '1' }, { a: '1', b: '2' }]],
    ['stray quotes', 'a,b\nx "y" z,2\n', [{ a: 'x "y" z', b: '2' }]],
    ['a name of the prototype', 'a,__proto__\n1,2\n', [JSON.parse('{"a":"1","__proto__":"2"}')]],
    ['only a header', 'a,b\n', []],
    ['nothing', '', []],
  ])('survives %s', async (_, text, expected) => {
    const { records, problems, error } = await read(text);
    expect({ records: records.map((record) => Object.entries(record as object)), problems, error }).toEqual({
      records: expected.map((record) => Object.entries(record as object)),
      problems: [],
      error: null,
    });
  });

  it('goes on after a row that breaks the rules, and names its line', async () => {
    const { records, problems, error } = await read('a,b\n1,2\n"x"CANARY,4\n5,6\n');
    expect(records).toContainEqual({ a: '1', b: '2' });
    expect(records).toContainEqual({ a: '5', b: '6' });
    expect(error).toBe(null);
    for (const problem of problems) {
      expect(problem.code).toBe('CSV_INVALID');
      expect(problem.reason).not.toContain('CANARY');
    }
    expect(records.length + problems.length).toBe(3);
  });

  it('keeps the rows before a quote that never closes', async () => {
    const { records, problems } = await read('a,b\n1,2\n"3,4\n5,6\n');
    expect(records).toEqual([{ a: '1', b: '2' }]);
    expect(problems).toMatchObject([{ code: 'CSV_INVALID' }]);
  });

  it.each([
    ['a quote that never closes', '"', ''],
    ['a row without an end', '', ''],
    ['a long row that ends', '"', '",4\n5,6\n'],
  ])('gives a file up at %s, and reads no further than a row may be long', async (_, before, after) => {
    const long = Buffer.concat([Buffer.from(`a,b\n1,2\n${before}`), Buffer.alloc(40 << 20, 0x61), Buffer.from(after)]);
    const { records, problems, error, consumed } = await read(long);
    expect(records).toEqual([{ a: '1', b: '2' }]);
    expect(problems).toEqual([]);
    expect(error).toMatchObject({ code: 'CSV_INVALID', place: { line: 3 } });
    expect(consumed).toBeLessThan(12 << 20);
  });

  it('keeps the rows before the end of a truncated file', async () => {
    const rows = Array.from({ length: 3_000 }, (_, i) => `${i},${((i + 1) * 0.618_033_988_7).toString(36)}`);
    const whole = gzipSync(`a,b\n${rows.join('\n')}\n`);
    const { records, error } = await read(whole.subarray(0, whole.length >> 1));
    expect(error).toMatchObject({ code: 'INPUT_TRUNCATED' });
    expect(records.length).toBeGreaterThan(1_000);
    expect(records.map((record) => `${(record as { a: string }).a},${(record as { b: string }).b}`)).toEqual(
      rows.slice(0, records.length),
    );
  });
});
