// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sqlList, sqlName, sqlValue } from './sql.ts';
import { type OpenStore, openStore } from './store.fixture.ts';

let open: OpenStore;
beforeAll(async () => {
  open = await openStore(null);
});
afterAll(() => open.close());

/** Texts that try to end the literal, or to be read as an escape or a comment. */
const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "'",
        '"',
        '`',
        '\\',
        '\\\\',
        "\\'",
        "''",
        '\0',
        '\n',
        '\r',
        '\b',
        '\t',
        '--',
        '/*',
        '*/',
        ';',
        '{p:String}',
        '%',
        '_',
        '$$',
        '\\x27',
        '\\u0027',
        '\ud800',
        '😀',
        'é',
        "'; DROP DATABASE stillwatch; --",
      ),
      fc.string({ maxLength: 5 }),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

async function evaluate<T>(expressions: readonly string[]): Promise<T[]> {
  const list = expressions.map((expression, i) => `${expression} AS v${i}`).join(', ');
  const row = (await open.store.rows<Record<string, T>>(`SELECT ${list}`))[0]!;
  return expressions.map((_, i) => row[`v${i}`]!);
}

describe('SQL literals', () => {
  it('of texts are read back by the engine as they were', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(texts, { minLength: 20, maxLength: 20 }), async (values) => {
        expect(await evaluate<string>(values.map((value) => sqlValue(value)))).toEqual(
          values.map((value) => value.toWellFormed()),
        );
        const bytes = values.map((value) => Buffer.from(value, 'utf8').toString('hex').toUpperCase());
        expect(await evaluate<string>(values.map((value) => `hex(${sqlValue(value)})`))).toEqual(bytes);
      }),
      { numRuns: 25 },
    );
  });

  it('of whole numbers are read back exactly', async () => {
    const edge = fc.constantFrom(0n, 1n, -1n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 63n - 1n, 2n ** 63n, 2n ** 64n - 1n, -(2n ** 63n));
    const any = fc.oneof(edge, fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }));
    await fc.assert(
      fc.asyncProperty(fc.array(any, { minLength: 20, maxLength: 20 }), async (values) => {
        const found = await evaluate<string>(values.map((value) => `toString(${sqlValue(value)})`));
        expect(found).toEqual(values.map(String));
      }),
      { numRuns: 10 },
    );
  });

  it('of lists find exactly what is in them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(texts, { minLength: 1, maxLength: 15 }), texts, async (values, other) => {
        const found = await evaluate<number>([...values, other].map((value) => `${sqlValue(value)} IN ${sqlList(values)}`));
        const held = new Set(values.map((value) => value.toWellFormed()));
        expect(found).toEqual([...values.map(() => 1), held.has(other.toWellFormed()) ? 1 : 0]);
      }),
      { numRuns: 25 },
    );
    expect(await evaluate<number>([`coalesce(7 IN ${sqlList([])}, 0)`])).toEqual([0]);
    expect(
      await evaluate<number>([`toUInt64(18446744073709551615) IN ${sqlList(BigUint64Array.of(1n, 2n ** 64n - 1n))}`]),
    ).toEqual([1]);
  });

  it.each([
    [1.5],
    [Number.NaN],
    [Infinity],
    [2 ** 53],
    [2n ** 64n],
    [-(2n ** 63n) - 1n],
    [null],
    [undefined],
    [true],
    [{}],
    [['a']],
  ])('of %s are refused', (value) => {
    expect(() => sqlValue(value as never)).toThrow(TypeError);
  });
});

describe('SQL names', () => {
  it.each(['', 'a b', 'a.b', 'a`b', "a'b", '1a', 'ä', 'a\0', 'a-b', 'x'.repeat(64), 'a\n'])('refuse %j', (name) => {
    expect(() => sqlName(name)).toThrow(TypeError);
  });

  it('may be keywords', async () => {
    const names = ['select', 'from', 'format', 'where', 'final', '_x', 'A9'];
    const row = await open.store.rows<Record<string, string>>(
      `SELECT ${names.map((name, i) => `${i} AS ${sqlName(name)}`).join(', ')}`,
    );
    expect(Object.keys(row[0]!)).toEqual(names);
  });
});
