// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineSplitter } from './lines.ts';
import { heldBytes } from './read.fixture.ts';

interface Line {
  text: string;
  line: number;
  offset: number;
  bytes: number;
}

function split(chunks: readonly Buffer[], maxLineBytes?: number): { lines: Line[]; long: number[]; mostHeld: number } {
  const lines: Line[] = [];
  const long: number[] = [];
  let mostHeld = 0;
  const splitter = createLineSplitter(
    {
      line: (text, line, offset, bytes) => lines.push({ text, line, offset, bytes }),
      tooLong: (line) => long.push(line),
    },
    maxLineBytes === undefined ? {} : { maxLineBytes },
  );
  for (const chunk of chunks) {
    // The reader may use its buffer again.
    const reused = Buffer.from(chunk);
    splitter.push(reused);
    reused.fill(0x21);
    mostHeld = Math.max(mostHeld, splitter.heldBytes);
  }
  splitter.end();
  return { lines, long, mostHeld };
}

function splitNaively(bytes: Buffer, max = Infinity): { lines: Line[]; long: number[] } {
  const lines: Line[] = [];
  const long: number[] = [];
  let from = 0;
  for (let line = 1; from < bytes.length; line++) {
    const at = bytes.indexOf(10, from);
    const end = at === -1 ? bytes.length : at;
    if (end - from > max) long.push(line);
    else {
      const cut = end > from && bytes[end - 1] === 13 ? end - 1 : end;
      if (cut > from) lines.push({ text: bytes.toString('utf8', from, cut), line, offset: from, bytes: cut - from });
    }
    from = end + 1;
  }
  return { lines, long };
}

function cut(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const chunks: Buffer[] = [];
  let from = 0;
  for (let i = 0; from < bytes.length; i++) {
    const size = sizes[i % sizes.length]!;
    chunks.push(bytes.subarray(from, from + size));
    from += size;
  }
  return chunks;
}

/** Bytes in which line ends, letters, broken and whole UTF-8 are all likely. */
const bytesOfLines = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('\n', '\r\n', '\r', '\n\n', '', '\0', 'é', '𝄞', '"\\ud800"') },
      { weight: 3, arbitrary: fc.string({ maxLength: 12 }) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 6 }) },
    ),
    { maxLength: 40 },
  )
  .map((parts) => Buffer.concat(parts.map((part) => Buffer.from(part as string))));
const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 6 });

describe('line splitter', () => {
  it('cuts one large chunk into its lines, short or longer than what is decoded at once', () => {
    const line = fc.tuple(fc.nat({ max: 150_000 }), fc.constantFrom('a', 'é', '\r')).map(([size, unit]) => unit.repeat(size));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
        const bytes = Buffer.from(lines.join('\n'));
        expect(split([bytes]).lines).toEqual(splitNaively(bytes).lines);
      }),
      { numRuns: 40, seed: 8 },
    );
  });

  it('gives the lines of a naive split for any bytes in any chunks', () => {
    fc.assert(
      fc.property(bytesOfLines, sizes, (bytes, chunkSizes) => {
        const { lines, long } = split(cut(bytes, chunkSizes));
        expect(lines).toEqual(splitNaively(bytes).lines);
        expect(long).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('passes over exactly the lines above its limit, and never holds more than the limit', () => {
    fc.assert(
      fc.property(bytesOfLines, sizes, fc.integer({ min: 1, max: 15 }), (bytes, chunkSizes, max) => {
        const { lines, long, mostHeld } = split(cut(bytes, chunkSizes), max);
        expect({ lines, long }).toEqual(splitNaively(bytes, max));
        expect(mostHeld).toBeLessThanOrEqual(max);
      }),
      { numRuns: 500 },
    );
  });

  it('takes a last line without its end, and no line that is not there', () => {
    expect(split([Buffer.from('a\nb')]).lines.map(({ text }) => text)).toEqual(['a', 'b']);
    expect(split([Buffer.from('a\nb\n')]).lines.map(({ text }) => text)).toEqual(['a', 'b']);
    expect(split([Buffer.from('')]).lines).toEqual([]);
    expect(split([Buffer.from('\r\n\n\r\n')]).lines).toEqual([]);
  });

  it('joins a character that two chunks share', () => {
    const bytes = Buffer.from('{"a":"é𝄞"}\n');
    for (let at = 1; at < bytes.length; at++) {
      expect(split([bytes.subarray(0, at), bytes.subarray(at)]).lines[0]!.text).toBe('{"a":"é𝄞"}');
    }
  });

  it('passes over a line of 200 MB without keeping it', () => {
    const piece = Buffer.alloc(1 << 20, 0x61);
    let mostHeld = 0;
    const long: [number, number, number][] = [];
    const texts: string[] = [];
    const splitter = createLineSplitter({
      line: (text) => texts.push(text),
      tooLong: (line, offset, bytes) => long.push([line, offset, bytes]),
    });
    splitter.push(Buffer.from('before\n'));
    const before = heldBytes();
    for (let i = 0; i < 200; i++) {
      splitter.push(piece);
      mostHeld = Math.max(mostHeld, splitter.heldBytes);
    }
    const grown = heldBytes() - before;
    splitter.push(Buffer.from('\nafter\n'));
    expect(texts).toEqual(['before', 'after']);
    expect(long).toEqual([[2, 7, 200 << 20]]);
    expect(mostHeld).toBeLessThanOrEqual(32 << 20);
    expect(grown).toBeLessThan(100 << 20);
  });
});
