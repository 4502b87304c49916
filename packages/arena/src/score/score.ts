// SPDX-License-Identifier: Apache-2.0
import { type BCubed, measureBCubed } from './b-cubed.ts';
import { type Analysis, type CampaignScore, isMostlyGuilty, scoreCampaign } from './campaign.ts';
import { type BenignTallies, tallyBenign } from './tally.ts';
import type { Truth } from './truth.ts';

/** A group that holds benign accounts for the most part. */
export interface FalseGroup {
  readonly accounts: number;
  /** Accounts by benign kind, or by campaign in brackets; most first. */
  readonly holds: readonly (readonly [string, number])[];
}

/** How one detector did in one simulated world. */
export interface Score {
  readonly campaigns: readonly CampaignScore[];
  /** Groups accused at the end of the window. */
  readonly groups: number;
  readonly falseGroups: readonly FalseGroup[];
  readonly bCubed: BCubed;
  readonly benign: BenignTallies;
}

/** Holds what was accused against the labels. Pure. @param analyses in order of time, at least the last one. */
export function scoreAnalyses(truth: Truth, analyses: readonly Analysis[]): Score {
  const last = analyses.at(-1)?.groups ?? [];
  const everAccused = new Set(analyses.flatMap(({ groups }) => groups.flat()));
  const numberOf = new Map(truth.campaigns.map(({ name }, c) => [name, c]));
  const campaignOf = (i: number): number => numberOf.get(truth.accounts[i]!.campaign ?? '') ?? -1;
  return {
    campaigns: truth.campaigns.map((campaign) => scoreCampaign(truth, campaign, analyses)),
    groups: last.length,
    falseGroups: last.filter((group) => !isMostlyGuilty(truth, group)).map((group) => describeGroup(truth, group)),
    bCubed: measureBCubed(
      last,
      campaignOf,
      truth.campaigns.map(({ accounts }) => accounts.length),
    ),
    benign: tallyBenign(truth, new Set(last.flat()), everAccused),
  };
}

function describeGroup(truth: Truth, group: readonly number[]): FalseGroup {
  const counts = new Map<string, number>();
  for (const i of group) {
    const { kind, campaign } = truth.accounts[i]!;
    const name = campaign === null ? kind : `(${campaign})`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return { accounts: group.length, holds: [...counts].sort((a, b) => b[1] - a[1]) };
}
