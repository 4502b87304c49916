// SPDX-License-Identifier: Apache-2.0
import { createNodeKey } from '@stillwatch/core';
import { describe, expect, it } from 'vitest';
import { memorySource } from '../read/sources.ts';
import { type ColumnSpec, decodeColumns } from '../store/columns.ts';
import { TABLES } from '../store/schema.ts';
import { findExchange } from './find-exchange.ts';
import { makeFacts, writeLog } from './ingest.fixture.ts';
import { createTaskRunner, noWork, addWork } from './task.ts';

const secret = new Uint8Array(32).fill(9);
const key = createNodeKey(secret);
const format = { format: 'native', mapping: null };

/** The keys of the rows that a body becomes, in order. */
async function store(text: string): Promise<{ account: bigint; second: number; id: bigint }[]> {
  const rows: Uint8Array[] = [];
  const settings = { secret, mapping: null, since: -Infinity, until: Infinity, keepPlaces: false };
  const runner = createTaskRunner(settings, async (table, bytes) => {
    if (table === 'exchanges') rows.push(bytes);
  });
  const done = noWork();
  const source = memorySource(Buffer.from(text), 'body');
  await runner.run({ source, sourceNumber: 0, format: 'native' }, (part) => addWork(done, part));
  await runner.finish();
  expect(runner.exemplars.size).toBe(0);
  const spec = Object.fromEntries(TABLES.exchanges.columns.map(({ name, type }) => [name, type])) as ColumnSpec;
  const columns = decodeColumns(Buffer.concat(rows), spec) as unknown as {
    account: BigUint64Array;
    ts: Uint32Array;
    id: BigUint64Array;
    length: number;
  };
  expect(columns.length).toBe(done.exchanges);
  return Array.from({ length: columns.length }, (_, i) => ({
    account: columns.account[i]!,
    second: columns.ts[i]!,
    id: columns.id[i]!,
  }));
}

describe('finding an exchange again', () => {
  it.each([
    ['with its own id', (text: string) => text],
    ['with a derived id', (text: string) => text.replace(/"id":"[^"]*",/g, '')],
  ])('works by the key of its row, %s', async (_name, change) => {
    const facts = Array.from({ length: 60 }, (_, i) => makeFacts(i));
    const text = `not json\n${change(writeLog(facts, 'native'))}{"cut": `;
    const refs = await store(text);
    expect(refs.length).toBe(60);
    const source = memorySource(Buffer.from(text), 'body');
    for (const i of [0, 31, 59]) {
      expect((await findExchange(source, format, key, refs[i]!))?.user).toBe(facts[i]!.text);
      for (const wrong of [{ id: 1n }, { second: 1 }, { account: 1n }]) {
        expect(await findExchange(source, format, key, { ...refs[i]!, ...wrong })).toBe(null);
      }
    }
    expect(await findExchange(source, format, createNodeKey(new Uint8Array(32)), refs[0]!)).toBe(null);
  });
});
