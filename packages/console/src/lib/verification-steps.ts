// SPDX-License-Identifier: Apache-2.0

interface StepWords {
  readonly name: string;
  readonly shows: string;
  readonly not: string;
}

/** What each step of a dossier's verification shows and what it does not, for people who are no cryptographers. */
const STEPS: Readonly<Record<string, StepWords>> = {
  read: {
    name: 'Files',
    shows: 'It has the files of a dossier and nothing else: no links, no name twice, none too large.',
    not: 'Anything about what they say.',
  },
  bag: {
    name: 'Bag',
    shows: 'It declares itself in a format (BagIt) that archives and courts can read.',
    not: 'That the declaration is true; that is for the steps below.',
  },
  manifest: {
    name: 'Manifest',
    shows: 'Each file is, to the last bit, the one that the list names, and none is missing from the list.',
    not: 'Who wrote the list, or when.',
  },
  withheld: {
    name: 'Withheld',
    shows: 'What is missing was left out because of a marking fixed when the dossier was signed, and its hash still stands.',
    not: 'What is in it. Whoever holds the file can show it later, and nobody can show another.',
  },
  tags: {
    name: 'Tags',
    shows: 'The files beside the evidence were not damaged on the way.',
    not: 'Safety against a forger: this list is not signed.',
  },
  statement: {
    name: 'Statement',
    shows: 'The signed statement speaks of exactly this list and this case.',
    not: 'That somebody signed it; that is the next step.',
  },
  signature: {
    name: 'Signature',
    shows: 'The holder of the organisation’s key stands for it.',
    not: 'That what it says is true, or that the key is theirs: get the key from somewhere else than the dossier.',
  },
  leaf: {
    name: 'Leaf of the log',
    shows: 'A leaf of the log commits to this very list and statement; no second dossier fits it.',
    not: 'That the leaf is in the log; that is the next step.',
  },
  log: {
    name: 'In the log',
    shows: 'The leaf has its place in a log that can only grow, signed by the log.',
    not: 'That everybody is shown the same log; that is what witnesses are for.',
  },
  quorum: {
    name: 'Witnesses',
    shows: 'Others have seen the log at this size: the operator cannot quietly show two histories.',
    not: 'That the witnesses have read anything: they see sizes and hashes only.',
  },
  timestamp: {
    name: 'Time',
    shows: 'An independent authority saw it no later than the time it stamped.',
    not: 'When things happened before that time.',
  },
};

/** Words for a step; one of a newer node has its title alone. */
export function wordsOfStep(step: string): StepWords | null {
  return Object.hasOwn(STEPS, step) ? STEPS[step]! : null;
}

/** `10 passed, 1 skipped`; what failed first. */
export function countSteps(steps: readonly { readonly status: 'passed' | 'failed' | 'skipped' }[]): string {
  return (['failed', 'passed', 'skipped'] as const)
    .map((status) => [steps.filter((step) => step.status === status).length, status] as const)
    .filter(([count]) => count > 0)
    .map(([count, status]) => `${count} ${status}`)
    .join(', ');
}
