// SPDX-License-Identifier: Apache-2.0
import { constants, gunzipSync, gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collect, heldBytes, makeTempFolder, writeSource } from './read.fixture.ts';

const folder = makeTempFolder();
const COMPRESSORS = { gzip: (bytes: Buffer) => gzipSync(bytes), zstd: (bytes: Buffer) => zstdCompressSync(bytes) } as const;
const KINDS = ['gzip', 'zstd'] as const;

/** Lines that hardly compress, so that a damaged byte spoils few of them. */
function makeLines(count: number, from = 0): { text: Buffer; records: unknown[] } {
  const records = Array.from({ length: count }, (_, i) => ({ n: from + i, s: ((from + i + 1) * 0.618_033_988_7).toString(36) }));
  return { text: Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join('')), records };
}

describe.each(KINDS)('%s', (kind) => {
  const compress = COMPRESSORS[kind];
  const { text, records } = makeLines(5_000);

  it('is told by the first bytes, whatever the name says', async () => {
    expect(writeSource(folder, compress(text), 'jsonl').compression).toBe(kind);
    expect((await collect(writeSource(folder, compress(text), 'txt'))).records).toEqual(records);
  });

  it('of several members or frames gives all of them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 5 }), async (cuts) => {
        const bounds = [0, ...cuts.sort((a, b) => a - b), text.length];
        const parts = bounds.slice(1).map((to, i) => compress(text.subarray(bounds[i], to)));
        expect(await collect(writeSource(folder, Buffer.concat(parts)))).toMatchObject({ records, error: null });
      }),
      { numRuns: 15 },
    );
  });

  it('that ends too early gives what is there and says so, wherever it was cut', async () => {
    const whole = compress(text);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 5, max: whole.length - 1 }), async (length) => {
        const found = await collect(writeSource(folder, whole.subarray(0, length)));
        expect(found.error).toMatchObject({ code: 'INPUT_TRUNCATED' });
        expect(found.records).toEqual(records.slice(0, found.records.length));
        if (kind === 'gzip' && length > 20) {
          const rest = gunzipSync(whole.subarray(0, length), { finishFlush: constants.Z_SYNC_FLUSH }).toString();
          expect(found.records).toHaveLength(rest.split('\n').length - 1);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('that is damaged gives the records before the damage and says so', async () => {
    const first = compress(text);
    const second = Buffer.from(compress(makeLines(3_000, 5_000).text));
    second.fill(0xff, 12, 40);
    const found = await collect(writeSource(folder, Buffer.concat([first, second])));
    expect(found.error).toMatchObject({ code: 'INPUT_CORRUPT', place: { file: expect.any(String) as string } });
    expect(found.records.slice(0, 5_000)).toEqual(records);
  });

  it('with rubbish behind its end gives every record and says so', async () => {
    const found = await collect(writeSource(folder, Buffer.concat([compress(text), Buffer.from('rubbish')])));
    expect(found.records).toEqual(records);
    expect(found.error).toMatchObject({ code: 'INPUT_CORRUPT' });
  });

  it('of any damage never throws anything but coded errors', async () => {
    const small = compress(makeLines(40).text);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 4, max: small.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bytes = Buffer.from(small);
        bytes[at]! ^= change;
        const { error } = await collect(writeSource(folder, bytes));
        const codes = ['INPUT_TRUNCATED', 'INPUT_CORRUPT', 'LINE_TOO_LONG', 'FORMAT_UNKNOWN'];
        expect(error === null || codes.includes((error as { code: string }).code), String(error)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('of a JSON document, CSV and a byte order mark is read like the plain file', async () => {
    expect((await collect(writeSource(folder, compress(Buffer.from(JSON.stringify(records, null, 1)))))).records).toEqual(
      records,
    );
    expect((await collect(writeSource(folder, compress(Buffer.from('a,b\n1,2\n'))), 'csv')).records).toEqual([
      { a: '1', b: '2' },
    ]);
    expect((await collect(writeSource(folder, compress(Buffer.from('\ufeff{"a":1}\n'))))).records).toEqual([{ a: 1 }]);
  });

  it('bomb of one line is passed over in bounded memory', async () => {
    const bomb = compress(Buffer.concat([Buffer.from('{"a":1}\n'), Buffer.alloc(120 << 20, 0x61), Buffer.from('\n{"a":2}\n')]));
    const source = writeSource(folder, bomb);
    const before = heldBytes();
    let held = 0;
    // The line is known to be too long when its end is seen: whoever kept it has all of it then.
    const found = await collect(source, 'json', undefined, () => (held = heldBytes() - before));
    expect(held).toBeLessThan(60 << 20);
    expect(found).toMatchObject({ records: [{ a: 1 }, { a: 2 }], problems: [{ code: 'LINE_TOO_LONG', line: 2 }], error: null });
  });
});

describe('gzip', () => {
  it('may be padded with zeros', async () => {
    const { text, records } = makeLines(100);
    const padded = Buffer.concat([gzipSync(text), Buffer.alloc(512)]);
    expect(await collect(writeSource(folder, padded))).toMatchObject({ records, error: null });
  });
});
