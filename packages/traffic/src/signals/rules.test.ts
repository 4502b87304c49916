// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { hashWord } from '../sketch/tokens.ts';
import { createTokeniser } from '../sketch/tokens.ts';
import { RULES } from './rules/index.ts';
import { createSignaller, ruleHits } from './signaller.ts';

const tokenise = createTokeniser();

describe.each(RULES.map((rule) => [rule.id, rule] as const))('rule %s', (_, rule) => {
  it.each(rule.hits)('hits: %s', (text) => {
    expect(ruleHits(text)).toContain(rule.id);
  });
  it.each(rule.passes)('passes over: %s', (text) => {
    expect(ruleHits(text)).toEqual([]);
  });
  it.each(rule.hits)('is woken by a trigger word in: %s', (text) => {
    const { hash, count } = tokenise(text);
    const words = new Set(hash.subarray(0, count));
    expect(rule.triggers.some((word) => words.has(hashWord(word)))).toBe(true);
  });
});

describe('rules together', () => {
  it('have unique, versioned ids and positive and negative cases', () => {
    expect(new Set(RULES.map((rule) => rule.id)).size).toBe(RULES.length);
    for (const rule of RULES) {
      expect(rule.id).toMatch(/^[a-z]+\.[a-z-]+@\d+$/);
      expect(rule.hits.length).toBeGreaterThan(0);
      expect(rule.passes.length).toBeGreaterThan(0);
    }
  });

  it('stay silent on the published data-analyst prompt, which is ordinary by itself', () => {
    const text =
      'You are an expert data analyst combining statistical rigor with deep domain knowledge. Your goal is to deliver data-driven insights — not summaries or visualizations — grounded in real data and supported by complete and transparent reasoning.';
    expect(createSignaller().signal(tokenise(text), text).mask).toBe(0);
  });
});
