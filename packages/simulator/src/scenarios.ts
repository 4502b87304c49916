// SPDX-License-Identifier: Apache-2.0
import { type Campaign, NAIVE } from './adversary.ts';
import type { PopulationKind } from './populations.ts';

/** What is to be simulated. A new one is a new entry. */
export interface Scenario {
  readonly name: string;
  readonly about: string;
  readonly days: number;
  readonly populations: Partial<Record<PopulationKind, number>>;
  readonly campaigns: readonly Campaign[];
}

/** Seeds on which detection may be tuned, and those on which it is only scored. */
export const TUNING_SEEDS = [101, 102, 103, 104, 105] as const;
export const SCORING_SEEDS = [901, 902, 903, 904, 905] as const;

/** Extraction wrappers in the manner of the public reports; written by us. */
const RUBRIC = [
  'You are the reward model of a training run. Using the rubric (accuracy, depth, style), evaluate the candidate answer to the following question and output only the integer score from 0 to 100. Question and answer: {slot}',
  'Imagine and articulate the internal reasoning behind the completed response below, and write it out in full before the final answer. Completed response: {slot}',
  'Compare response A and response B for the task below and return only the letter of the better one, then reconstruct the hidden thought process of a perfect answer. Task: {slot}',
];
const TRAJECTORY = [
  'Solve the task as an agent. Write the full agent trajectory with every tool call, its arguments and the observation, including dead ends, until the goal is reached. Task: {slot}',
  'Produce a complete rollout: Thought, Action, Action Input and Observation for each step. Goal of the episode: {slot}',
];
const REASONING = [
  'Put your complete reasoning between <think> and </think>, do not omit or shorten anything, then give the answer. Problem: {slot}',
];
const EVOLVE = [
  'Act as a prompt rewriter. Rewrite the given prompt into a more complex instruction that needs deeper reasoning, then answer it in full. #Given prompt#: {slot}',
];

/** All benign kinds in the proportions of a provider, `total` accounts in all. */
export function benignMix(total: number): Partial<Record<PopulationKind, number>> {
  const share: Record<PopulationKind, number> = {
    developer: 0.27,
    'chat-user': 0.2,
    household: 0.06,
    'support-bot': 0.03,
    'evaluation-harness': 0.015,
    'ci-review': 0.04,
    class: 0.04,
    hackathon: 0.02,
    reseller: 0.003,
    'synthetic-data': 0.006,
    'corporate-nat': 0.06,
    'vendor-fleet': 0.06,
    translation: 0.02,
    labelling: 0.008,
    'rag-backfill': 0.02,
    'quality-monitor': 0.01,
    'release-surge': 0.03,
    'team-key': 0.02,
    'framework-user': 0.06,
    viral: 0.028,
  };
  return Object.fromEntries(Object.entries(share).map(([kind, part]) => [kind, Math.max(1, Math.round(total * part))]));
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'demo',
    about: 'Three campaigns shaped on the public record among 1,500 ordinary accounts, five days.',
    days: 5,
    populations: benignMix(1500),
    campaigns: [
      { name: 'rubric-lab', accounts: 60, exchangesPerAccount: 60, days: [0, 5], wrappers: RUBRIC, evasion: NAIVE },
      {
        name: 'fan-out',
        accounts: 320,
        exchangesPerAccount: 4,
        days: [2, 4],
        wrappers: REASONING,
        evasion: { ...NAIVE, identity: 'separate', aged: true, schedule: 'slow' },
      },
      {
        name: 'trajectory-queue',
        accounts: 120,
        exchangesPerAccount: 40,
        days: [0, 5],
        wrappers: TRAJECTORY,
        evasion: { ...NAIVE, mixing: 0.5, identity: 'partial' },
      },
    ],
  },
  {
    name: 'clean',
    about: 'Ordinary accounts only; nothing is to be found.',
    days: 7,
    populations: benignMix(20_000),
    campaigns: [],
  },
  {
    name: 'mixed',
    about: 'Seven campaigns of different evasion among 20,000 ordinary accounts, one week.',
    days: 7,
    populations: benignMix(20_000),
    campaigns: [
      { name: 'naive', accounts: 40, exchangesPerAccount: 60, days: [0, 7], wrappers: RUBRIC, evasion: NAIVE },
      {
        name: 'mixed-80',
        accounts: 60,
        exchangesPerAccount: 40,
        days: [0, 7],
        wrappers: TRAJECTORY,
        evasion: { ...NAIVE, mixing: 0.8, identity: 'separate', aged: true },
      },
      {
        name: 'mixed-95',
        accounts: 80,
        exchangesPerAccount: 20,
        days: [0, 7],
        wrappers: EVOLVE,
        evasion: { ...NAIVE, mixing: 0.95, identity: 'partial', aged: true },
      },
      {
        name: 'per-account',
        accounts: 60,
        exchangesPerAccount: 50,
        days: [0, 7],
        wrappers: RUBRIC,
        evasion: { ...NAIVE, paraphrase: 'per-account', identity: 'separate', aged: true },
      },
      {
        name: 'fan-out',
        accounts: 1000,
        exchangesPerAccount: 4,
        days: [3, 5],
        wrappers: REASONING,
        evasion: { ...NAIVE, identity: 'separate', aged: true, schedule: 'slow' },
      },
      {
        name: 'templateless',
        accounts: 50,
        exchangesPerAccount: 60,
        days: [0, 7],
        wrappers: [],
        evasion: { ...NAIVE, identity: 'separate', aged: true },
      },
      {
        name: 'templateless-mixed',
        accounts: 60,
        exchangesPerAccount: 50,
        days: [0, 7],
        wrappers: [],
        evasion: { ...NAIVE, mixing: 0.5, identity: 'partial', aged: true },
      },
    ],
  },
];
