// SPDX-License-Identifier: Apache-2.0
import type { WrapperStyle } from '../text/wrappers.ts';
import type { Timing } from './dispatch.ts';
import type { Age, Identity } from './pools.ts';

/** What is asked for. */
export type Content = 'wrapped' | 'plain' | 'pipeline' | 'rubric' | 'probe' | 'dialogue';

export interface CampaignKind {
  readonly name: string;
  readonly about: string;
  /** At 20,000 benign accounts, drawn log-uniformly. */
  readonly accounts: readonly [number, number];
  /** Harvest exchanges of an account in a week. */
  readonly each: readonly [number, number];
  readonly content: Content;
  readonly timing: Timing;
  readonly identity: Identity;
  readonly age: Age;
  readonly wrapper?: WrapperStyle;
  readonly inSystem?: boolean;
  /** Wordings of the wrapper: a stock of forty, or one for each account; absent = one for all. */
  readonly wordings?: 'forty' | 'own';
  /** Share of a member's exchanges that are ordinary talk. */
  readonly camouflage?: number;
  /** The first pool is banned in mid-window and a second one goes on. */
  readonly failover?: boolean;
  /** Accounts live for a day or so and are replaced by new ones. */
  readonly relay?: boolean;
  /** Moves to the new model within a day of its release. */
  readonly pivots?: boolean;
  /** Weight in the dealing of real instructions; plain content needs most. */
  readonly corpus?: number;
}

