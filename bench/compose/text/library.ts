// SPDX-License-Identifier: Apache-2.0
import { createRandom } from '../random.ts';
import type { Sets } from '../sets.ts';
import { type Chain, createChain } from './chain.ts';

/** The sets and the registers learnt from them. */
export interface Library {
  readonly sets: Sets;
  /** What ordinary people write and paste. */
  readonly everyday: Chain;
  /** What people who code write; shares no task with `harvest`. */
  readonly coding: Chain;
  /** Fresh instructions in the register of a distillation corpus. */
  readonly harvest: Chain;
  readonly popular: readonly string[];
}

/** Each run orders the corpora anew, so that a topic is another one under another seed. */
export function createLibrary(sets: Sets, seed: number): Library {
  const r = createRandom(seed);
  const tasks = [...sets.asks, ...sets.seeds].flatMap((task) => [`${task.instruction} ${task.input}`, task.output]);
  const prompts = r.shuffle(sets.authors.flat());
  const everyday = r.shuffle([...prompts, ...tasks, ...sets.answers, ...sets.references, ...sets.questions.flat()]);
  const coding = r.shuffle([...sets.benignCode.map(asLine), ...sets.benignCode.map((task) => task.output)]);
  const harvest = r.shuffle([...sets.harvestCode, ...sets.harvestRole].map(asLine));
  return {
    sets,
    everyday: createChain(everyday),
    coding: createChain(coding),
    harvest: createChain(harvest),
    // Rank is popularity: a few prompts are pasted by thousands.
    popular: prompts.filter((prompt) => prompt.length < 1_500).slice(0, 150),
  };
}

function asLine(task: { instruction: string; input: string }): string {
  return `${task.instruction} ${task.input}`;
}
