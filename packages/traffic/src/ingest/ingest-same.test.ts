// SPDX-License-Identifier: Apache-2.0
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeTempFolder } from '../read/read.fixture.ts';
import {
  type Facts,
  type LineFormat,
  makeFacts,
  makeLogFolder,
  MAPPING,
  readStored,
  useEngine,
  writeLog,
} from './ingest.fixture.ts';

const { openFresh, read } = useEngine();
const root = makeTempFolder();
const FACTS = Array.from({ length: 400 }, (_, i) => makeFacts(i));
const put = (files: Record<string, string | Uint8Array>): string => makeLogFolder(root, files);

describe('ingest of the same', () => {
  it('file, again or by two paths, changes nothing', async () => {
    const folder = put({ 'a.jsonl': writeLog(FACTS, 'native') });
    const path = join(folder, 'a.jsonl');
    symlinkSync(path, join(folder, 'b.jsonl'));
    const store = await openFresh();
    expect(await read(store, { paths: [folder, path, join(folder, 'b.jsonl')] })).toMatchObject({ files: 1, exchanges: 400 });
    const once = await readStored(store);
    await read(store, { paths: [path] });
    await read(store, { paths: [path], workers: 2 });
    expect(await readStored(store)).toEqual(once);
    expect((await store.deduplicate()).after).toBe(400);
  });

  it('records in another order stores the same, also when clocks run backwards', async () => {
    const forwards = await openFresh();
    const backwards = await openFresh();
    await read(forwards, { paths: [put({ 'a.jsonl': writeLog(FACTS, 'native') })] });
    await read(backwards, { paths: [put({ 'a.jsonl': writeLog(FACTS.toReversed(), 'native') })] });
    expect(await readStored(backwards)).toEqual(await readStored(forwards));
  });

  it('facts, however they are split over files, compressions and formats, stores the same', async () => {
    const reference = await openFresh();
    await read(reference, { paths: [put({ 'all.jsonl': writeLog(FACTS, 'native') })] });
    const expected = await readStored(reference);
    const plain = (text: string): Uint8Array => Buffer.from(text);
    const wraps = [plain, (text: string) => gzipSync(text), (text: string) => zstdCompressSync(text)];
    const formats: LineFormat[] = ['native', 'litellm', 'jsonl', 'csv'];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ format: fc.constantFrom(...formats), wrap: fc.nat(2), twice: fc.boolean() }), {
          minLength: 1,
          maxLength: 5,
        }),
        fc.integer(),
        fc.integer({ min: 1, max: 2 }),
        async (files, seed, workers) => {
          const shares: Facts[][] = files.map(() => []);
          FACTS.forEach((facts, i) => shares[Math.abs(Math.imul(i + 1, seed | 1)) % files.length]!.push(facts));
          const named: Record<string, Uint8Array> = {};
          const mapped: Record<string, Uint8Array> = {};
          files.forEach(({ format, wrap, twice }, f) => {
            if (shares[f]!.length === 0) return;
            const into = format === 'jsonl' || format === 'csv' ? mapped : named;
            const text = writeLog(shares[f]!, format);
            into[`${f}`] = wraps[wrap]!(text);
            if (twice) into[`${f}-again`] = wraps[(wrap + 1) % 3]!(text);
          });
          const store = await openFresh();
          if (Object.keys(named).length > 0) expect((await read(store, { paths: [put(named)], workers })).problems).toEqual([]);
          if (Object.keys(mapped).length > 0) {
            expect((await read(store, { paths: [put(mapped)], workers, mapping: MAPPING })).problems).toEqual([]);
          }
          const stored = await readStored(store);
          expect(stored).toEqual(expected);
        },
      ),
      { numRuns: 4 },
    );
  });

  it('large file with one reader or two stores the same, and names lines of the whole file', async () => {
    // More than one range of 32 MB, with bad lines in each.
    const padding = 'x'.repeat(9_000);
    const lines = Array.from({ length: 4_600 }, (_, i) => {
      if (i % 2_000 === 1_500) return `bad ${i}`;
      const [line] = writeLog([makeFacts(i)], 'native').split('\n');
      return `${line!.slice(0, -1)},"padding":"${padding}"}`;
    });
    const folder = put({ 'large.jsonl': lines.join('\n') });
    const one = await openFresh();
    const two = await openFresh();
    const first = await read(one, { paths: [folder], workers: 1 });
    const second = await read(two, { paths: [folder], workers: 2 });
    expect(first).toMatchObject({ exchanges: 4_598, rejected: 2 });
    expect(first.problems[0]!.samples.map((sample) => /:\d+/.exec(sample)![0])).toEqual([':1501', ':3501']);
    expect(second.problems).toEqual(first.problems);
    expect(second.absent).toEqual(first.absent);
    expect(await readStored(two)).toEqual(await readStored(one));
  });
});
