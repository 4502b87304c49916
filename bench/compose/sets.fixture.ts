// SPDX-License-Identifier: Apache-2.0
import { createRandom } from './random.ts';
import type { Sets, Task } from './sets.ts';

/** Small sets made up for tests: the composition must not need the public ones to be tried. */
export function makeSets(seed = 3): Sets {
  const r = createRandom(seed);
  const words = Array.from({ length: 400 }, (_, i) => `w${i.toString(36)}${'aeiou'[i % 5]!}`);
  const line = (least: number): string =>
    `${Array.from({ length: least + r.int(12) }, () => words[r.zipf(400, 0.7)]!).join(' ')}.`;
  const tasks = (count: number): Task[] =>
    Array.from({ length: count }, (_, i) => ({
      instruction: `${line(8)} n${i}`,
      input: i % 2 === 0 ? '' : line(3),
      output: line(20),
    }));
  const lines = (count: number, least: number): string[] => Array.from({ length: count }, () => line(least));
  return {
    authors: Array.from({ length: 40 }, () => lines(1 + r.int(4), 15)),
    asks: tasks(30),
    seeds: tasks(20),
    pipelines: ['Come up with tasks.\n\nTask: a b c\n\nTask:'],
    questions: Array.from({ length: 30 }, () => lines(2, 8)),
    references: lines(10, 20),
    judges: [
      { name: 'pair', system: line(20), template: '[Q] {question}\n[A] {answer_a}\n[B] {answer_b}' },
      { name: 'single', system: 'short', template: 'Rate. {question} {answer} {ref_answer_1}' },
    ],
    benchmarks: ['one', 'two', 'three', 'four', 'five'].map((task) => ({ task, prefix: line(40), questions: lines(20, 9) })),
    harvestCode: tasks(150),
    harvestRole: tasks(60),
    benignCode: tasks(60),
    benignRole: tasks(30),
    answers: lines(60, 20),
    jailbreaks: lines(20, 30),
    leaks: lines(8, 10),
    traces: {
      chatGapsMs: Float64Array.from({ length: 500 }, () => r.exponential(200)),
      codeGapsMs: Float64Array.from({ length: 500 }, () => (r.chance(0.9) ? r.exponential(50) : r.exponential(5_000))),
      sessions: Array.from({ length: 200 }, () => Array.from({ length: r.poisson(1.5) }, () => 3_000 + r.exponential(60_000))),
    },
  };
}