/** In the order of documentation. Sizes and numbers are drawn by seed within these bounds. */
export const CATALOGUE: readonly CampaignKind[] = [
  {
    name: 'wrapped',
    about: 'instructions dealt without repetition under one wrapper; shared cards',
    accounts: [60, 400],
    each: [15, 50],
    content: 'wrapped',
    wrapper: 'expert',
    timing: 'queue',
    identity: 'shared',
    age: 'fresh',
  },
  {
    name: 'wrapped-half',
    about: 'the same, half of the exchanges ordinary talk',
    accounts: [80, 400],
    each: [10, 35],
    content: 'wrapped',
    wrapper: 'expert',
    timing: 'queue',
    identity: 'residential',
    age: 'mixed',
    camouflage: 0.5,
  },
  {
    name: 'wrapped-deep',
    about: 'the same, four of five exchanges ordinary talk',
    accounts: [80, 300],
    each: [6, 20],
    content: 'wrapped',
    wrapper: 'expert',
    timing: 'ticks',
    identity: 'proxy',
    age: 'mixed',
    camouflage: 0.8,
  },
  {
    name: 'self-instruct',
    about: 'the literal prompts of a self-instruct pipeline',
    accounts: [40, 220],
    each: [10, 30],
    content: 'pipeline',
    timing: 'queue',
    identity: 'proxy',
    age: 'fresh',
  },
  {
    name: 'rubric',
    about: 'judge prompts over fresh answers, for a reward model; synchronised workers',
    accounts: [60, 300],
    each: [10, 40],
    content: 'rubric',
    timing: 'ticks',
    identity: 'shared',
    age: 'mixed',
  },
  {
    name: 'cot-tags',
    about: 'reasoning forced into tags',
    accounts: [60, 400],
    each: [12, 40],
    content: 'wrapped',
    wrapper: 'tags',
    timing: 'queue',
    identity: 'residential',
    age: 'mixed',
  },
  {
    name: 'fan-out',
    about: 'four requests an account within two days, one wrapper, nothing else shared',
    accounts: [1_000, 4_000],
    each: [4, 4.01],
    content: 'wrapped',
    wrapper: 'expert',
    timing: 'fan-out',
    identity: 'separate',
    age: 'mixed',
  },
  {
    name: 'templateless-sync',
    about: 'plain instructions, no two alike, sent by a synchronised dispatcher',
    accounts: [100, 400],
    each: [15, 45],
    content: 'plain',
    timing: 'ticks',
    identity: 'residential',
    age: 'mixed',
    corpus: 4,
  },
  {
    name: 'templateless-jitter',
    about: 'plain instructions at scattered times, nothing shared',
    accounts: [100, 400],
    each: [15, 45],
    content: 'plain',
    timing: 'jitter',
    identity: 'separate',
    age: 'mixed',
    corpus: 4,
  },
  {
    name: 'templateless-shared',
    about: 'plain instructions at scattered times from shared cards and machines',
    accounts: [80, 300],
    each: [15, 40],
    content: 'plain',
    timing: 'jitter',
    identity: 'shared',
    age: 'fresh',
    corpus: 4,
  },
  {
    name: 'paraphrase-shared',
    about: 'forty wordings of the wrapper used by all',
    accounts: [80, 400],
    each: [12, 40],
    content: 'wrapped',
    wrapper: 'expert',
    wordings: 'forty',
    timing: 'queue',
    identity: 'residential',
    age: 'mixed',
  },
  {
    name: 'paraphrase-own',
    about: 'a wording of its own for each account',
    accounts: [80, 300],
    each: [12, 40],
    content: 'wrapped',
    wrapper: 'expert',
    wordings: 'own',
    timing: 'queue',
    identity: 'shared',
    age: 'mixed',
  },
  {
    name: 'low-slow',
    about: 'at most five a day at waking hours, nothing shared but the wrapper',
    accounts: [150, 500],
    each: [8, 28],
    content: 'wrapped',
    wrapper: 'expert',
    timing: 'slow',
    identity: 'separate',
    age: 'aged',
  },
  {
    name: 'two-pool',
    about: 'a pool is banned, a second one continues the same corpus',
    accounts: [80, 300],
    each: [12, 40],
    content: 'wrapped',
    wrapper: 'tags',
    timing: 'queue',
    identity: 'proxy',
    age: 'fresh',
    failover: true,
  },
  {
    name: 'probe-reuse',
    about: 'a few accounts try techniques, all use the winner',
    accounts: [80, 300],
    each: [12, 40],
    content: 'probe',
    timing: 'queue',
    identity: 'residential',
    age: 'mixed',
  },
  {
    name: 'thin-shared',
    about: 'a wrapper of one sentence at scattered times from shared cards',
    accounts: [60, 300],
    each: [12, 40],
    content: 'wrapped',
    wrapper: 'thin',
    timing: 'jitter',
    identity: 'shared',
    age: 'fresh',
  },
  {
    name: 'aged-separate',
    about: 'bought accounts with lines and cards of their own, one wrapper, one queue',
    accounts: [80, 400],
    each: [12, 40],
    content: 'wrapped',
    wrapper: 'expert',
    timing: 'queue',
    identity: 'separate',
    age: 'aged',
  },
  {
    name: 'few-heavy',
    about: 'twenty accounts, eight hundred requests each',
    accounts: [20, 20.01],
    each: [800, 801],
    content: 'wrapped',
    wrapper: 'tags',
    timing: 'steady',
    identity: 'separate',
    age: 'mixed',
  },
  {
    name: 'hydra',
    about: 'hidden among the ordinary customers of a reseller',
    accounts: [200, 800],
    each: [8, 30],
    content: 'wrapped',
    wrapper: 'expert',
    timing: 'queue',
    identity: 'reseller',
    age: 'fresh',
    camouflage: 0.3,
  },
  {
    name: 'non-english',
    about: 'a wrapper in another language than English',
    accounts: [60, 300],
    each: [12, 40],
    content: 'wrapped',
    wrapper: 'foreign',
    timing: 'queue',
    identity: 'residential',
    age: 'mixed',
  },
  {
    name: 'system-wrapper',
    about: 'the wrapper in the system prompt, the bare item as the user',
    accounts: [80, 400],
    each: [12, 40],
    content: 'wrapped',
    wrapper: 'expert',
    inSystem: true,
    timing: 'queue',
    identity: 'proxy',
    age: 'mixed',
  },
  {
    name: 'multi-turn',
    about: 'three to five turns on each item, each going deeper',
    accounts: [50, 250],
    each: [15, 45],
    content: 'dialogue',
    wrapper: 'thin',
    timing: 'queue',
    identity: 'residential',
    age: 'mixed',
  },
  {
    name: 'release-pivot',
    about: 'moves to a new model within a day of its release',
    accounts: [80, 300],
    each: [15, 45],
    content: 'wrapped',
    wrapper: 'thin',
    timing: 'queue',
    identity: 'proxy',
    age: 'mixed',
    pivots: true,
  },
  {
    name: 'relay',
    about: 'accounts that live for a day, replaced by new ones that take up the work',
    accounts: [100, 500],
    each: [8, 25],
    content: 'wrapped',
    wrapper: 'expert',
    timing: 'queue',
    identity: 'residential',
    age: 'fresh',
    relay: true,
  },
  {
    name: 'shell-firms',
    about: 'a few firms on paper, each with many keys on one card',
    accounts: [80, 300],
    each: [15, 45],
    content: 'wrapped',
    wrapper: 'expert',
    timing: 'queue',
    identity: 'shells',
    age: 'fresh',
  },
];
