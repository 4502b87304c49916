// SPDX-License-Identifier: Apache-2.0
import { clopperPearson } from '@stillwatch/detection';
import { percent, rateTable, table } from './print.ts';
import type { CampaignScore, Rate, Score } from './score.ts';

/** Several compositions taken together. */
export interface Totals {
  readonly campaigns: number;
  readonly found: number;
  /** Clopper–Pearson 95 % of found / campaigns. */
  readonly interval: readonly [number, number];
  readonly byName: readonly CampaignTotal[];
  readonly overall: Rate;
  readonly byKind: readonly Rate[];
  readonly byRegion: readonly Rate[];
  readonly byLanguage: readonly Rate[];
  readonly byPlan: readonly Rate[];
  readonly falseReports: number;
}

export interface CampaignTotal {
  readonly name: string;
  readonly runs: number;
  readonly found: number;
  readonly accounts: number;
  /** Over all accounts of all runs. */
  readonly recall: number;
  /** Mean over the runs in which it was found. */
  readonly precision: number;
  /** Median hours to detection where found; null when never. */
  readonly hours: number | null;
  /** Mean over runs; a run in which it was not found counts as 1. */
  readonly leaked: number;
}

export function addScores(scores: readonly Score[]): Totals {
  const all = scores.flatMap((score) => score.campaigns);
  const found = all.filter((campaign) => campaign.found).length;
  const names = [...new Set(all.map((campaign) => campaign.name))];
  return {
    campaigns: all.length,
    found,
    interval: clopperPearson(found, all.length),
    byName: names.map((name) => addCampaigns(name, all)).sort((a, b) => b.recall - a.recall),
    overall: addRates(scores.map((score) => [score.overall]))[0]!,
    byKind: addRates(scores.map((score) => score.byKind)),
    byRegion: addRates(scores.map((score) => score.byRegion)),
    byLanguage: addRates(scores.map((score) => score.byLanguage)),
    byPlan: addRates(scores.map((score) => score.byPlan)),
    falseReports: scores.reduce((sum, score) => sum + score.falseReports, 0),
  };
}

function addCampaigns(name: string, all: readonly CampaignScore[]): CampaignTotal {
  const runs = all.filter((campaign) => campaign.name === name);
  const found = runs.filter((campaign) => campaign.found);
  const accounts = runs.reduce((sum, run) => sum + run.accounts, 0);
  const hours = found.flatMap((run) => run.hours ?? []).sort((a, b) => a - b);
  const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / Math.max(1, list.length);
  return {
    name,
    runs: runs.length,
    found: found.length,
    accounts,
    recall: runs.reduce((sum, run) => sum + run.recall * run.accounts, 0) / Math.max(1, accounts),
    precision: mean(found.map((run) => run.precision)),
    hours: hours[hours.length >> 1] ?? null,
    leaked: mean(runs.map((run) => run.leaked)),
  };
}

/** Rates of the same name summed, with a new interval. */
function addRates(lists: readonly (readonly Rate[])[]): Rate[] {
  const sums = new Map<string, { accused: number; watched: number; accounts: number }>();
  for (const rate of lists.flat()) {
    const sum = sums.get(rate.name) ?? { accused: 0, watched: 0, accounts: 0 };
    sum.accused += rate.accused;
    sum.watched += rate.watched;
    sum.accounts += rate.accounts;
    sums.set(rate.name, sum);
  }
  return [...sums]
    .map(([name, sum]) => ({ name, ...sum, interval: clopperPearson(sum.accused, sum.accounts) }))
    .sort((a, b) => b.accused - a.accused || b.accounts - a.accounts);
}

/** The totals as a page of text. */
export function printTotals(totals: Totals): string {
  const [low, high] = totals.interval;
  return [
    `${totals.found} of ${totals.campaigns} campaigns found (95 %: ${percent(low)} to ${percent(high)}); ${totals.falseReports} reports hold mostly benign accounts`,
    '',
    table(
      ['campaign', 'runs', 'found', 'accounts', 'recall', 'precision', 'hours', 'leaked'],
      totals.byName.map((total) => [
        total.name,
        String(total.runs),
        String(total.found),
        String(total.accounts),
        percent(total.recall),
        total.found === 0 ? '–' : percent(total.precision),
        total.hours === null ? '–' : total.hours.toFixed(1),
        percent(total.leaked),
      ]),
    ),
    '',
    rateTable([totals.overall, ...totals.byKind]),
    '',
    rateTable([...totals.byRegion, ...totals.byLanguage, ...totals.byPlan]),
  ].join('\n');
}
