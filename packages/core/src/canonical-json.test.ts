// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

/** The same value with the members of every object in another order. */
function reorder(value: unknown, turn: number): unknown {
  if (Array.isArray(value)) return value.map((item) => reorder(item, turn));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, reorder(item, turn)] as const);
  const cut = entries.length === 0 ? 0 : turn % entries.length;
  return Object.fromEntries([...entries.slice(cut), ...entries.slice(0, cut)].toReversed());
}

describe('canonicalJson', () => {
  it('does not depend on the order of members', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(20), (value, turn) => {
        expect(canonicalJson(reorder(value, turn))).toBe(canonicalJson(value));
      }),
    );
  });

  it('says what JSON.parse understands, and says it the same way again', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
        const text = canonicalJson(value);
        const read = JSON.parse(text) as unknown;
        expect(read).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(read)).toBe(text);
      }),
    );
  });

  it('keeps different values apart', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        fc.pre(!isSame(a, b));
        expect(canonicalJson(a)).not.toBe(canonicalJson(b));
      }),
    );
  });

  // RFC 8785, 3.2.2.3: numbers as ECMAScript writes them.
  it.each([
    [0, '0'],
    [-0, '0'],
    [1.0, '1'],
    [-17.25, '-17.25'],
    [0.1 + 0.2, '0.30000000000000004'],
    [123456789012345680000, '123456789012345680000'],
    [1e21, '1e+21'],
    [-2.5e22, '-2.5e+22'],
    [0.000001, '0.000001'],
    [0.0000001, '1e-7'],
    [Number.MIN_VALUE, '5e-324'],
    [Number.MAX_VALUE, '1.7976931348623157e+308'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
    [2 ** 53 + 2, '9007199254740994'],
  ])('writes the number %s as %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  // RFC 8785, 3.2.2.2: only what must be escaped is, in the shortest way and in lower case.
  it.each([
    ['\b\t\n\f\r', '"\\b\\t\\n\\f\\r"'],
    ['\u0000\u001f', '"\\u0000\\u001f"'],
    ['"\\', '"\\"\\\\"'],
    ['/<>&\u007f\u0080', '"/<>&\u007f\u0080"'],
    ['\u2028\u2029', '"\u2028\u2029"'],
    ['ß京🝔', '"ß京🝔"'],
    // Composed and decomposed letters stay what they were.
    ['\u00e9e\u0301', '"\u00e9e\u0301"'],
  ])('writes the string %j as %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  // RFC 8785, 3.2.3: by UTF-16 code units, so that what lies beyond U+FFFF comes before U+E000 to U+FFFF.
  it('sorts members by UTF-16 code units at every depth', () => {
    const value = { '\uff21': 1, '\u{1f600}': 2, z: 3, '': 4, Z: 5, '10': 6, '9': 7, é: { b: 1, a: [{ d: 1, c: 2 }] } };
    expect(canonicalJson(value)).toBe('{"":4,"10":6,"9":7,"Z":5,"z":3,"é":{"a":[{"c":2,"d":1}],"b":1},"\u{1f600}":2,"\uff21":1}');
  });

  it('takes `__proto__` for a name like any other', () => {
    const text = '{"__proto__":{"a":1},"b":2}';
    expect(canonicalJson(JSON.parse(text))).toBe(text);
  });

  it('writes an object that occurs twice, which is no cycle', () => {
    const shared = { a: 1 };
    expect(canonicalJson([shared, { b: shared }])).toBe('[{"a":1},{"b":{"a":1}}]');
    expect(canonicalJson(Object.create(null))).toBe('{}');
  });

  const cycle: Record<string, unknown> = {};
  cycle.self = [cycle];
  it.each([
    ['NaN', Number.NaN],
    ['infinity', -Infinity],
    ['undefined', undefined],
    ['an undefined member', { a: undefined }],
    ['a hole in an array', Array(1)],
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['a bigint', 1n],
    ['a lone surrogate', '\ud83d'],
    ['a lone surrogate in a name', { '\udc00': 1 }],
    ['a cycle', cycle],
    ['a date, which would become {}', new Date(0)],
    ['a map, which would become {}', new Map([[1, 2]])],
    ['bytes, which would become an object', new Uint8Array(2)],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
    expect(() => canonicalJson([value])).toThrow(TypeError);
  });
});

function isSame(a: unknown, b: unknown): boolean {
  try {
    expect(JSON.parse(JSON.stringify(a))).toEqual(JSON.parse(JSON.stringify(b)));
    return true;
  } catch {
    return false;
  }
}
