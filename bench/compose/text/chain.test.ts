// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { makeSets } from '../sets.fixture.ts';
import { createChain } from './chain.ts';

const { answers } = makeSets();

describe('a chain', () => {
  it('says only words of its corpus, and the same under the same seed', () => {
    const chain = createChain(answers);
    const known = new Set(answers.flatMap((answer) => answer.split(/\s+/u)));
    for (let seed = 0; seed < 50; seed++) {
      const said = chain.passage(createRandom(seed), 30, 0.4);
      expect(said.split(' ').every((word) => known.has(word))).toBe(true);
      expect(chain.passage(createRandom(seed), 30, 0.4)).toBe(said);
    }
  });

  it('hardly ever repeats a sentence', () => {
    const chain = createChain(answers);
    const r = createRandom(7);
    const said = new Set(Array.from({ length: 500 }, () => chain.sentence(r, 15, r.float())));
    expect(said.size).toBeGreaterThan(440);
  });
});
