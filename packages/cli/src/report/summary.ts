// SPDX-License-Identifier: Apache-2.0
import type { Campaign, HuntReport } from '@stillwatch/core';
import { formatCount, formatOneIn, formatPercent, formatPlural, formatUsd } from './format.ts';

/** What was found, in the words of a headline: `3 campaigns`, `500 accounts`, … */
export function summariseFindings(report: HuntReport): string[] {
  const { campaigns } = report;
  if (campaigns.length === 0) return ['No campaigns found'];
  const watched = campaigns.filter((campaign) => campaign.tier === 'watch').length;
  const price = sumPrices(campaigns);
  const all = watched === campaigns.length;
  return [
    `${formatPlural(campaigns.length, 'campaign')}${watched === 0 ? '' : ` (${all ? 'all' : watched} on watch only)`}`,
    formatPlural(
      campaigns.reduce((sum, campaign) => sum + campaign.accounts.length, 0),
      'account',
    ),
    formatPlural(
      campaigns.reduce((sum, campaign) => sum + campaign.exchanges, 0),
      'exchange',
    ),
    ...(price === null ? [] : [price]),
  ];
}

function sumPrices(campaigns: readonly Campaign[]): string | null {
  const known = campaigns.map((campaign) => campaign.harvest.listPriceUsd).filter((usd) => usd !== null);
  if (known.length === 0) return null;
  const sum = known.reduce((total, usd) => total + usd, 0);
  return `list price ${known.length < campaigns.length ? 'at least ' : ''}${formatUsd(sum, sum < 10)}`;
}

/** How far the finding can be trusted, in one or two sentences; never better than what was measured. */
export function describeErrorRate(report: HuntReport): string {
  const { units, falsePositiveRate, interval } = report.calibration;
  if (units === 0) return 'There were no other accounts to calibrate on, so no error rate can be stated.';
  const others = formatPlural(units, report.campaigns.length === 0 ? 'account' : 'other account');
  const range = `95 % interval ${formatPercent(interval[0])} to ${formatPercent(interval[1])}`;
  if (report.campaigns.length === 0) {
    return `With ${others}, a rate of campaign accounts below ${formatOneIn(1 / units)} could not be told from zero.`;
  }
  if (falsePositiveRate === 0) return `None of ${others} scores as high as a campaign’s weakest member; ${range}.`;
  const above = formatCount(Math.round(falsePositiveRate * units));
  return `${above} of ${others} (${formatPercent(falsePositiveRate)}) ${above === '1' ? 'scores' : 'score'} as high as a campaign’s weakest member; ${range}.`;
}

/** What the hunt looked at, in one sentence. */
export function describeReading(report: HuntReport): string {
  const { read } = report;
  return (
    `Read ${formatPlural(read.exchanges, 'exchange')} of ${formatPlural(report.accounts, 'account')} from ${formatPlural(read.files, 'file')}; ` +
    `${formatPlural(read.rejected, 'record')} rejected, ${formatPlural(read.duplicates, 'duplicate')} dropped.`
  );
}

/** Milliseconds from a campaign's first exchange to the moment its evidence sufficed; null while it is only on watch. */
export function measureDelay(campaign: Campaign): number | null {
  if (campaign.tier === 'watch') return null;
  return Date.parse(campaign.detectedAt) - Date.parse(campaign.firstSeen);
}

export interface FamilySum {
  readonly family: Campaign['evidence'][number]['family'];
  readonly bits: number;
  readonly lines: Campaign['evidence'];
}

/** Evidence by family, strongest family first; lines within it strongest first. */
export function sumFamilies(campaign: Campaign): FamilySum[] {
  const families = new Map<FamilySum['family'], { bits: number; lines: Campaign['evidence'] }>();
  for (const line of campaign.evidence) {
    const known = families.get(line.family);
    if (known === undefined) families.set(line.family, { bits: line.bits, lines: [line] });
    else {
      known.bits += line.bits;
      known.lines.push(line);
    }
  }
  return [...families]
    .map(([family, { bits, lines }]) => ({ family, bits, lines: lines.toSorted((a, b) => b.bits - a.bits) }))
    .sort((a, b) => b.bits - a.bits);
}

export interface ExplainedSum {
  readonly kind: string;
  readonly groups: number;
  readonly accounts: number;
  readonly statements: readonly { accounts: number; statement: string }[];
}

/** Explained groups by kind of explanation, most accounts first. */
export function sumExplained(report: HuntReport): ExplainedSum[] {
  const kinds = new Map<string, HuntReport['explained']>();
  for (const group of report.explained) {
    const known = kinds.get(group.kind);
    if (known === undefined) kinds.set(group.kind, [group]);
    else known.push(group);
  }
  return [...kinds]
    .map(([kind, groups]) => ({
      kind,
      groups: groups.length,
      accounts: groups.reduce((sum, group) => sum + group.accounts, 0),
      statements: groups.toSorted((a, b) => b.accounts - a.accounts),
    }))
    .sort((a, b) => b.accounts - a.accounts);
}
