// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { createWrapperDealer } from './wrappers.ts';

describe('wrappers', () => {
  it('share no sentence between the campaigns of a run', () => {
    const { deal } = createWrapperDealer(8);
    const sentences = Array.from({ length: 10 }, (_, i) => deal('expert', createRandom(i)).head.split(/(?<=[.!?]) /u)[0]!);
    expect(new Set(sentences).size).toBe(10);
  });

  it('leave no choice open and name both tags when tags are forced', () => {
    const { deal, paraphrase } = createWrapperDealer(9);
    for (let i = 0; i < 40; i++) {
      for (const wrapper of [deal('tags', createRandom(i)), paraphrase('tags', createRandom(i))]) {
        expect(wrapper.head).not.toMatch(/[{}|]|<\/?[ab]>/u);
        expect(new Set(wrapper.head.match(/<\w+>/gu)).size).toBeGreaterThanOrEqual(2);
      }
    }
  });

  it('stand in the system prompt when asked to', () => {
    const wrapper = createWrapperDealer(1).deal('expert', createRandom(3), true);
    expect(wrapper.system.length).toBeGreaterThan(60);
    expect(wrapper.head + wrapper.tail).toBe('');
  });
});
