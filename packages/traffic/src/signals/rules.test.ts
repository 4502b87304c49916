// SPDX-License-Identifier: Apache-2.0
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { createTokeniser, hashWord } from '../sketch/tokens.ts';
import { splitAlternatives } from './pattern-source.ts';
import { RULES } from './rules/index.ts';
import { createSignaller, ruleHits, SIGNAL_BITS } from './signaller.ts';

const tokenise = createTokeniser();
/** Steps that one start position may cost: the product of the gaps of one alternative. */
const MOST_STEPS = 5_000;

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
  it('has triggers of one token each', () => {
    for (const word of rule.triggers) expect(tokenise(word).count, word).toBe(1);
  });
  it('has patterns whose cost is bounded whatever the text', () => {
    for (const { source, flags } of rule.patterns.concat(rule.unless ?? [])) {
      expect(flags).toBe('i');
      expect(source.replace(/\\./g, '').replace(/\[[^\]]*\]/g, 'c')).not.toMatch(/[*+]|\{\d+,\}/);
      for (const branch of splitAlternatives(source)) expect(productOfGaps(branch), branch).toBeLessThanOrEqual(MOST_STEPS);
    }
  });
});

describe('rules together', () => {
  it('have unique, versioned ids, a sentence for people, and positive and negative cases', () => {
    expect(new Set(RULES.map((rule) => rule.id)).size).toBe(RULES.length);
    for (const rule of RULES) {
      expect(rule.id).toMatch(/^[a-z]+\.[a-z-]+@\d+$/);
      expect(rule.about.length).toBeGreaterThan(10);
      expect(rule.hits.length).toBeGreaterThan(0);
      expect(rule.passes.length).toBeGreaterThan(0);
      expect(rule.bits).toBeLessThanOrEqual(8);
    }
  });

  it('speak for every technique that words can show', () => {
    expect(new Set(RULES.filter((rule) => rule.bits >= SIGNAL_BITS).map((rule) => rule.technique)).size).toBe(8);
  });

  it.each(['Think step by step.', 'Let us think step by step: what is 17 times 23?', "Q: 2 + 2?\nA: Let's think step by step."])(
    'and the model stay silent on: %s',
    (text) => {
      expect(createSignaller().signal(tokenise(text), text).mask).toBe(0);
    },
  );

  it('stay silent on the published data-analyst prompt, which is ordinary by itself', () => {
    const text =
      'You are an expert data analyst combining statistical rigor with deep domain knowledge. Your goal is to deliver data-driven insights — not summaries or visualizations — grounded in real data and supported by complete and transparent reasoning.';
    expect(createSignaller().signal(tokenise(text), text).mask).toBe(0);
  });

  it('end on texts that are made to make them backtrack', async () => {
    // A hung pattern cannot be interrupted from within its own thread, so it runs in one that can be killed.
    const url = JSON.stringify(new URL('./signaller.ts', import.meta.url).href);
    const worker = new Worker(
      `const { parentPort, workerData } = require('node:worker_threads');
       import(${url}).then(({ ruleHits }) => {
         for (const text of workerData) ruleHits(text);
         parentPort.postMessage(workerData.length);
       });`,
      { eval: true, workerData: makeHostileTexts() },
    );
    const finished = await new Promise<number>((resolve, reject) => {
      const hung = setTimeout(() => resolve(-1), 45_000);
      worker.once('message', (count: number) => (clearTimeout(hung), resolve(count)));
      worker.once('error', reject);
    });
    await worker.terminate();
    expect(finished).toBe(makeHostileTexts().length);
  });
});

/** For each rule, 8,000 characters of its own words over and over, which nearly match at every place. */
function makeHostileTexts(): string[] {
  return RULES.flatMap((rule) =>
    rule.hits.flatMap((hit) => {
      const words = hit.split(/\s+/);
      const halves = [words, words.slice(0, Math.ceil(words.length / 2)), words.slice(Math.floor(words.length / 2))];
      const fill = (piece: string): string => piece.repeat(Math.ceil(8_000 / piece.length)).slice(0, 8_000);
      return [...halves.map((part) => fill(`${part.join(' ')} `)), fill(`${rule.triggers.join(' ')} `)];
    }),
  );
}

/** Gaps are runs of nearly any unit; bounded endings of words (`\w{0,4}`) end where the word does. */
const productOfGaps = (branch: string): number =>
  [...branch.matchAll(/\[\^[^\]]*\]\{(?:\d+,)?(\d+)\}/g)].reduce((product, [, most]) => product * Number(most), 1);
