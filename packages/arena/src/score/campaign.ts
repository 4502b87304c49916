// SPDX-License-Identifier: Apache-2.0
import type { TrueCampaign, Truth } from './truth.ts';

/** What a detector accused at one moment, accounts as indices of the truth. */
export interface Analysis {
  /** End of the window that was looked at, milliseconds since 1970 UTC. */
  readonly until: number;
  readonly groups: readonly (readonly number[])[];
}

export interface CampaignScore {
  readonly name: string;
  readonly level: string;
  readonly family: string;
  readonly accounts: number;
  /** Found at the end of the window; see {@link isFound}. */
  readonly found: boolean;
  /** Accounts of it that are accused at the end of the window. */
  readonly accused: number;
  /** Accounts of it that were accused at any analysis. */
  readonly ever: number;
  /** Of the accounts in the groups that hold it for the most part: the share that belongs to it; null without such groups. */
  readonly precision: number | null;
  /** Hours from its first harvest to the first analysis at which it was found; null = never. */
  readonly hours: number | null;
  readonly harvest: Harvest;
  /** Harvest before that analysis; all of it when it was never found. */
  readonly leaked: Harvest;
  /** Share of its harvest exchanges that leaked. */
  readonly leakedShare: number;
}

export interface Harvest {
  readonly exchanges: number;
  readonly tokens: number;
}

/** Share of the group's accounts that belong to any campaign. */
export function guiltyShare(truth: Truth, group: readonly number[]): number {
  return group.filter((i) => truth.accounts[i]!.campaign !== null).length / Math.max(1, group.length);
}

/** Share of a campaign's accounts that must be accused, and of a group's accounts that must belong to campaigns. */
const HALF = 0.5;

/** A group that holds campaign accounts for the most part. */
export function isMostlyGuilty(truth: Truth, group: readonly number[]): boolean {
  return guiltyShare(truth, group) > HALF;
}

/** At least half of its accounts are accused, in groups that hold campaign accounts for the most part. */
export function isFound(truth: Truth, campaign: TrueCampaign, groups: readonly (readonly number[])[]): boolean {
  if (campaign.accounts.length === 0) return false;
  const own = new Set(campaign.accounts);
  const accused = groups.filter((group) => isMostlyGuilty(truth, group)).flatMap((group) => group.filter((i) => own.has(i)));
  return new Set(accused).size >= own.size * HALF;
}

/** @param analyses in order of time; the last one is the final word. */
export function scoreCampaign(truth: Truth, campaign: TrueCampaign, analyses: readonly Analysis[]): CampaignScore {
  const own = new Set(campaign.accounts);
  const ownIn = (groups: Analysis['groups']): number[] => groups.flatMap((group) => group.filter((i) => own.has(i)));
  const last = analyses.at(-1)?.groups ?? [];
  const holding = last.filter((group) => group.filter((i) => own.has(i)).length > group.length * HALF);
  const first = analyses.find(({ groups }) => isFound(truth, campaign, groups));
  const harvest = sumHarvest(campaign, Infinity);
  const leaked = sumHarvest(campaign, first?.until ?? Infinity);
  const began = campaign.harvest[0];
  return {
    name: campaign.name,
    level: campaign.level,
    family: campaign.family,
    accounts: own.size,
    found: isFound(truth, campaign, last),
    accused: new Set(ownIn(last)).size,
    ever: new Set(analyses.flatMap(({ groups }) => ownIn(groups))).size,
    precision: holding.length === 0 ? null : ownIn(holding).length / holding.flat().length,
    hours: first === undefined || began === undefined ? null : Math.max(0, (first.until - began) / 3_600_000),
    harvest,
    leaked,
    leakedShare: harvest.exchanges === 0 ? 0 : leaked.exchanges / harvest.exchanges,
  };
}

function sumHarvest(campaign: TrueCampaign, until: number): Harvest {
  let exchanges = 0;
  let tokens = 0;
  for (; exchanges < campaign.harvest.length && campaign.harvest[exchanges]! < until; exchanges++) {
    tokens += campaign.tokens[exchanges]!;
  }
  return { exchanges, tokens };
}
