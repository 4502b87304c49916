// SPDX-License-Identifier: Apache-2.0
import type { Truth } from './truth.ts';

/** Benign clusters that look the same: [accounts in each, accused in each, how many such clusters]. */
export type Tally = readonly (readonly [accounts: number, accused: number, clusters: number])[];

export const STRATA = ['region', 'language', 'plan'] as const;
export type Stratum = (typeof STRATA)[number];

/** Benign accounts and those accused among them, whole and in parts; each part by name. */
export interface BenignTallies {
  readonly all: Tally;
  /** Accused at any analysis of the window. */
  readonly ever: Tally;
  readonly kind: Readonly<Record<string, Tally>>;
  /** By kind, accused at any analysis. */
  readonly everKind: Readonly<Record<string, Tally>>;
  readonly strata: Readonly<Record<Stratum, Readonly<Record<string, Tally>>>>;
}

/** @param accused, ever indices of accounts. */
export function tallyBenign(truth: Truth, accused: ReadonlySet<number>, ever: ReadonlySet<number>): BenignTallies {
  const all = (): string => '';
  const by = (accusedNow: ReadonlySet<number>, part: (index: number) => string) => tallyBy(truth, accusedNow, part);
  return {
    all: by(accused, all)[''] ?? [],
    ever: by(ever, all)[''] ?? [],
    kind: by(accused, (i) => truth.accounts[i]!.kind),
    everKind: by(ever, (i) => truth.accounts[i]!.kind),
    strata: {
      region: by(accused, (i) => truth.accounts[i]!.region),
      language: by(accused, (i) => truth.accounts[i]!.language),
      plan: by(accused, (i) => truth.accounts[i]!.plan),
    },
  };
}

function tallyBy(truth: Truth, accused: ReadonlySet<number>, part: (index: number) => string): Record<string, Tally> {
  const parts = new Map<string, Map<number, { accounts: number; accused: number }>>();
  for (const [i, account] of truth.accounts.entries()) {
    if (account.campaign !== null) continue;
    const name = part(i);
    const clusters = parts.get(name) ?? new Map<number, { accounts: number; accused: number }>();
    parts.set(name, clusters);
    const cluster = clusters.get(account.cluster) ?? { accounts: 0, accused: 0 };
    clusters.set(account.cluster, cluster);
    cluster.accounts++;
    if (accused.has(i)) cluster.accused++;
  }
  return Object.fromEntries(
    Array.from(parts, ([name, clusters]) => [
      name,
      addTallies([Array.from(clusters.values(), (cluster) => [cluster.accounts, cluster.accused, 1] as const)]),
    ]),
  );
}

/** Several tallies as one; clusters of different worlds are different clusters. */
export function addTallies(tallies: readonly Tally[]): Tally {
  const sums = new Map<string, [number, number, number]>();
  for (const [accounts, accused, clusters] of tallies.flat()) {
    const key = `${accounts}/${accused}`;
    const sum = sums.get(key) ?? [accounts, accused, 0];
    sum[2] += clusters;
    sums.set(key, sum);
  }
  return [...sums.values()].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
}

/** Tallies by name, summed name by name. */
export function addNamedTallies(named: readonly Readonly<Record<string, Tally>>[]): Record<string, Tally> {
  const names = [...new Set(named.flatMap((tallies) => Object.keys(tallies)))].sort();
  return Object.fromEntries(names.map((name) => [name, addTallies(named.map((tallies) => tallies[name] ?? []))]));
}

export function addBenignTallies(parts: readonly BenignTallies[]): BenignTallies {
  return {
    all: addTallies(parts.map((part) => part.all)),
    ever: addTallies(parts.map((part) => part.ever)),
    kind: addNamedTallies(parts.map((part) => part.kind)),
    everKind: addNamedTallies(parts.map((part) => part.everKind)),
    strata: {
      region: addNamedTallies(parts.map((part) => part.strata.region)),
      language: addNamedTallies(parts.map((part) => part.strata.language)),
      plan: addNamedTallies(parts.map((part) => part.strata.plan)),
    },
  };
}
