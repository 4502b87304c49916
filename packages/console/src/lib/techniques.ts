// SPDX-License-Identifier: Apache-2.0
import type { Technique } from '@stillwatch/core';

/** Titles of the contract's techniques; its ids check that none is missing. */
const TITLES: Readonly<Record<Technique, string>> = {
  'reasoning-elicitation': 'Reasoning elicitation',
  'rubric-grading': 'Rubric grading / reward modelling',
  'instruction-generation': 'Instruction generation',
  'tool-trajectory': 'Tool-trajectory harvest',
  'safe-rewriting': 'Censorship-safe rewriting',
  jailbreak: 'Jailbreak',
  'system-prompt-extraction': 'System-prompt extraction',
  'classifier-evasion': 'Classifier evasion',
  'handle-replay': 'Reasoning-handle replay',
};

/** Title of a technique; one that a newer node knows is shown by its id. */
export function titleOf(technique: string): string {
  return Object.hasOwn(TITLES, technique) ? TITLES[technique as Technique] : technique;
}
