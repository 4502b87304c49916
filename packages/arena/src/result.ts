// SPDX-License-Identifier: Apache-2.0
import type { Scenario } from '@stillwatch/simulator';
import type { Tuned } from './line-up.ts';
import type { Run } from './run.ts';
import { STILLWATCH } from './stillwatch.ts';
import { addRuns, type Totals } from './totals.ts';

export interface ScenarioResult {
  readonly name: string;
  readonly about: string;
  readonly days: number;
  /** Of an attacker family that nothing was tuned on. */
  readonly heldOut: boolean;
  /** One per seed. */
  readonly runs: readonly Run[];
  /** By detector, over the seeds. */
  readonly totals: readonly Totals[];
}

/** What `arena --json` writes, with the command's own facts on top. `docs/reference/arena.md` describes it. */
export interface ArenaResult {
  /** Stillwatch over everything: share of campaigns found, null without campaigns or without Stillwatch. */
  readonly campaignRecall: number | null;
  /** Stillwatch over everything: share of benign accounts accused at the end; null without Stillwatch. */
  readonly accountFpr: number | null;
  readonly seeds: readonly number[];
  readonly scale: number;
  readonly every: number | null;
  readonly tuned: readonly Tuned[];
  /** By detector, over all scenarios and seeds. */
  readonly totals: readonly Totals[];
  readonly scenarios: readonly ScenarioResult[];
}

/** What was asked for, as far as the result repeats it. */
interface Asked {
  readonly scenarios: readonly Scenario[];
  readonly seeds: readonly number[];
  readonly scale: number;
  readonly every: number | null;
  readonly detectors: readonly string[];
}

export function gatherResult(options: Asked, tuned: readonly Tuned[], runs: readonly Run[]): ArenaResult {
  const totalsOf = (some: readonly Run[]): Totals[] =>
    options.detectors.map((name, d) =>
      addRuns(
        name,
        some.map((run) => run.detectors[d]!),
      ),
    );
  const totals = totalsOf(runs);
  const own = totals.find(({ name }) => name === STILLWATCH.name);
  return {
    campaignRecall: own?.recall ?? null,
    accountFpr: own?.accountFpr.rate ?? null,
    seeds: options.seeds,
    scale: options.scale,
    every: options.every,
    tuned,
    totals,
    scenarios: options.scenarios.map(({ name, about, days, heldOut }) => {
      const own = runs.filter((run) => run.scenario === name);
      return { name, about, days, heldOut: heldOut === true, runs: own, totals: totalsOf(own) };
    }),
  };
}
