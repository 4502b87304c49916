// SPDX-License-Identifier: Apache-2.0
import type { ArenaResult, CampaignScore, CampaignTotals, DetectorRun, Rate, Totals } from '@stillwatch/arena';

const NOBODY: Rate = { accused: 0, accounts: 2_000, rate: 0, interval: [0, 0.0019], method: 'clopper-pearson' };
const SOME: Rate = { accused: 12, accounts: 2_000, rate: 0.006, interval: [0.001, 0.014], method: 'bootstrap' };

const CAMPAIGN: CampaignScore = {
  name: 'queue<b>',
  level: 'A2-50',
  family: 'lab',
  accounts: 60,
  found: true,
  accused: 58,
  ever: 58,
  precision: 1,
  hours: 23.5,
  harvest: { exchanges: 2_400, tokens: 1_200_000 },
  leaked: { exchanges: 480, tokens: 240_000 },
  leakedShare: 0.2,
};
const MISSED: CampaignScore = {
  ...CAMPAIGN,
  found: false,
  accused: 4,
  ever: 9,
  precision: null,
  hours: null,
  leaked: CAMPAIGN.harvest,
  leakedShare: 1,
};

function totalsOf(name: string, campaigns: readonly CampaignScore[], rate: Rate): Totals {
  const found = campaigns.filter((campaign) => campaign.found);
  const all: CampaignTotals = {
    campaigns: campaigns.length,
    found: found.length,
    recall: campaigns.length === 0 ? null : found.length / campaigns.length,
    recallInterval: campaigns.length === 0 ? [0, 1] : [0.025, 1],
    accounts: 60 * campaigns.length,
    accused: campaigns.reduce((sum, { accused }) => sum + accused, 0),
    accountRecall: campaigns[0] === undefined ? null : campaigns[0].accused / 60,
    harvest: campaigns[0]?.harvest ?? { exchanges: 0, tokens: 0 },
    leaked: campaigns[0]?.leaked ?? { exchanges: 0, tokens: 0 },
    leakedShare: campaigns[0]?.leakedShare ?? null,
    hours: campaigns[0]?.hours ?? null,
  };
  const stratum = { fairness: rate.accused === 0 ? 1 : 1.8, rates: { eu: rate } };
  return {
    ...all,
    name,
    groups: found.length + (rate.accused === 0 ? 0 : 1),
    falseGroups: rate.accused === 0 ? 0 : 1,
    precision: null,
    bCubed: campaigns.length === 0 ? null : { precision: 1, recall: 0.9, f: 0.947 },
    accountFpr: rate,
    everAccused: rate,
    kinds: { class: { end: rate, ever: rate } },
    strata: { region: stratum, language: stratum, plan: stratum },
    levels: campaigns.length === 0 ? {} : { 'A2-50': all },
    microsPerExchange: 3.25,
  };
}

function runOf(name: string, campaigns: readonly CampaignScore[], rate: Rate): DetectorRun {
  const named = { class: [[12, rate.accused, 1]] } as const;
  return {
    name,
    seconds: 1,
    microsPerExchange: 3.25,
    score: {
      campaigns,
      groups: 1,
      falseGroups:
        rate.accused === 0
          ? []
          : [
              {
                accounts: 14,
                holds: [
                  ['class', 12],
                  ['(queue<b>)', 2],
                ],
              },
            ],
      bCubed: { precision: 1, recall: 0.9, f: 0.947 },
      benign: {
        all: named.class,
        ever: named.class,
        kind: named,
        everKind: named,
        strata: { region: named, language: named, plan: named },
      },
    },
  };
}

const WORLD = {
  seed: 901,
  exchanges: 40_000,
  accounts: 2_060,
  benignAccounts: 2_000,
  benignClusters: 1_700,
  campaignAccounts: 60,
  analyses: 5,
  adapted: {},
  seconds: { simulate: 3, read: 2, load: 1, total: 9 },
  peakMb: 700,
};

/** Two detectors on a world with a campaign and on one without. */
export const SAMPLE: ArenaResult = {
  campaignRecall: 1,
  accountFpr: 0,
  seeds: [901],
  scale: 1,
  every: null,
  tuned: [{ name: 'rate-limit', setting: { hours: 1 }, threshold: 40, recall: 0.3, fpr: 0 }],
  totals: [totalsOf('stillwatch', [CAMPAIGN], NOBODY), totalsOf('rate-limit', [MISSED], SOME)],
  scenarios: [
    {
      name: 'mixing',
      about: 'One campaign.',
      days: 5,
      heldOut: true,
      runs: [
        {
          ...WORLD,
          scenario: 'mixing',
          detectors: [runOf('stillwatch', [CAMPAIGN], NOBODY), runOf('rate-limit', [MISSED], SOME)],
        },
      ],
      totals: [totalsOf('stillwatch', [CAMPAIGN], NOBODY), totalsOf('rate-limit', [MISSED], SOME)],
    },
    {
      name: 'clean',
      about: 'Nothing to find.',
      days: 7,
      heldOut: false,
      runs: [{ ...WORLD, scenario: 'clean', detectors: [runOf('stillwatch', [], NOBODY), runOf('rate-limit', [], NOBODY)] }],
      totals: [totalsOf('stillwatch', [], NOBODY), totalsOf('rate-limit', [], NOBODY)],
    },
  ],
};
