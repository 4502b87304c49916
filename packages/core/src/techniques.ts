// SPDX-License-Identifier: Apache-2.0
/** Extraction techniques that a signal can speak for, with the MITRE ATLAS techniques they map to. */
export const TECHNIQUES = [
  {
    id: 'reasoning-elicitation',
    title: 'Reasoning elicitation',
    atlas: ['AML.T0054', 'AML.T0024.002'],
    capability: 'reasoning',
    about: 'asks for the hidden reasoning: after the fact, in forced inline tags, in a forced language, or translated',
  },
  {
    id: 'rubric-grading',
    title: 'Rubric grading / reward modelling',
    atlas: ['AML.T0024.002'],
    capability: 'judgement',
    about: 'a rubric, candidates and a score-only answer',
  },
  {
    id: 'instruction-generation',
    title: 'Instruction generation',
    atlas: ['AML.T0024.002', 'AML.T0065'],
    capability: 'instruction following',
    about: 'asks for new tasks, instructions or question-answer pairs in the manner of self-instruct or evolve',
  },
  {
    id: 'tool-trajectory',
    title: 'Tool-trajectory harvest',
    atlas: ['AML.T0024.002'],
    capability: 'tool use and agents',
    about: 'asks for complete agent or tool-call trajectories as training data',
  },
  {
    id: 'safe-rewriting',
    title: 'Censorship-safe rewriting',
    atlas: ['AML.T0024.002'],
    capability: 'alignment data',
    about: 'sensitive input turned into evasive or approved targets at volume',
  },
  {
    id: 'jailbreak',
    title: 'Jailbreak',
    atlas: ['AML.T0054'],
    capability: 'safeguards',
    about: 'persona, instruction override or coercion against the safeguards',
  },
  {
    id: 'system-prompt-extraction',
    title: 'System-prompt extraction',
    atlas: ['AML.T0056', 'AML.T0069.002'],
    capability: 'system prompts',
    about: 'asks for the hidden instructions',
  },
  {
    id: 'classifier-evasion',
    title: 'Classifier evasion',
    atlas: ['AML.T0051.000', 'AML.T0068'],
    capability: 'safeguards',
    about: 'text that addresses the classifier, fake debugging, fake system authority, encodings',
  },
  {
    id: 'handle-replay',
    title: 'Reasoning-handle replay',
    atlas: ['AML.T0024.002'],
    capability: 'reasoning',
    about: 'an opaque reasoning handle of one session presented in another',
  },
] as const;

export type Technique = (typeof TECHNIQUES)[number]['id'];
export const TECHNIQUE_IDS: readonly Technique[] = TECHNIQUES.map((technique) => technique.id);

/** Bit of a technique in stored technique masks. */
export function techniqueBit(id: Technique): number {
  return 1 << TECHNIQUE_IDS.indexOf(id);
}

/** Technique ids of a stored mask, in table order. */
export function techniquesOf(mask: number): Technique[] {
  return TECHNIQUE_IDS.filter((_, i) => (mask >> i) & 1);
}
