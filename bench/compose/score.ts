// SPDX-License-Identifier: Apache-2.0
import type { HuntReport } from '@stillwatch/core';
import { clopperPearson } from '@stillwatch/detection';
import type { Truth } from './campaigns/run.ts';
import type { Plan } from './plan.ts';

type Found = HuntReport['campaigns'][number];

export interface CampaignScore {
  readonly name: string;
  readonly accounts: number;
  readonly exchanges: number;
  readonly found: boolean;
  /** Accounts of it in any accusing report. */
  readonly recall: number;
  /** Of the accounts in the reports that are mostly it: how many belong to it. 0 when not found. */
  readonly precision: number;
  readonly tier: string;
  readonly bits: number;
  /** Reports that hold it, and other campaigns in the same reports. */
  readonly reports: number;
  readonly mixedWith: readonly string[];
  /** Hours from its first harvest exchange to the event time of detection; null when not found. */
  readonly hours: number | null;
  /** Share of its harvest exchanges before that; 1 when not found. */
  readonly leaked: number;
  /** Accounts named only by a report of tier "watch". */
  readonly watched: number;
}

export interface Rate {
  readonly name: string;
  readonly accused: number;
  readonly watched: number;
  readonly accounts: number;
  /** Clopper–Pearson 95 % of accused / accounts. */
  readonly interval: readonly [number, number];
}

/** One report of the hunt, in numbers: no text of the log. */
export interface ReportScore {
  readonly tier: string;
  readonly bits: number;
  readonly accounts: number;
  /** Accounts by campaign, or by benign kind in brackets; most first. */
  readonly holds: readonly (readonly [string, number])[];
  /** Bits by family of evidence and by benign explanation. */
  readonly evidence: readonly (readonly [string, number])[];
}

export interface Score {
  readonly reports: readonly ReportScore[];
  readonly campaigns: readonly CampaignScore[];
  readonly overall: Rate;
  readonly byKind: readonly Rate[];
  readonly byRegion: readonly Rate[];
  readonly byLanguage: readonly Rate[];
  readonly byPlan: readonly Rate[];
  /** Reports that accuse and hold no campaign for the most part. */
  readonly falseReports: number;
}

/** A report counts for a campaign when this share of its accounts belongs to it, or when it names this share of the campaign. */
const MAJORITY = 0.5;

/** Holds a report against what was composed. Tiers `confirmed` and `probable` accuse; `watch` is told apart. */
export function scoreReport(report: HuntReport, plan: Plan, truths: readonly Truth[]): Score {
  const indexOf = new Map(plan.accounts.map((account, i) => [account.id, i]));
  const accused = new Set<number>();
  const watched = new Set<number>();
  const members = report.campaigns.map((campaign) => {
    const list = campaign.accounts.flatMap((id) => indexOf.get(id) ?? []);
    const into = campaign.tier === 'watch' ? watched : accused;
    for (const index of list) into.add(index);
    return list;
  });
  const accusing = report.campaigns
    .map((campaign, i) => ({ campaign, members: members[i]! }))
    .filter(({ campaign }) => campaign.tier !== 'watch');
  const harvests = harvestTimes(plan);
  const ratesOf = (by: (index: number) => string): Rate[] => rates(plan, accused, watched, by);
  return {
    campaigns: truths.map((truth) => scoreCampaign(truth, plan, accusing, accused, watched, harvests.get(truth.name) ?? [])),
    overall: ratesOf(() => 'all benign')[0]!,
    byKind: ratesOf((i) => plan.accounts[i]!.kind),
    byRegion: ratesOf((i) => plan.accounts[i]!.region),
    byLanguage: ratesOf((i) => plan.accounts[i]!.language),
    byPlan: ratesOf((i) => plan.accounts[i]!.plan),
    reports: report.campaigns.map((campaign, i) => ({
      tier: campaign.tier,
      bits: campaign.bits,
      accounts: members[i]!.length,
      holds: sumBy(members[i]!, (index) => [plan.accounts[index]!.campaign ?? `(${plan.accounts[index]!.kind})`, 1]),
      evidence: [
        ...sumBy(campaign.evidence, ({ family, bits }) => [family, bits]),
        ...sumBy(campaign.benign, ({ kind, bits }) => [`benign ${kind}`, bits]),
      ],
    })),
    falseReports: accusing.filter(({ members }) => {
      const guilty = members.filter((i) => plan.accounts[i]!.campaign !== null).length;
      return guilty < members.length * MAJORITY;
    }).length,
  };
}

