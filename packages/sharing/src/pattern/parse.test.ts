// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyPattern } from './any-pattern.fixture.ts';
import { parsePattern, tryParsePattern } from './parse.ts';
import { printPattern } from './print.ts';
import { PatternError } from './problem.ts';

const MD5 = 'd41d8cd98f00b204e9800998ecf8427e';

describe('parsePattern', () => {
  it.each([
    ['[file:size = 1]', '[file:size = 1]'],
    ['[ file : size==1 ]', '[file:size = 1]'],
    ['[file:size <> -1.50]', '[file:size != -1.50]'],
    ["[file:name NOT LIKE 'a%']", "[file:name NOT LIKE 'a%']"],
    ["[file:name IN ('a','b')]", "[file:name IN ('a', 'b')]"],
    ['[file:name IN ()]', '[file:name IN ()]'],
    [
      "[file:extensions.'ntfs-ext'.alternate_data_streams[*].size>=+3]",
      "[file:extensions.'ntfs-ext'.alternate_data_streams[*].size >= +3]",
    ],
    [
      `[file:hashes.MD5 = '${MD5}' OR file:hashes.'SHA-1' != '${'a'.repeat(40)}']`,
      `[file:hashes.MD5 = '${MD5}' OR file:hashes.'SHA-1' != '${'a'.repeat(40)}']`,
    ],
    ['[EXISTS file:name AND NOT EXISTS file:size]', '[EXISTS file:name AND NOT EXISTS file:size]'],
    ['[process:is_hidden = true]', '[process:is_hidden = true]'],
    [
      "[a:b = b'aGk=' OR a:b = h'00fF' OR a:b < t'2026-01-01T00:00:00Z']",
      "[a:b = b'aGk=' OR a:b = h'00fF' OR a:b < t'2026-01-01T00:00:00Z']",
    ],
    ["[a:b = 'it\\'s \\\\ here']", "[a:b = 'it\\'s \\\\ here']"],
    ['/* one */ [a:b = 1] // two\n', '[a:b = 1]'],
    ['[(a:b = 1 OR a:b = 2) AND a:c = 3]', '[(a:b = 1 OR a:b = 2) AND a:c = 3]'],
    ['[a:b = 1 OR a:b = 2 AND a:c = 3]', '[a:b = 1 OR a:b = 2 AND a:c = 3]'],
    ['[a:b = 1] OR [a:b = 2] AND [a:b = 3] FOLLOWEDBY [a:b = 4]', '[a:b = 1] OR [a:b = 2] AND [a:b = 3] FOLLOWEDBY [a:b = 4]'],
    ['([a:b = 1] OR [a:b = 2]) AND [a:b = 3]', '([a:b = 1] OR [a:b = 2]) AND [a:b = 3]'],
    ['([a:b = 1] REPEATS 2 TIMES) REPEATS 2 TIMES', '([a:b = 1] REPEATS 2 TIMES) REPEATS 2 TIMES'],
    ['([a:b = 1]) WITHIN 5 SECONDS WITHIN 6 SECONDS', '([a:b = 1] WITHIN 5 SECONDS) WITHIN 6 SECONDS'],
    ['[a:b = 1] REPEATS 3 TIMES WITHIN 0.5 SECONDS', '([a:b = 1] REPEATS 3 TIMES) WITHIN 0.5 SECONDS'],
    [
      "[a:b = 1] START t'2026-01-01T00:00:00Z' STOP t'2026-01-02T00:00:00Z'",
      "[a:b = 1] START t'2026-01-01T00:00:00Z' STOP t'2026-01-02T00:00:00Z'",
    ],
  ])('reads %s', (text, printed) => {
    expect(printPattern(parsePattern(text))).toBe(printed);
  });

  it.each([
    ['', 'line 1:0: a pattern starts with [ or (: square brackets are missing'],
    ['file:size = 1', 'line 1:0: a pattern starts with [ or (: square brackets are missing'],
    ['[file:size = 1', 'line 1:14: expected ], found the end'],
    ['[file:size = 1]]', 'line 1:15: expected AND, OR, FOLLOWEDBY, a qualifier or the end, found ]'],
    ['[file:size =? 1]', 'line 1:12: unexpected "?"'],
    ['[file:size = one]', 'line 1:13: expected a literal, found one'],
    ['[file:size > true]', 'line 1:13: > compares no truth values'],
    ['[file = 1]', 'line 1:6: expected :, found ='],
    ['[:size = 1]', 'line 1:1: expected an object path, found :'],
    ["[file:hashes.SHA-1 = 'a']", "line 1:13: expected a property, quoted where it has a hyphen ('SHA-256'), found SHA-1"],
    ["[file:hashes.'SHA-256' = 'f00']", 'line 1:1: the value does not have the form of SHA-256'],
    [`[file:hashes.MD5 IN ('${MD5}', 'f00')]`, 'line 1:1: the value does not have the form of MD5'],
    ["[file:hashes.sha1 != 'f00']", 'line 1:1: the value does not have the form of sha1'],
    ["[file:hashes.SSDEEP = 'f00']", 'line 1:1: the value does not have the form of SSDEEP'],
    ["[file:name = 'abc]", "line 1:13: a string that does not end, or that has an escape other than \\' and \\\\"],
    ["[file:name = 'a\\.b']", "line 1:13: a string that does not end, or that has an escape other than \\' and \\\\"],
    ['[file:name = "abc"]', 'line 1:13: unexpected "\\""'],
    ['[file:name LIKE 5]', "line 1:16: expected a string in '…', found 5"],
    ['[file:name IN 5]', 'line 1:14: expected a set in parentheses, found 5'],
    ["[file:name IN ('a',)]", 'line 1:19: expected a literal, found )'],
    ['[file:a[-1] = 1]', 'line 1:8: an index is a number from 0 on'],
    ['[file:size = 007]', 'line 1:14: expected ], found 0'],
    ["[a:b = b'====']", "line 1:7: b'====' is not base64"],
    ["[a:b = h'abc']", "line 1:7: h'abc' is not pairs of hexadecimal digits"],
    ["[a:b = t'2026-02-30T00:00:00Z']", "line 1:7: t'2026-02-30T00:00:00Z' is not a time in RFC 3339 with Z"],
    ['[a:b = 1] within 2 SECONDS', 'line 1:10: expected AND, OR, FOLLOWEDBY, a qualifier or the end, found within'],
    ['[a:b = 1] WITHIN 0 SECONDS', 'line 1:17: WITHIN needs more than 0 seconds'],
    ['[a:b = 1] WITHIN 5 HOURS', 'line 1:19: expected SECONDS, found HOURS'],
    ['[a:b = 1] REPEATS 0 TIMES', 'line 1:18: REPEATS needs at least 1 time'],
    ['[a:b = 1] REPEATS 1.5 TIMES', 'line 1:18: expected a number of times, found 1.5'],
    ['[a:b = 1] REPEATS 2 TIMES REPEATS 3 TIMES', 'line 1:26: the qualifier REPEATS stands twice on one observation'],
    [
      "[a:b = 1] START '2026-01-01T00:00:00Z' STOP t'2026-01-01T00:00:00Z'",
      "line 1:16: expected a time t'…', found '2026-01-01T00:00:00Z'",
    ],
    ["[a:b = 1] START t'2026-01-01T00:00:00Z' STOP t'2026-01-01T00:00:00Z'", 'line 1:16: STOP must be later than START'],
    ['[a:b = 1]\nAND\n  [a:b 1]', 'line 3:7: expected an operator, found 1'],
    ['[NOT a:b = 1]', 'line 1:5: expected EXISTS, found a'],
    ['('.repeat(70), 'line 1:65: parentheses nested more than 64 deep'],
    [`[a:b = '${'x'.repeat(70_000)}']`, 'line 1:0: a pattern may have at most 65536 characters'],
  ])('refuses %s', (text, message) => {
    const read = tryParsePattern(text);
    expect(read.ok ? 'accepted' : read.problem.message).toBe(message);
    expect(read).toMatchObject({ problem: { code: 'PATTERN_INVALID' } });
  });

  it('reads what it has printed as the same pattern', () => {
    fc.assert(
      fc.property(anyPattern, (pattern) => {
        const text = printPattern(pattern);
        expect(printPattern(parsePattern(text))).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it('raises nothing but its own error, whatever a pattern is', () => {
    const pieces = fc.constantFrom(
      ...`[ ] ( ) : . , * = == != < > ' \\ /* */ // AND OR NOT EXISTS FOLLOWEDBY WITHIN REPEATS TIMES SECONDS START STOP IN LIKE MATCHES 1 -2 3.5 file size a b' h' t' t'2026-01-01T00:00:00Z' 'a' \n`.split(
        ' ',
      ),
    );
    const attempt = (text: string) => {
      try {
        parsePattern(text);
      } catch (error) {
        expect(error).toBeInstanceOf(PatternError);
      }
    };
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), attempt));
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (words) => attempt(words.join(' '))),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(anyPattern, fc.nat(), fc.string({ maxLength: 3 }), (pattern, at, text) => {
        const whole = printPattern(pattern);
        const cut = at % (whole.length + 1);
        attempt(whole.slice(0, cut) + text + whole.slice(cut + 1));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['comments', '/*'.repeat(30_000)],
    ['slashes', '/'.repeat(60_000)],
    ['quotes', "'".repeat(60_001)],
    ['backslashes', `'${'\\\\'.repeat(30_000)}`],
    ['alternatives', `[${Array.from({ length: 6_000 }, () => 'a:b=1').join(' OR ')}]`],
    ['brackets', '['.repeat(60_000)],
    ['digits', `[a:b = ${'9'.repeat(60_000)}]`],
  ])('looks through sixty thousand characters of %s', (_, text) => {
    expect(typeof tryParsePattern(text).ok).toBe('boolean');
  });
});

const FILE = fileURLToPath(new URL('../../../../../shared/oracles/pattern-vectors-dev.json', import.meta.url));

describe.skipIf(!existsSync(FILE))('published patterns (skipped without ../shared/oracles)', () => {
  const vectors = (existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {}) as {
    PASS_CASES?: string[];
    SPEC?: string[];
    FAIL_CASES?: [string, string][];
  };

  it('are read where they are right', () => {
    const right = [...(vectors.PASS_CASES ?? []), ...(vectors.SPEC ?? [])];
    expect(right.length).toBeGreaterThan(20);
    expect(right.filter((text) => !tryParsePattern(text).ok)).toEqual([]);
  });

  it('are refused at the same place where they are wrong', () => {
    for (const [text, message] of vectors.FAIL_CASES ?? []) {
      const read = tryParsePattern(text);
      const place = /line (\d+):(\d+)/.exec(message);
      expect(read.ok, text).toBe(false);
      if (place !== null) expect(read).toMatchObject({ problem: { line: Number(place[1]), column: Number(place[2]) } });
    }
  });
});
