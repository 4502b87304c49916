// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowBuffer } from '../ingest/row-buffer.ts';
import { type ColumnSpec, type ColumnType, createColumnDecoder, decodeColumns } from './columns.ts';

type Value = number | bigint | string;

const VALUES: Record<ColumnType, fc.Arbitrary<Value>> = {
  UInt8: fc.nat(255),
  Int8: fc.integer({ min: -128, max: 127 }),
  UInt16: fc.nat(65_535),
  UInt32: fc.integer({ min: 0, max: 4_294_967_295 }),
  DateTime: fc.integer({ min: 0, max: 4_294_967_295 }),
  UInt64: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  String: fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 90 }),
    fc.constantFrom('', 'frontier-large-4', '\ufeffmarked', 'é'.repeat(70), 'x'.repeat(300), '\0'),
  ),
};
const TYPES = Object.keys(VALUES) as ColumnType[];

/** A spec and rows that fit it. */
const tables = fc.array(fc.constantFrom(...TYPES), { minLength: 1, maxLength: 7 }).chain((types) =>
  fc.record({
    types: fc.constant(types),
    rows: fc.array(fc.tuple(...types.map((type) => VALUES[type])), { maxLength: 60 }),
  }),
);

function specOf(types: readonly ColumnType[]): ColumnSpec {
  return Object.fromEntries(types.map((type, i) => [`c${i}`, type]));
}

function write(types: readonly ColumnType[], rows: readonly (readonly Value[])[], header: boolean): Uint8Array {
  const buffer = new RowBuffer(64);
  if (header) {
    buffer.reserve(1);
    buffer.u8(types.length);
    types.forEach((_, i) => buffer.text(`c${i}`));
    for (const type of types) buffer.text(type === 'DateTime' ? "DateTime('UTC')" : type);
  }
  for (const row of rows) {
    row.forEach((value, i) => {
      buffer.reserve(8);
      const type = types[i]!;
      if (type === 'String') buffer.text(value as string);
      else if (type === 'UInt64') buffer.big(value as bigint);
      else if (type === 'UInt8' || type === 'Int8') buffer.u8((value as number) & 255);
      else if (type === 'UInt16') buffer.u16(value as number);
      else buffer.u32(value as number);
    });
  }
  return buffer.take();
}

describe('RowBinary columns', () => {
  it('come back as they were written, in pieces of any size, with and without a header', () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 1, max: 200 }), fc.boolean(), ({ types, rows }, size, header) => {
        const bytes = write(types, rows, header);
        const decoder = createColumnDecoder(specOf(types), { header });
        for (let from = 0; from < bytes.length; from += size) decoder.push(bytes.slice(from, from + size));
        const columns = decoder.finish() as unknown as Record<string, ArrayLike<Value>> & { length: number };
        expect(columns.length).toBe(rows.length);
        types.forEach((_, i) => {
          const column = columns[`c${i}`]!;
          expect(column.length).toBe(rows.length);
          expect(Array.from(column)).toEqual(rows.map((row) => row[i]));
        });
      }),
      { numRuns: 300 },
    );
  });

  it('that end inside a row are refused', () => {
    fc.assert(
      fc.property(tables, fc.double({ min: 0, max: 1, noNaN: true }), ({ types, rows }, share) => {
        const bytes = write(types, rows, false);
        const cut = bytes.slice(0, Math.floor(share * bytes.length));
        const whole = [...rows.keys(), rows.length].some(
          (count) => write(types, rows.slice(0, count), false).length === cut.length,
        );
        if (whole) expect(decodeColumns(cut, specOf(types)).length).toBeLessThanOrEqual(rows.length);
        else expect(() => decodeColumns(cut, specOf(types))).toThrow(RangeError);
      }),
    );
  });

  it('of other names or types than those asked for are refused', () => {
    const bytes = write(['UInt32', 'String'], [], true);
    for (const spec of [
      { c0: 'UInt32' },
      { c0: 'UInt32', c2: 'String' },
      { c0: 'UInt16', c1: 'String' },
      { c1: 'String', c0: 'UInt32' },
    ] as const) {
      expect(() => createColumnDecoder(spec, { header: true }).push(bytes)).toThrow(RangeError);
    }
  });

  it('of any bytes end in columns or a RangeError', () => {
    fc.assert(
      fc.property(tables, fc.uint8Array({ maxLength: 200 }), fc.boolean(), ({ types }, bytes, header) => {
        const decoder = createColumnDecoder(specOf(types), { header });
        try {
          decoder.push(bytes);
          decoder.finish();
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