function sumBy<T>(list: readonly T[], part: (item: T) => [string, number]): [string, number][] {
  const sums = new Map<string, number>();
  for (const item of list) {
    const [name, amount] = part(item);
    sums.set(name, (sums.get(name) ?? 0) + amount);
  }
  return [...sums].sort((a, b) => b[1] - a[1]);
}

function scoreCampaign(
  truth: Truth,
  plan: Plan,
  accusing: readonly { campaign: Found; members: readonly number[] }[],
  accused: ReadonlySet<number>,
  watched: ReadonlySet<number>,
  harvest: readonly number[],
): CampaignScore {
  const isMember = (i: number): boolean => plan.accounts[i]!.campaign === truth.name;
  const own = plan.accounts.flatMap((_, i) => (isMember(i) ? [i] : []));
  const holding = accusing.filter(({ members }) => {
    const hits = members.filter(isMember).length;
    return hits >= 3 && (hits >= members.length * MAJORITY || hits >= own.length * MAJORITY);
  });
  const named = new Set(holding.flatMap(({ members }) => members));
  const others = new Set([...named].flatMap((i) => plan.accounts[i]!.campaign ?? []));
  others.delete(truth.name);
  const detected = Math.min(...holding.map(({ campaign }) => Date.parse(campaign.detectedAt)));
  const best = holding.toSorted((a, b) => b.campaign.bits - a.campaign.bits)[0];
  const found = holding.length > 0;
  return {
    name: truth.name,
    accounts: own.length,
    exchanges: harvest.length,
    found,
    recall: own.filter((i) => accused.has(i)).length / Math.max(1, own.length),
    precision: found ? [...named].filter(isMember).length / named.size : 0,
    tier: best?.campaign.tier ?? '–',
    bits: best?.campaign.bits ?? 0,
    reports: holding.length,
    mixedWith: [...others],
    hours: found && harvest.length > 0 ? (detected - harvest[0]!) / 3_600_000 : null,
    leaked: found ? harvest.filter((time) => time < detected).length / Math.max(1, harvest.length) : 1,
    watched: own.filter((i) => watched.has(i) && !accused.has(i)).length,
  };
}

/** Times of the harvest exchanges of each campaign, in order. */
function harvestTimes(plan: Plan): Map<string, number[]> {
  const times = new Map<string, number[]>();
  for (const index of plan.inOrder()) {
    const moment = plan.moment(index);
    if (!moment.harvest) continue;
    const name = plan.accounts[plan.account(index)]!.campaign;
    if (name === null) continue;
    const list = times.get(name);
    if (list === undefined) times.set(name, [moment.time]);
    else list.push(moment.time);
  }
  return times;
}

/** Rates over benign accounts that said anything in the window, by a stratum; most accused first. */
function rates(plan: Plan, accused: ReadonlySet<number>, watched: ReadonlySet<number>, by: (index: number) => string): Rate[] {
  const seen = new Uint8Array(plan.accounts.length);
  for (let i = 0; i < plan.count(); i++) seen[plan.account(i)] = 1;
  const groups = new Map<string, { accused: number; watched: number; accounts: number }>();
  for (const [i, account] of plan.accounts.entries()) {
    if (account.campaign !== null || seen[i] === 0) continue;
    const name = by(i);
    const group = groups.get(name) ?? { accused: 0, watched: 0, accounts: 0 };
    groups.set(name, group);
    group.accounts++;
    if (accused.has(i)) group.accused++;
    else if (watched.has(i)) group.watched++;
  }
  return [...groups]
    .map(([name, group]) => ({ name, ...group, interval: clopperPearson(group.accused, group.accounts) }))
    .sort((a, b) => b.accused - a.accused || b.watched - a.watched || b.accounts - a.accounts);
}
