// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { describeFinding } from './finding-words.ts';

it('puts a rule into words, and keeps the words that it found', () => {
  expect(describeFinding({ rule: 'antitrust/price', text: '$2' })).toBe('speaks of prices: “$2”');
  expect(describeFinding({ rule: 'antitrust/new-rule', text: 'x' })).toBe('new rule: “x”');
  expect(describeFinding({ rule: 'pii/ip-address', text: 'it was taken out' })).toBe(
    'personal data (ip-address): it was taken out',
  );
  expect(describeFinding({ rule: 'legal-basis', text: 'there is no legal basis' })).toBe('there is no legal basis');
});
