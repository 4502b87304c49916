// SPDX-License-Identifier: Apache-2.0
import type { Wrapper } from './paraphrase.ts';

/** How a campaign hides. */
export interface Evasion {
  /** Share of each account's traffic that is ordinary camouflage, 0 to 0.95. */
  readonly mixing: number;
  readonly paraphrase: 'none' | 'shared' | 'per-account';
  /**
   * `queue`: bursts of workers within seconds; `balanced`: dealt round-robin, no bursts above chance;
   * `jittered`: the bursts smeared over minutes; `slow`: at most five a day.
   */
  readonly schedule: 'queue' | 'balanced' | 'jittered' | 'slow';
  /** Cards, devices and addresses: from a small pool; a third of the accounts from one; each its own. */
  readonly identity: 'shared' | 'partial' | 'separate';
  /** Older accounts, bought with the traffic that their owners had before the campaign. */
  readonly aged: boolean;
  /** Further accounts, as a share of the campaign's, that act like half-suspicious customers from the first day. */
  readonly poison?: number;
}

export const NAIVE: Evasion = { mixing: 0, paraphrase: 'none', schedule: 'queue', identity: 'shared', aged: false };

/** What a harvest request says: plain data, for a scenario that goes through another process. */
export type MethodSpec =
  | { readonly name: 'wrapped' }
  /** Wrapped, but tasks are in every language other than English. */
  | { readonly name: 'in-languages' }
  /** Wrapped, but `share` of the requests has the model's own outputs cleaned. */
  | { readonly name: 'own-output'; readonly share: number }
  /** One-off extraction techniques, nearly all declined. */
  | { readonly name: 'probing' }
  /** Reasoning handles of other sessions, `strangers` of them issued to other accounts. */
  | { readonly name: 'replay'; readonly strangers: number };

/** A group of accounts that works at one time and in one way. */
export interface Wave {
  readonly accounts: number;
  /** Harvest requests of an account; camouflage comes on top. */
  readonly exchangesPerAccount: number;
  /** Days of the window in which it works, from the first; fractions are allowed. */
  readonly days: readonly [number, number];
  /** Absent: the next task of the queue, in a wrapper where there are any. */
  readonly method?: MethodSpec;
}

export interface Campaign extends Wave {
  /** Label. */
  readonly name: string;
  /** Attacker family; whole families are held out from tuning. */
  readonly family: string;
  /** Rung of the ladder of evasions: `A0` to `A10`, `A2-80`. */
  readonly level?: string;
  /** What is asked for; empty = templateless: plain instructions, each different. */
  readonly wrappers: readonly Wrapper[];
  readonly evasion: Evasion;
  /** Evasions that a score-oracle adaptive attacker tries, cheapest first, keeping the first that is not found (else the last). */
  readonly variants?: readonly Evasion[];
  /** Groups of accounts after the first: those that probe, or that take over from banned ones; made when needed. */
  readonly waves?: readonly Wave[];
  /** Share of the harvest that moves to the new model within 24 hours of its release. */
  readonly pivot?: number;
  /** Client software by user agent, dealt over the accounts; absent: any. */
  readonly clients?: readonly string[];
  /** Camouflage is not the account holder's, but that of so many paying customers behind each account. */
  readonly customers?: number;
}
