// SPDX-License-Identifier: Apache-2.0
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { SAMPLES } from '../formats/samples.fixture.ts';
import { makeTempFolder, writeSource } from './read.fixture.ts';
import { sniffSource } from './sniff.ts';

const folder = makeTempFolder();

describe('sniffing a file', () => {
  const known = Object.entries(SAMPLES).filter(([name]) => !['jsonl', 'csv', 'otlp-protobuf'].includes(name));

  it.each(known)('recognises %s as lines, as a document, compressed, and behind bad lines', async (name, sample) => {
    const line = JSON.stringify(sample);
    const texts = [`${line}\n${line}\n`, JSON.stringify([sample], null, 2), `\ufeff${line}`, `cut off"}\n\n${line}\n`];
    for (const text of texts) expect((await sniffSource(writeSource(folder, text))).name).toBe(name);
    expect((await sniffSource(writeSource(folder, gzipSync(texts[0]!)))).name).toBe(name);
  });

  it('recognises a compressed file that ends too early by what is there', async () => {
    const whole = gzipSync(`${JSON.stringify(SAMPLES.native)}\n`.repeat(50));
    expect((await sniffSource(writeSource(folder, whole.subarray(0, whole.length - 9)))).name).toBe('native');
  });

  it.each([
    ['nothing', ''],
    ['a text', 'Dear reader,\nthis is no log.\n'],
    ['JSON of another kind', '{"a":1}\n{"a":2}\n'],
    ['random bytes', Buffer.from(Array.from({ length: 999 }, (_, i) => (i * 7919) & 255))],
  ])('refuses %s with a hint', async (_, bytes) => {
    const sniffed = sniffSource(writeSource(folder, bytes));
    await expect(sniffed).rejects.toThrowWithCode('FORMAT_UNKNOWN');
    await expect(sniffed).rejects.toMatchObject({ hint: expect.any(String) as string });
  });

  it('reads little of a large file', async () => {
    const lines = `${JSON.stringify(SAMPLES.native)}\n`.repeat(20_000);
    const source = writeSource(folder, lines);
    expect((await sniffSource(source)).name).toBe('native');
  });
});
