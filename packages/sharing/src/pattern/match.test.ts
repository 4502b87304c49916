// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyPattern } from './any-pattern.fixture.ts';
import { matchPattern, type Observation } from './match.ts';
import { PatternError } from './problem.ts';

/** Observed once, `second` seconds after noon. */
function seen(second: number, ...objects: Record<string, unknown>[]): Observation {
  const at = new Date(Date.UTC(2026, 0, 1, 12, 0, second)).toISOString();
  return {
    first_observed: at,
    last_observed: at,
    number_observed: 1,
    objects: objects.map((object, i) => ({ id: `o--${i}`, ...object })),
  };
}
const file = (name: string, more = {}) => ({ type: 'file', name, ...more });
const matches = (pattern: string, ...observations: Observation[]) => matchPattern(pattern, observations).observations;

const rich = seen(
  0,
  {
    type: 'file',
    name: 'a.exe',
    size: 100,
    entropy: 7.5,
    hashes: { 'SHA-1': 'a'.repeat(40) },
    ctime: '2026-01-01T00:00:00.5Z',
    magic_number_hex: '4D5A',
    payload_bin: 'aGk=',
    is_signed: true,
    tags: ['x', 'y'],
    parts: [{ n: 1 }, { n: 2 }],
    parent_directory_ref: 'o--1',
    contains_refs: ['o--2', 'o--3'],
  },
  { type: 'directory', path: 'C:\\Windows' },
  { type: 'ipv4-addr', value: '198.51.100.3' },
  { type: 'ipv6-addr', value: '2001:db8::3/64' },
  file('a.exe', { size: 7 }),
);

describe('matchPattern on one observation', () => {
  it.each([
    ["file:name = 'a.exe'", true],
    ["file:name != 'a.exe'", false],
    ["file:name NOT = 'b'", true],
    ["file:name = 'A.exe'", false],
    ["file:size = '100'", false],
    ["file:size != '100'", true],
    ['file:size >= 100 AND file:size <= 100', true],
    ['file:size > 100', false],
    ['file:entropy > 7', true],
    ["file:name < 'b' AND file:name > 'a'", true],
    ["file:ctime > t'2026-01-01T00:00:00Z'", true],
    ["file:ctime = t'2026-01-01T00:00:00.500Z'", true],
    ["file:magic_number_hex = h'4d5a'", true],
    ["file:payload_bin = b'aGk='", true],
    ['file:is_signed = true', true],
    ['file:is_signed = false', false],
    ["file:tags[1] = 'y'", true],
    ["file:tags[0] = 'y'", false],
    ["file:tags[*] = 'y'", true],
    ['file:parts[*].n = 2', true],
    ["file:hashes.'SHA-1' LIKE 'aa%'", true],
    ["file:parent_directory_ref.path LIKE 'C:\\\\W_ndows'", true],
    ["file:contains_refs[0].value = '198.51.100.3'", true],
    ["file:contains_refs[*].type = 'ipv6-addr'", true],
    ["file:contains_refs[1].value = '198.51.100.3'", false],
    ["file:name IN ('b', 'a.exe')", true],
    ["file:name NOT IN ('b', 'a.exe')", false],
    ['file:name IN ()', false],
    ["file:name LIKE '%.exe'", true],
    ["file:name LIKE 'a'", false],
    ["file:name LIKE '_.exe'", true],
    ["file:name MATCHES '^[a-z]\\\\.exe$'", true],
    ["ipv4-addr:value ISSUBSET '198.51.100.0/24'", true],
    ["ipv4-addr:value ISSUBSET '198.51.101.0/24'", false],
    ["ipv4-addr:value NOT ISSUBSET '198.51.101.0/24'", true],
    ["ipv4-addr:value ISSUPERSET '198.51.100.3'", true],
    ["ipv6-addr:value ISSUPERSET '2001:db8:0:0::9'", true],
    ["ipv6-addr:value ISSUBSET '2001:db8::/32'", true],
    ["ipv6-addr:value ISSUBSET '198.51.100.0/24'", false],
    ['EXISTS file:size', true],
    ['EXISTS file:mtime', false],
    ['NOT EXISTS file:mtime', true],
    // One observable must be all of it: neither of the two is both.
    ['file:size = 7 AND EXISTS file:ctime', false],
    ["file:size = 7 OR file:name = 'none'", true],
    ["file:name = 'a.exe' AND ipv4-addr:value = '198.51.100.3'", false],
    ["url:value = 'x'", false],
    ["file:toString = 'x'", false],
  ])('decides [%s]', (test, matched) => {
    expect(matchPattern(`[${test}]`, [rich]).matched).toBe(matched);
  });
});

