// SPDX-License-Identifier: Apache-2.0
import { createNodeKey, emptyExchange, type Exchange } from '@stillwatch/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ColumnSpec, type ColumnType, decodeColumns } from '../store/columns.ts';
import { type TableName, TABLES } from '../store/schema.ts';
import { createEncoder, type Encoder } from './encoder.ts';
import { ExemplarIndex } from './exemplars.ts';

const make = (): Encoder => createEncoder(createNodeKey(new Uint8Array(32).fill(5)), new ExemplarIndex());
const exchange = (change: Partial<Exchange>): Exchange => ({
  ...emptyExchange(),
  account: 'a',
  time: 1_790_000_000_123,
  ...change,
});

function specOf(table: TableName): ColumnSpec {
  return Object.fromEntries(TABLES[table].columns.map(({ name, type }) => [name, type as ColumnType]));
}

/** Decodes every batch by the schema: a column too much or too few would not come out even. */
function take(encoder: Encoder): Partial<Record<TableName, Record<string, ArrayLike<unknown>> & { length: number }>> {
  return Object.fromEntries(
    encoder.takeBatches().map(({ table, rows, bytes }) => {
      const columns = decodeColumns(bytes, specOf(table)) as unknown as Record<string, ArrayLike<unknown>> & { length: number };
      expect(columns.length).toBe(rows);
      return [table, columns];
    }),
  );
}

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', '\0', 'x'.repeat(5_000)),
);
const count = fc.integer({ min: 0, max: 4_294_967_294 });
const exchanges = fc
  .record({
    id: text,
    session: text,
    model: text,
    system: text,
    user: text,
    plan: text,
    region: text,
    org: text,
    endUser: text,
    ip: text,
    userAgent: text,
    device: text,
    time: fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2100, 0, 1) - 1 }),
    turns: fc.nat(255),
    flags: fc.nat(65_535),
    maxTokens: count,
    inputTokens: count,
    outputTokens: count,
    reasoningTokens: count,
    temperature: fc.double({ min: -1, max: 100, noNaN: true }),
    createdAt: fc.constantFrom(0, 1, Date.UTC(2026, 0, 1), 4e15),
    handlesIn: fc.array(text, { maxLength: 3 }),
    handlesOut: fc.array(text, { maxLength: 3 }),
    account: text.filter((name) => name !== ''),
  })
  .map((fields) => ({ ...emptyExchange(), ...fields }));

describe('encoder', () => {
  it('writes rows that fit the schema, whatever an exchange holds', () => {
    fc.assert(
      fc.property(fc.array(exchanges, { minLength: 1, maxLength: 12 }), (list) => {
        const encoder = make();
        for (const one of list) encoder.encode(one);
        const { exchanges: rows, handles } = take(encoder);
        expect(rows!.length).toBe(list.length);
        list.forEach((one, i) => {
          expect(rows!.ts![i]).toBe(Math.floor(one.time / 1000));
          expect(rows!.ms![i]).toBe(one.time % 1000);
          expect(rows!.model![i]).toBe(Buffer.from(one.model.slice(0, 200)).toString());
          expect([rows!.turns![i], rows!.flags![i], rows!.inTokens![i], rows!.outTokens![i]]).toEqual([
            one.turns,
            one.flags,
            one.inputTokens,
            one.outputTokens,
          ]);
        });
        expect(handles?.length ?? 0).toBe(
          list.reduce((sum, { handlesIn, handlesOut }) => sum + handlesIn.length + handlesOut.length, 0),
        );
        expect(encoder.takeBatches()).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('gives one id to one exchange in whatever run, and different ones to different ones', () => {
    const ids = (list: readonly Exchange[]): unknown[] => {
      const encoder = make();
      for (const one of list) encoder.encode(one);
      return Array.from(take(encoder).exchanges!.id!);
    };
    const list = [
      exchange({ id: 'x' }),
      exchange({ id: 'y' }),
      exchange({}),
      exchange({ user: 'hello there you' }),
      exchange({ time: 1_790_000_000_124 }),
      exchange({ account: 'b' }),
    ];
    expect(new Set(ids(list)).size).toBe(list.length);
    expect(ids(list.toReversed())).toEqual(ids(list).toReversed());
  });

  it('stores a system prompt once, and its hash with every exchange', () => {
    const encoder = make();
    for (let i = 0; i < 20; i++) encoder.encode(exchange({ id: `${i}`, system: `You are helper number ${i % 3} of this house` }));
    const { exchanges: rows, systems } = take(encoder);
    expect(systems!.length).toBe(3);
    expect(new Set(Array.from(rows!.sys!))).toEqual(new Set(Array.from(systems!.sys!)));
    encoder.encode(exchange({ system: 'You are helper number 1 of this house' }));
    expect(take(encoder).systems).toBe(undefined);
  });

  it('asks to be emptied before long names or many handles fill the memory', () => {
    const encoder = make();
    const handlesIn = Array.from({ length: 64 }, (_, i) => `handle-number-${i}`);
    let encoded = 0;
    while (!encoder.isFull()) {
      encoder.encode(exchange({ id: `${encoded++}`, handlesIn, model: 'm'.repeat(100_000) }));
      expect(encoded).toBeLessThanOrEqual(100_000);
    }
    const bytes = encoder.takeBatches().reduce((sum, batch) => sum + batch.bytes.length, 0);
    expect(bytes).toBeLessThan(50 << 20);
  });
});
