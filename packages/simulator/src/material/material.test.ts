// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readArrivals } from './arrivals.ts';
import { readCorpus } from './corpus.ts';
import { csvTable } from './csv.ts';

const root = mkdtempSync(join(tmpdir(), 'stillwatch-material-'));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;

/** A folder with these files. */
function folderWith(files: Record<string, string | Uint8Array>): string {
  const folder = join(root, String(folders++));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, content);
  }
  return folder;
}

describe('csvTable', () => {
  it('reads back whatever is quoted', () => {
    const cell = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (table) => {
        const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = `a,b\r\n${table.map((row) => row.map(quote).join(',')).join('\r\n')}\r\n`;
        expect([...csvTable(text).rows]).toEqual(table);
      }),
    );
  });

  it('ends on any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'x', ' ') }),
        (text) => [...csvTable(text).rows].length >= 0,
      ),
    );
    expect([...csvTable('a,b\n1,\n"2""",3\n"never closed, 4').rows]).toEqual([['1', ''], ['2"', '3'], ['never closed, 4']]);
  });
});

describe('readCorpus', () => {
  it('finds prompts in the usual shapes, at any depth', () => {
    const folder = folderWith({
      'a.txt': 'first line of text\nsecond line of text\n',
      'b.txt': 'a paragraph\nof two lines\n\nanother paragraph\n',
      'deep/er/c.jsonl':
        '{"prompt":"prompt of c"}\n{"instruction":"do what c says","input":"with this input"}\n{"question":"is this c?"}\n',
      'd.json': JSON.stringify({ examples: [{ input: 'input of d', target: '1' }], attacks: { kind: ['attack of d'] } }),
      'e.csv.gz': gzipSync('act,Prompt\nx,"prompt, of ""e"""\n'),
      'f.json': '{"text":"line one of f"}\n{"text":"line two of f"}\n',
      'README.md': 'this is not a prompt file',
    });
    const { prompts, files, skipped } = readCorpus(folder);
    expect(prompts.toSorted()).toEqual(
      [
        'first line of text',
        'second line of text',
        'a paragraph\nof two lines',
        'another paragraph',
        'prompt of c',
        'do what c says\n\nwith this input',
        'is this c?',
        'input of d',
        'attack of d',
        'prompt, of "e"',
        'line one of f',
        'line two of f',
      ].toSorted(),
    );
    expect({ files, skipped }).toEqual({ files: 6, skipped: 0 });
  });

  it('skips and counts junk', () => {
    const folder = folderWith({
      'a.jsonl':
        '{"prompt":"the only good one"}\n{broken\nnull\n{"other":1}\n{"prompt":"short"}\n{"prompt":"nul \\u0000 byte inside"}\n',
      'b.json': '{"never": [closed',
      'c.csv': 'no,known,column\n1,2,3\n',
      'd.txt.gz': Buffer.from([0x1f, 0x8b, 1, 2, 3]),
      'e.txt': Buffer.from([0xff, 0xfe, 0x80, 0x0a]),
      'f.json': `${'['.repeat(30)}"too deep to matter"${']'.repeat(30)}`,
      'g.jsonl': `{"prompt":"${'x'.repeat(30_000)}"}`,
      'h.csv': '',
      'i.json': '',
    });
    const { prompts, files, skipped } = readCorpus(folder);
    expect(prompts).toEqual(['the only good one']);
    expect(files).toBe(1);
    expect(skipped).toBeGreaterThanOrEqual(11);
    expect(() => readCorpus(join(folder, 'absent'))).toThrow(/ENOENT/);
  });

  it('survives any bytes', () => {
    const name = fc.constantFrom('x.txt', 'x.json', 'x.jsonl', 'x.csv', 'x.csv.gz');
    fc.assert(
      fc.property(name, fc.uint8Array({ maxLength: 200 }), (file, bytes) => {
        expect(readCorpus(folderWith({ [file]: bytes })).skipped).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 60 },
    );
  });
});

describe('readArrivals', () => {
  const stamps = (make: (i: number) => string | number, count = 40) => Array.from({ length: count }, (_, i) => make(i));

  it.each<[string, string, string]>([
    [
      'dates without a zone',
      'a.csv',
      `TIMESTAMP,Tokens\r\n${stamps((i) => `2023-11-16 18:15:${10 + i}.6805900,7\r`).join('\n')}`,
    ],
    ['seconds since 1970', 'b.csv', `time\n${stamps((i) => 1_700_000_000 + i).join('\n')}`],
    ['milliseconds from the begin', 'c.jsonl', stamps((i) => `{"timestamp": ${i * 1000}, "x": []}`).join('\n')],
    ['seconds from the begin', 'd.jsonl', stamps((i) => `{"arrival_time": ${i + 0.25}}`).join('\n')],
    [
      'nanoseconds, out of order',
      'e.csv',
      `n,ts_ns\n${stamps((i) => `0,${BigInt(1_700_000_000 + ((i * 7) % 40)) * 1_000_000_000n}`).join('\n')}`,
    ],
  ])('%s', (_, name, text) => {
    const { gaps, timesOfDay } = readArrivals(join(folderWith({ [name]: text }), name))!;
    expect(gaps).toHaveLength(39);
    for (const gap of gaps) expect(Math.abs(gap - 1000)).toBeLessThan(1);
    expect(timesOfDay).toBeNull();
  });

  it('shows the hours of a trace that is as long as a day', () => {
    const text = `timestamp\n${stamps((i) => new Date(Date.UTC(2024, 0, 1, 6 + i)).toISOString()).join('\n')}`;
    const { timesOfDay } = readArrivals(join(folderWith({ 'a.csv': text }), 'a.csv'))!;
    expect(timesOfDay![0]).toBe(6 * 3_600_000);
    expect(Math.max(...timesOfDay!)).toBe(23 * 3_600_000);
  });

  it.each(['', 'timestamp\n1\n2\n', 'x,y\n1,2\n', '\0\0', `timestamp\n${stamps(() => 'no date').join('\n')}`])(
    'is null where there is no trace: %j',
    (text) => {
      const folder = folderWith({ 'a.csv': text, 'a.jsonl': text });
      expect(readArrivals(join(folder, 'a.csv'))).toBeNull();
      expect(readArrivals(join(folder, 'a.jsonl'))).toBeNull();
      expect(readArrivals(join(folder, 'absent'))).toBeNull();
    },
  );
});

const SHARED = join(import.meta.dirname, '../../../../../shared/data');
describe.skipIf(!existsSync(SHARED))(
  `a real folder of prompts and traces${existsSync(SHARED) ? '' : ' (skipped: absent)'}`,
  () => {
    it('gives thousands of prompts', () => {
      expect(readCorpus(SHARED).prompts.length).toBeGreaterThan(5_000);
    });
  },
);
