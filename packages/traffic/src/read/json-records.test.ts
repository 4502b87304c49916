// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLineFile } from './json-records.ts';
import { collect, makeTempFolder, writeSource } from './read.fixture.ts';

const folder = makeTempFolder();
const source = (bytes: string | Uint8Array) => writeSource(folder, bytes);

const jsonLine = fc.oneof(
  fc.record({ n: fc.integer(), s: fc.string({ unit: 'grapheme', maxLength: 30 }) }).map((value) => JSON.stringify(value)),
  fc.constantFrom('', ' ', '\t\r', 'not json', '{"a":', '[1,2]', '{"deep":{"ly":[{}]}}', '7', 'null', '\0\0', '{"s":"\\ud800"}'),
);
const lineEnd = fc.constantFrom('\n', '\n', '\r\n');
/** JSON lines, good and bad, with mixed line ends and with or without the last one. */
const jsonLines = fc
  .array(fc.tuple(jsonLine, lineEnd), { maxLength: 30 })
  .chain((lines) => fc.boolean().map((ended) => `{"first":1}\n${lines.flat().join('')}`.slice(0, ended ? undefined : -1)));

describe('JSON lines', () => {
  it('read in ranges of any size give every record once, with its place in the file', async () => {
    await fc.assert(
      fc.asyncProperty(jsonLines, fc.integer({ min: 1, max: 60 }), async (text, size) => {
        const file = source(text);
        const bytes = Buffer.from(text);
        const whole = await collect(file);
        const records: unknown[] = [];
        const places: unknown[] = [];
        const problems: unknown[] = [];
        for (let from = 0; from < bytes.length; from += size) {
          const part = await collect(file, 'json', { from, to: Math.min(bytes.length, from + size) });
          expect(part.error).toBe(null);
          // Lines of a range count from its start, which is the byte before `from`.
          const before = bytes.subarray(0, Math.max(0, from - 1)).filter((byte) => byte === 10).length;
          records.push(...part.records);
          places.push(...part.places.map(([line, offset, length]) => [before + line, offset, length]));
          problems.push(...part.problems.map((problem) => ({ ...problem, line: before + problem.line })));
        }
        expect(records).toEqual(whole.records);
        expect(places).toEqual(whole.places);
        expect(problems).toEqual(whole.problems);
      }),
      { numRuns: 60 },
    );
  });

  it('lie where their places say', async () => {
    await fc.assert(
      fc.asyncProperty(jsonLines, fc.boolean(), async (text, mark) => {
        const bytes = Buffer.from(mark ? `\ufeff${text}` : text);
        const { records, places } = await collect(source(bytes));
        const read = places.map(([, offset, length]) => JSON.parse(bytes.toString('utf8', offset, offset + length)) as unknown);
        expect(read).toEqual(records);
      }),
      { numRuns: 60 },
    );
  });

  it('that are bad are counted with their line and their reason, and stop nothing', async () => {
    const { records, problems, error } = await collect(source('{"n":1}\nsecret words\n\n{"n":2}\r\n{"n":\n\0\0{"n":3}\n{"n":4}'));
    expect(records).toEqual([{ n: 1 }, { n: 2 }, { n: 4 }]);
    expect(problems.map(({ code, line }) => [code, line])).toEqual([
      ['LINE_NOT_JSON', 2],
      ['LINE_NOT_JSON', 5],
      ['LINE_NOT_JSON', 6],
    ]);
    expect(problems[2]!.reason).toContain('NUL');
    expect(error).toBe(null);
  });

  it('are never quoted in the reason: a line may hold a prompt', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          '{"a":CANARY}',
          'CANARY',
          '{"a":1 CANARY}',
          '{"CANARY',
          '["a" CANARY]',
          '{"a":"b\u0001CANARY"}',
          '{"a":1}CANARY"',
        ),
        async (line) => {
          const { problems } = await collect(source(`{"n":1}\n${line}\n`));
          expect(problems).toHaveLength(1);
          expect(problems[0]!.reason).not.toContain('CANA');
        },
      ),
    );
  });

  it('keep lone surrogates and NUL characters of their texts', async () => {
    const { records } = await collect(source('{"s":"\\ud83d"}\n{"s":"a\\u0000b"}\n'));
    expect(records).toEqual([{ s: '\ud83d' }, { s: 'a\0b' }]);
  });

  it('may begin with a byte order mark and blank lines', async () => {
    const { records, places } = await collect(source('\ufeff\n\r\n{"n":1}\n'));
    expect(records).toEqual([{ n: 1 }]);
    expect(places).toEqual([[3, 6, 7]]);
  });

  it('above the limit are passed over, once however the file is cut', async () => {
    const long = `{"s":"${'x'.repeat(33 << 20)}"}`;
    const file = source(`{"n":1}\n${long}\n{"n":2}\n`);
    const whole = await collect(file);
    expect(whole.records).toEqual([{ n: 1 }, { n: 2 }]);
    expect(whole.problems).toMatchObject([{ code: 'LINE_TOO_LONG', line: 2 }]);
    const step = 10 << 20;
    const codes: string[] = [];
    const records: unknown[] = [];
    for (let from = 0; from < file.size; from += step) {
      const part = await collect(file, 'json', { from, to: Math.min(file.size, from + step) });
      codes.push(...part.problems.map(({ code }) => code));
      records.push(...part.records);
    }
    expect(codes).toEqual(['LINE_TOO_LONG']);
    expect(records).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('with a broken first line are still lines', async () => {
    const { records, problems } = await collect(source('{"cut off":"he\n{"n":1}\n{"n":2}\n'));
    expect(records).toEqual([{ n: 1 }, { n: 2 }]);
    expect(problems).toMatchObject([{ code: 'LINE_NOT_JSON', line: 1 }]);
  });
});

