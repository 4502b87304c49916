// SPDX-License-Identifier: Apache-2.0
import { clopperPearson, median } from '@stillwatch/detection';
import type { BCubed } from './score/b-cubed.ts';
import type { CampaignScore, Harvest } from './score/campaign.ts';
import { measureFairness } from './score/fairness.ts';
import { measureRate, type Rate } from './score/rate.ts';
import type { Score } from './score/score.ts';
import { addBenignTallies, STRATA, type Stratum, type Tally } from './score/tally.ts';

/** Campaigns taken together. */
export interface CampaignTotals {
  readonly campaigns: number;
  readonly found: number;
  /** found / campaigns; null without campaigns. */
  readonly recall: number | null;
  /** Clopper–Pearson 95 % of it, each campaign in each world one trial. */
  readonly recallInterval: readonly [number, number];
  readonly accounts: number;
  readonly accused: number;
  /** accused / accounts over all of them; null without campaigns. */
  readonly accountRecall: number | null;
  readonly harvest: Harvest;
  readonly leaked: Harvest;
  /** Mean over campaigns of the share that leaked before detection; those never found count 1; null without campaigns. */
  readonly leakedShare: number | null;
  /** Median hours to detection of those found at any time; null when none was. */
  readonly hours: number | null;
}

/** One detector over several worlds. */
export interface Totals extends CampaignTotals {
  readonly name: string;
  readonly groups: number;
  readonly falseGroups: number;
  /** Groups that hold campaign accounts for the most part; null without groups. */
  readonly precision: number | null;
  /** Mean over the worlds that have campaigns; null without any. */
  readonly bCubed: BCubed | null;
  /** Benign accounts accused at the end of the window, and at any analysis. */
  readonly accountFpr: Rate;
  readonly everAccused: Rate;
  readonly kinds: Readonly<Record<string, { readonly end: Rate; readonly ever: Rate }>>;
  readonly strata: Readonly<Record<Stratum, { readonly fairness: number; readonly rates: Readonly<Record<string, Rate>> }>>;
  /** By rung of the ladder of evasions, where scenarios name one. */
  readonly levels: Readonly<Record<string, CampaignTotals>>;
  readonly microsPerExchange: number;
}

/** @param runs the detector's score in each world, and what it cost. */
export function addRuns(name: string, runs: readonly { readonly score: Score; readonly microsPerExchange: number }[]): Totals {
  const scores = runs.map(({ score }) => score);
  const campaigns = scores.flatMap((score) => score.campaigns);
  const groups = scores.reduce((sum, score) => sum + score.groups, 0);
  const falseGroups = scores.reduce((sum, score) => sum + score.falseGroups.length, 0);
  const benign = addBenignTallies(scores.map((score) => score.benign));
  const levels = [...new Set(campaigns.map(({ level }) => level).filter((level) => level !== ''))];
  return {
    name,
    ...addCampaigns(campaigns),
    groups,
    falseGroups,
    precision: groups === 0 ? null : (groups - falseGroups) / groups,
    bCubed: meanBCubed(scores.filter((score) => score.campaigns.length > 0).map((score) => score.bCubed)),
    accountFpr: measureRate(benign.all),
    everAccused: measureRate(benign.ever),
    kinds: Object.fromEntries(
      Object.entries(benign.kind).map(([kind, tally]) => [
        kind,
        { end: measureRate(tally), ever: measureRate(benign.everKind[kind] ?? []) },
      ]),
    ),
    strata: measureStrata(benign.strata),
    levels: Object.fromEntries(
      levels.sort(compareLevels).map((level) => [level, addCampaigns(campaigns.filter((one) => one.level === level))]),
    ),
    microsPerExchange: mean(runs.map((run) => run.microsPerExchange)) ?? 0,
  };
}

function addCampaigns(campaigns: readonly CampaignScore[]): CampaignTotals {
  const sum = (value: (campaign: CampaignScore) => number): number =>
    campaigns.reduce((total, campaign) => total + value(campaign), 0);
  const found = campaigns.filter((campaign) => campaign.found).length;
  const accounts = sum((campaign) => campaign.accounts);
  const accused = sum((campaign) => campaign.accused);
  const hours = campaigns.flatMap((campaign) => campaign.hours ?? []);
  return {
    campaigns: campaigns.length,
    found,
    recall: campaigns.length === 0 ? null : found / campaigns.length,
    recallInterval: clopperPearson(found, campaigns.length),
    accounts,
    accused,
    accountRecall: accounts === 0 ? null : accused / accounts,
    harvest: { exchanges: sum((one) => one.harvest.exchanges), tokens: sum((one) => one.harvest.tokens) },
    leaked: { exchanges: sum((one) => one.leaked.exchanges), tokens: sum((one) => one.leaked.tokens) },
    leakedShare: mean(campaigns.map((campaign) => campaign.leakedShare)),
    hours: hours.length === 0 ? null : median(hours),
  };
}

function measureStrata(strata: Readonly<Record<Stratum, Readonly<Record<string, Tally>>>>): Totals['strata'] {
  const parts = STRATA.map((stratum) => {
    const named = Object.entries(strata[stratum]);
    const rates = Object.fromEntries(named.map(([name, tally]) => [name, measureRate(tally)]));
    return [stratum, { fairness: measureFairness(strata[stratum]), rates }] as const;
  });
  return Object.fromEntries(parts) as Totals['strata'];
}

function meanBCubed(all: readonly BCubed[]): BCubed | null {
  const precision = mean(all.map((one) => one.precision));
  const recall = mean(all.map((one) => one.recall));
  const f = mean(all.map((one) => one.f));
  return precision === null || recall === null || f === null ? null : { precision, recall, f };
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A2-80 after A2-50, A10 after A9. */
function compareLevels(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
