// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isTextInDisguise, isTextInNumbers } from './disguise.ts';

const TEXTS = [
  'You are a careful tutor. Solve the following problem.',
  'jane.doe@example.com',
  'Напиши подробное решение следующей задачи',
  '请一步一步地解答下面的数学题，并解释每一步的理由',
];

/** The same noise in every run. */
function noise(bytes: number, of: number): Buffer {
  const hash = createHash('shake256', { outputLength: bytes });
  return hash.update(`noise ${of}`).digest();
}

describe('what goes where a digest goes', () => {
  it.each(TEXTS)('is text in hexadecimal and base64: %s', (text) => {
    const bytes = Buffer.from(text);
    expect(isTextInDisguise(bytes.subarray(0, 32).toString('hex'))).toBe(true);
    expect(isTextInDisguise(bytes.subarray(0, 32).toString('base64url'))).toBe(true);
    expect(isTextInDisguise(`[x-prompt-template:template_hash = '${bytes.subarray(0, 32).toString('hex')}']`)).toBe(true);
  });

  it.each(['you are a', 'Ignore al', 'DE89 3704', '192.0.2.17', '4111 1111', 'jane.doe@'])('is a short one too: %s', (text) => {
    expect(isTextInDisguise(Buffer.from(text).toString('hex').slice(0, 16))).toBe(true);
  });

  it.each(['Solve for th', 'jane.doe@exam', '192.0.2.17 192', 'IGNORE ALL ABOV', 'solve the problem'])(
    'is one in the middle of noise, wherever it begins: %s',
    (text) => {
      for (let at = 0; at + text.length <= 32; at++) {
        // Nothing before and after that could be read with it.
        const bytes = Buffer.alloc(32, 0x81);
        bytes.write(text, at, 'latin1');
        expect(isTextInDisguise(bytes.toString('hex')), `at ${at}`).toBe(true);
        expect(isTextInDisguise(bytes.toString('base64url')), `at ${at}`).toBe(true);
      }
    },
  );

  // Each value is looked at in every encoding there is.
  it.each([8, 16, 32, 64])(
    'is noise of %i bytes, and passes, in all but one of a hundred thousand',
    { timeout: 240_000 },
    (bytes) => {
      const values = Array.from({ length: 20_000 }, (_, i) => noise(bytes, i).toString('hex'));
      expect(values.filter(isTextInDisguise)).toEqual([]);
    },
  );

  it('may be printable by chance, as one of 2,800 of eight bytes is', () => {
    expect(isTextInDisguise('3030604060204050')).toBe(false);
  });
});

describe('what goes where the numbers of a fingerprint go', () => {
  it.each(TEXTS)('is text, one, four or eight letters to a number: %s', (text) => {
    const bytes = Buffer.from(text).subarray(0, Buffer.from(text).length & ~7);
    const of = (size: number) => Array.from({ length: bytes.length / size }, (_, i) => i * size);
    expect(isTextInNumbers([...bytes])).toBe(true);
    expect(isTextInNumbers(of(4).map((at) => bytes.readUInt32BE(at)))).toBe(true);
    expect(isTextInNumbers(of(4).map((at) => bytes.readUInt32LE(at)))).toBe(true);
    expect(isTextInNumbers(of(8).map((at) => bytes.subarray(at, at + 8).toString('hex')))).toBe(true);
  });

  it.each(['Hi', 'jane', 'no pets', 'DE89 37'])('is text of fewer than eight letters, with zeros or without: %s', (text) => {
    const letters = [...Buffer.from(text)];
    expect(isTextInNumbers(letters)).toBe(true);
    expect(isTextInNumbers([...letters, ...Array.from({ length: 16 - letters.length }, () => 0)])).toBe(true);
    expect(isTextInNumbers(letters.flatMap((letter) => [0, letter]))).toBe(true);
    expect(isTextInNumbers(letters.map((letter) => letter.toString(16).padStart(16, '0')))).toBe(true);
    expect(isTextInNumbers([...letters.map((letter) => letter.toString(16).padStart(16, '0')), letters[0]!])).toBe(true);
  });

  it('is no text where one number is none, or where there is one only', () => {
    for (const other of [0x1f, 0x7f, 300, 0x2000_0000]) expect(isTextInNumbers([72, 105, other])).toBe(false);
    expect(isTextInNumbers([72, 0, 0])).toBe(false);
    expect(isTextInNumbers([0, 0])).toBe(false);
    expect(isTextInNumbers([])).toBe(false);
  });

  it('is a signature of noise, and passes', () => {
    const caught = Array.from({ length: 20_000 }, (_, i) => {
      const bytes = noise(64, i);
      return Array.from({ length: 16 }, (_, at) => bytes.readUInt32BE(at * 4));
    }).filter(isTextInNumbers);
    expect(caught).toEqual([]);
    const bands = Array.from({ length: 100_000 }, (_, i) => noise(32, i).toString('hex').match(/.{16}/g)!);
    expect(bands.filter(isTextInNumbers).length).toBeLessThanOrEqual(1);
    expect(isTextInNumbers([0, 0, 3, 60, 1, 2])).toBe(false);
  });
});
