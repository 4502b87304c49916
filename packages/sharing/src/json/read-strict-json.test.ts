// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStrictJson } from './read-strict-json.ts';

const reason = (input: string | Uint8Array, limits = {}): string => {
  const result = readStrictJson(input, limits);
  return result.ok ? 'accepted' : result.reason;
};

describe('strict JSON', () => {
  it('reads whatever JSON.parse reads of I-JSON, to the same value', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'grapheme' }), fc.constantFrom(undefined, 1, '\t'), (text, space) => {
        const spaced = JSON.stringify(JSON.parse(text), null, space);
        expect(readStrictJson(spaced)).toEqual({ ok: true, value: JSON.parse(spaced) });
        expect(readStrictJson(Buffer.from(spaced))).toEqual({ ok: true, value: JSON.parse(spaced) });
      }),
    );
    expect(readStrictJson(String.raw` {"a\u0041\n": [1.5e-3, -0, true, null, "é\/"]} `)).toEqual({
      ok: true,
      value: { 'aA\n': [0.0015, -0, true, null, 'é/'] },
    });
  });

  it('accepts nothing that JSON.parse refuses', () => {
    const noise = fc.array(
      fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', 'a', '1', '-', '.', 'e', 'u', ' ', 'true', 'null', '\n', '\u0001'),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          noise.map((parts) => parts.join('')),
          fc.string(),
          fc.json().map((text) => text.slice(1)),
        ),
        (text) => {
          if (!readStrictJson(text).ok) return;
          expect(() => JSON.parse(text) as unknown).not.toThrow();
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('refuses a name twice, however it is written and wherever', () => {
    for (const text of [
      '{"a":1,"a":1}',
      String.raw`{"a":1,"\u0061":2}`,
      '[[{"b":{"":1,"":2}}]]',
      '{"__proto__":1,"__proto__":2}',
    ]) {
      expect(reason(text)).toMatch(/^a name stands twice/);
    }
    expect(reason('{"a":{"a":1},"b":{"a":1}}')).toBe('accepted');
  });

  it('keeps __proto__ as a name', () => {
    const result = readStrictJson('{"__proto__":{"admin":true}}');
    expect(result.ok && Object.hasOwn(result.value as object, '__proto__')).toBe(true);
    expect((result as { value: { admin?: boolean } }).value.admin).toBeUndefined();
  });

  it('refuses what is too large, too deep or too much, before it is built', () => {
    expect(reason('"aaaa"', { bytes: 5 })).toMatch(/bytes/);
    expect(reason('['.repeat(1_000_000))).toMatch(/levels/);
    expect(reason('{"a":'.repeat(65))).toMatch(/levels/);
    expect(reason('[1,2,3]', { values: 3 })).toMatch(/values/);
    expect(reason('"aaaa"', { stringLength: 4 })).toMatch(/longer/);
    expect(reason('[[1]]', { depth: 2 })).toBe('accepted');
  });

  it('refuses what another reader would understand differently', () => {
    for (const text of [
      '1e400',
      '-1e999',
      String.raw`"\ud800"`,
      String.raw`{"\udc00":1}`,
      '\ufeff1',
      '01',
      '1.',
      '+1',
      "{'a':1}",
      '[1,]',
      '1 2',
      '',
    ]) {
      expect([text, reason(text)]).not.toEqual([text, 'accepted']);
    }
    expect(reason(new Uint8Array([0x22, 0xff, 0x22]))).toBe('it is not UTF-8');
  });
});
