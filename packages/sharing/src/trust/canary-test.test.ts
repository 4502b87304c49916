// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quote } from '../pattern/print.ts';
import { templateToStix } from '../stix/template-objects.ts';
import { createCanaryTest } from './canary-test.ts';

const SIGNATURE = Array.from({ length: 16 }, (_, at) => 1_000 + at);
const sketch = { signature: SIGNATURE, simhash: 0xff00n, words: 60, lines: 0 };
const VALUES = ['192.0.2.7', 'decoy.example', 'Eve@Decoy.example', "o'decoy\\1", '4711'];
const canaryOf = createCanaryTest({
  scheme: 'sketch-v1',
  keyId: 'aa'.repeat(8),
  prompts: [{ name: 'prompt', sketch }],
  values: VALUES.map((value) => ({ name: value, value })),
});

const indicator = (pattern: string, more: object = {}) =>
  canaryOf({ type: 'indicator', id: 'indicator--1', pattern, pattern_type: 'stix', ...more });
const template = (kept: readonly number[], more: { keyId?: string; scheme?: string; words?: number } = {}) =>
  canaryOf(
    templateToStix({
      hash: 'ab'.repeat(32),
      scheme: 'sketch-v1',
      keyId: 'aa'.repeat(8),
      signature: SIGNATURE.map((sample, at) => (kept.includes(at) ? sample : 0)),
      simhash: 'f'.repeat(16),
      words: 60,
      lines: 0,
      slots: 1,
      confidence: 80,
      validFrom: 0,
      validUntil: 1,
      ...more,
    }).observable,
  );

describe('a canary', () => {
  it('that is a wording is known by three samples under the group’s key', () => {
    expect(template([0, 5, 9, 12])).toBe('prompt');
    expect(template([0, 5])).toBe(null);
    expect([template([0, 5, 9], { keyId: 'bb'.repeat(8) }), template([0, 5, 9], { scheme: 'sketch-v2' })]).toEqual([null, null]);
    expect(template([0, 5, 9], { words: 600 })).toBe(null);
    expect(canaryOf({ type: 'x-prompt-template', id: 'x-prompt-template--1', signature: 'nonsense' })).toBe(null);
  });

  it('that is a value is known by an indicator that asks for it', () => {
    expect(indicator("[ipv4-addr:value = '192.0.2.7']")).toBe('192.0.2.7');
    expect(indicator("[email-addr:value IN ('a@b.example', 'eve@decoy.EXAMPLE')]")).toBe('Eve@Decoy.example');
    expect(indicator("[domain-name:value = 'x.example'] OR [user-account:user_id = '4711']")).toBe('4711');
  });

  it('is not reported by what only happens to fit, is said of something else, or says the contrary', () => {
    for (const pattern of [
      "[ipv4-addr:value != '192.0.2.7']",
      "[ipv4-addr:value NOT = '192.0.2.7']",
      "[ipv4-addr:value ISSUBSET '192.0.2.0/24']",
      "[domain-name:value LIKE 'decoy.example']",
      "[software:name = '4711']",
      "[ipv4-addr:value = '192.0.2.7'",
    ]) {
      expect(indicator(pattern), pattern).toBe(null);
    }
    const asked = "[ipv4-addr:value = '192.0.2.7']";
    expect(indicator(asked, { indicator_types: ['benign'] })).toBe(null);
    expect(indicator(asked, { indicator_types: ['benign', 'malicious-activity'] })).toBe('192.0.2.7');
    expect(indicator(asked, { pattern_type: 'snort' })).toBe(null);
    expect(canaryOf({ type: 'ipv4-addr', id: 'ipv4-addr--1', value: '192.0.2.7' })).toBe(null);
  });

  it('is known however its value is quoted, and nothing else is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...VALUES), fc.string({ minLength: 1 })), (value) => {
        const known = VALUES.find((one) => one.toLowerCase() === value.toLowerCase()) ?? null;
        expect(indicator(`[user-account:user_id = ${quote(value)}]`)).toBe(known);
      }),
    );
  });
});
