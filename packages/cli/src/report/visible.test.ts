// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { showUnseen } from './visible.ts';

/** What matters turns up seldom in random text. */
const SPICE = ['\u202e', '\u001b', '\u200b', '\u2028', '\ud800', '\n', '\\', 'a'];

test('ordinary writing of any script stays as it is', () => {
  for (const text of ['key-93f4', 'Ada Lovelace', 'مریم‌ها', 'नमस्ते', '日本語', '👩‍💻', 'a\\b', '⟨…⟩ ×'])
    expect(showUnseen(text)).toBe(text);
});

test('characters that turn, hide or move text are written out', () => {
  expect(showUnseen('\u202eexe\u2066')).toBe('\\u{202E}exe\\u{2066}');
  expect(showUnseen('a\u001b[2J\r\n\u0000')).toBe('a\\u{1B}[2J\\u{0D}\\u{0A}\\u{00}');
  expect(showUnseen('x\u200by\ufeff\u2028\u{e0041}')).toBe('x\\u{200B}y\\u{FEFF}\\u{2028}\\u{E0041}');
});

test('nothing unseen is left of any text, and doing it twice changes nothing', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.oneof(fc.constantFrom(...SPICE), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })) }),
      (text) => {
        const shown = showUnseen(text);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
        expect(showUnseen(shown)).toBe(shown);
      },
    ),
  );
});

test('a long text is cut between characters and says by how much', () => {
  expect(showUnseen('😀'.repeat(1_005), 5)).toBe(`${'😀'.repeat(5)}… (1,000 more characters)`);
  expect(showUnseen('12345', 5)).toBe('12345');
});
