// SPDX-License-Identifier: Apache-2.0
/** Figures of the arena as both its faces write them. */
import { type ArenaResult, type CampaignTotals, type Rate, STRATA, type Totals } from '@stillwatch/arena';
import { formatCompact, formatCount, formatPercent, formatPlural } from '../report/format.ts';

export const CAVEAT =
  'Simulated, not real traffic: it shows where a detector breaks first and bounds nothing about a provider’s own logs.';

export const ABOUT_INTERVALS =
  'Intervals are 95 %: of rates by bootstrap over organisations and groups (1,000 draws), or Clopper–Pearson over them where nobody was accused (marked ≤); of recall Clopper–Pearson.';

export const ABOUT_FAIRNESS =
  'Fairness is the largest rate of a stratum over the smallest, each drawn towards the overall rate as if by 5 expected accusations; 1 = even, and 1 without any.';

export const orDash = <T>(value: T | null, write: (value: T) => string): string => (value === null ? '–' : write(value));

export const outOf = (part: number, whole: number): string => `${formatCount(part)}/${formatCount(whole)}`;

/** `≤1.8e-4` where nobody was accused, else `1.2e-4 (0.1–2.4e-4)` as two numbers. */
export function writeRate(rate: Rate): string {
  if (rate.method === 'clopper-pearson') return `≤${rate.interval[1].toExponential(1)}`;
  return `${rate.rate.toExponential(1)} (${rate.interval.map((end) => (end === 0 ? '0' : end.toExponential(1))).join('–')})`;
}

export function writeHours(hours: number): string {
  return hours < 10 ? hours.toFixed(1) : formatCount(hours);
}

/** `32 % of the campaigns’ harvest (12,300 exchanges, 4.1 M tokens)`. */
export function writeLeak(totals: CampaignTotals): string {
  if (totals.leakedShare === null) return '–';
  return `${formatPercent(totals.leakedShare)} (${formatCompact(totals.leaked.exchanges)} exchanges, ${formatCompact(totals.leaked.tokens)} tokens)`;
}

export interface Failures {
  readonly detector: string;
  /** `scenario seed: campaign (level), 3 of 60 accounts accused`. */
  readonly missed: readonly string[];
  /** `scenario seed: 12 accounts, class 12`. */
  readonly falseGroups: readonly string[];
}

/** What each detector got wrong at the end of the windows, world by world. */
export function listFailures(result: ArenaResult): Failures[] {
  return result.totals.map(({ name }, d) => {
    const scores = result.scenarios.flatMap(({ runs }) =>
      runs.map((run) => ({ world: `${run.scenario} ${run.seed}`, score: run.detectors[d]!.score })),
    );
    return {
      detector: name,
      missed: scores.flatMap(({ world, score }) =>
        score.campaigns
          .filter((campaign) => !campaign.found)
          .map(
            ({ name: campaign, level, accused, accounts }) =>
              `${world}: ${campaign}${level === '' ? '' : ` (${level})`}, ${outOf(accused, accounts)} accounts accused`,
          ),
      ),
      falseGroups: scores.flatMap(({ world, score }) =>
        score.falseGroups.map(
          ({ accounts, holds }) =>
            `${world}: ${formatPlural(accounts, 'account')}, ${holds
              .slice(0, 4)
              .map(([kind, count]) => `${kind} ${formatCount(count)}`)
              .join(', ')}`,
        ),
      ),
    };
  });
}

/** `region 1.0, language 1.3, plan 1.0`. */
export function writeFairness(totals: Totals): string {
  return STRATA.map((stratum) => `${stratum} ${totals.strata[stratum].fairness.toFixed(1)}`).join(', ');
}

/** Benign kinds of which anybody was accused at any analysis, the most first: `class 12 (ever 14) of 400`. */
export function listAccusedKinds(totals: Totals): string[] {
  return Object.entries(totals.kinds)
    .filter(([, { ever }]) => ever.accused > 0)
    .sort((a, b) => b[1].end.accused - a[1].end.accused || b[1].ever.accused - a[1].ever.accused)
    .map(
      ([kind, { end, ever }]) =>
        `${kind} ${outOf(end.accused, end.accounts)}${ever.accused === end.accused ? '' : ` (ever ${formatCount(ever.accused)})`}`,
    );
}