describe('a JSON document', () => {
  const items = [{ a: 1 }, { b: { c: ['x\ny', null] } }, { s: 'é' }];

  it.each([
    ['pretty-printed', JSON.stringify(items, null, 2)],
    ['with an item a line', `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]\n`],
    ['that opens with its first item', `[${items.map((item) => JSON.stringify(item)).join(',\n')}]`],
    ['after a byte order mark and blank lines', `\ufeff\n  ${JSON.stringify(items, null, '\t')}`],
    ['with a space before its first item', `[ ${items.map((item) => JSON.stringify(item)).join(',\n ')}\n]`],
    ['with Windows line ends', JSON.stringify(items, null, 2).replaceAll('\n', '\r\n')],
  ])('%s gives its items', async (_, text) => {
    expect((await collect(source(text))).records).toEqual(items);
  });

  it.each([
    ['one object over lines', JSON.stringify(items[1], null, 2)],
    ['one object that opens with its first member', JSON.stringify(items[1], null, 1).replace('{\n ', '{ ')],
  ])('of %s gives it', async (_, text) => {
    expect((await collect(source(text))).records).toEqual([items[1]]);
  });

  it('on one line is one record, however long', async () => {
    const long = Array.from({ length: 40_000 }, (_, i) => ({ n: i, s: 'x'.repeat(40) }));
    const { records } = await collect(source(JSON.stringify(long)));
    expect(records).toEqual(long);
    expect((await collect(source(JSON.stringify(items)))).records).toEqual([items]);
  });

  it('that is damaged is one problem', async () => {
    const { records, problems } = await collect(source('[\n{"a":1},\n{"b":\n'));
    expect(records).toEqual([]);
    expect(problems).toMatchObject([{ code: 'LINE_NOT_JSON', line: 1 }]);
  });
});

describe('other texts', () => {
  it.each([
    ['little-endian with a mark', Buffer.from('\ufeff{"a":1}\n', 'utf16le')],
    ['little-endian without one', Buffer.from('{"a":1}\n', 'utf16le')],
    ['big-endian without one', Buffer.from('{"a":1}\n', 'utf16le').swap16()],
  ])('in UTF-16, %s, are refused by name', async (_, bytes) => {
    const { error, records } = await collect(source(bytes));
    expect(error).toMatchObject({ code: 'FORMAT_UNKNOWN' });
    expect(records).toEqual([]);
  });

  it('are no files of lines when they are compressed, documents or marked', () => {
    expect(isLineFile(source('{"a":1}\n{"a":2}\n'))).toBe(true);
    expect(isLineFile(source('\ufeff{"a":1}\n'))).toBe(false);
    expect(isLineFile(source('[\n{"a":1}\n]'))).toBe(false);
  });

  it('of any bytes never throw anything but coded errors', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        for (const framing of ['json', 'csv', 'protobuf'] as const) {
          const { error } = await collect(source(bytes), framing);
          expect(error === null || typeof (error as { code?: unknown }).code === 'string', String(error)).toBe(true);
          expect((error as { code?: string } | null)?.code).not.toBe('INTERNAL');
        }
      }),
      { numRuns: 120 },
    );
  });

  it('that are empty hold nothing', async () => {
    for (const text of ['', '\n', '  ', '\ufeff'])
      expect(await collect(source(text))).toMatchObject({ records: [], problems: [], error: null });
  });
});