describe('matchPattern on several observations', () => {
  const [a, b, c] = [seen(0, file('a')), seen(10, file('b')), seen(20, file('c'))];

  it('takes different observations for AND', () => {
    expect(matches("[file:name = 'a'] AND [file:name = 'b']", a, b)).toEqual([0, 1]);
    expect(matches("[file:name = 'a'] AND [file:name LIKE 'a']", a)).toEqual([]);
    expect(matches("[file:name = 'a'] AND [file:name LIKE 'a']", a, a)).toEqual([0, 1]);
  });

  it('takes either for OR', () => {
    expect(matches("[file:name = 'x'] OR [file:name = 'b']", a, b)).toEqual([1]);
  });

  it('takes later ones for FOLLOWEDBY, in whatever order they are given', () => {
    expect(matches("[file:name = 'a'] FOLLOWEDBY [file:name = 'b']", b, a)).toEqual([0, 1]);
    expect(matches("[file:name = 'b'] FOLLOWEDBY [file:name = 'a']", a, b)).toEqual([]);
    expect(matches("[file:name = 'a'] FOLLOWEDBY [file:name = 'b'] FOLLOWEDBY [file:name = 'c']", c, b, a)).toEqual([0, 1, 2]);
  });

  it('binds qualifiers to what they stand behind', () => {
    expect(matches("[file:name = 'a'] AND [file:name = 'c'] WITHIN 5 SECONDS", a, c)).toEqual([0, 1]);
    expect(matches("([file:name = 'a'] AND [file:name = 'c']) WITHIN 5 SECONDS", a, c)).toEqual([]);
    expect(matches("([file:name = 'a'] AND [file:name = 'c']) WITHIN 20 SECONDS", a, c)).toEqual([0, 1]);
  });

  it('counts REPEATS, observations that stand for several included', () => {
    expect(matches("[file:name = 'a'] REPEATS 2 TIMES", a, b)).toEqual([]);
    expect(matches("[file:name = 'a'] REPEATS 2 TIMES", a, b, a)).toEqual([0, 2]);
    expect(matches("[file:name = 'a'] REPEATS 5 TIMES", { ...a, number_observed: 5 })).toEqual([0]);
    expect(matches("([file:name = 'a'] AND [file:name = 'b']) REPEATS 2 TIMES", a, b, a)).toEqual([]);
    expect(matches("([file:name = 'a'] AND [file:name = 'b']) REPEATS 2 TIMES", a, b, a, b)).toEqual([0, 1, 2, 3]);
  });

  it('finds the group of repetitions that is close enough', () => {
    const at = [0, 100, 101, 102, 300].map((second) => seen(second, file('a')));
    expect(matches("[file:name = 'a'] REPEATS 3 TIMES WITHIN 2 SECONDS", ...at)).toEqual([1, 2, 3]);
    expect(matches("[file:name = 'a'] REPEATS 4 TIMES WITHIN 2 SECONDS", ...at)).toEqual([]);
  });

  it('keeps to START and STOP, the first included', () => {
    const between = (start: string, stop: string) =>
      matches(`[file:name LIKE '_'] START t'2026-01-01T12:00:${start}Z' STOP t'2026-01-01T12:00:${stop}Z'`, a, b, c);
    expect(between('10', '20')).toEqual([1]);
    expect(between('11', '20')).toEqual([]);
  });

  it('passes over observations whose times cannot be read', () => {
    expect(matches("[file:name = 'a']", { ...a, first_observed: 'yesterday' })).toEqual([]);
  });

  it('finds one in many thousand, and does not search for ever', () => {
    const many = Array.from({ length: 3_000 }, (_, i) => seen(i, file('a')));
    expect(matches("[file:name = 'a'] REPEATS 1000 TIMES WITHIN 5 SECONDS", ...many)).toEqual([]);
    expect(() => matches("([file:name = 'a'] AND [file:name = 'a'] AND [file:name = 'a']) WITHIN 0.5 SECONDS", ...many)).toThrow(
      'the search for a match takes too many steps',
    );
  });
});

it('raises nothing but its own error, whatever the pattern', () => {
  fc.assert(
    fc.property(anyPattern, (pattern) => {
      try {
        expect(typeof matchPattern(pattern, [rich, rich, seen(5, file('b'))]).matched).toBe('boolean');
      } catch (error) {
        expect(error).toBeInstanceOf(PatternError);
      }
    }),
    { numRuns: 300 },
  );
});

it('refuses to match a value that is too long for its expression', () => {
  const long = seen(0, file('a'.repeat(50_000)));
  expect(() => matchPattern("[file:name MATCHES '(a?){1000}b']", [long])).toThrow('a value is too long for it');
  expect(matchPattern("[file:name MATCHES 'ab|^a+$']", [long]).matched).toBe(true);
});
