// SPDX-License-Identifier: Apache-2.0
import type { Campaign } from '@stillwatch/core';
import type { AccountSummary, CampaignDetail, CampaignMember, ExchangeRow } from '@stillwatch/core/api';
import { answerCustody } from './custody.fixture.ts';
import type { Preview } from './data.fixture.ts';
import { answerDossiers } from './dossiers.fixture.ts';
import { answerLog } from './log.fixture.ts';
import { answerRecords, reviewOf } from './records.fixture.ts';
import { answerSharing } from './sharing.fixture.ts';
import { find } from './campaigns.fixture.ts';
import { huntOf, pageOf, type PreviewRequest, summarise } from './shapes.fixture.ts';

/** An answer in the contract's shape, out of a hunt's report. */
export function answerPreview(data: Preview, asked: PreviewRequest): unknown {
  for (const found of [answerLog(data.log, asked), answerCustody(data, asked), answerDossiers(data, asked), answerSharing(data, asked)]) {
    if (found !== undefined) return found;
  }
  const { report } = data;
  const { id, params, query } = asked;
  switch (id) {
    case 'overview':
      return overview(data);
    case 'listCampaigns': {
      const fits = (campaign: Campaign) =>
        (query.tier === undefined || campaign.tier === query.tier) &&
        (query.q === undefined || campaign.name.includes(query.q) || campaign.id === query.q);
      return pageOf(report.campaigns.filter(fits).map(summarise), query);
    }
    case 'getCampaign':
      return detail(data, find(data, params.id));
    case 'listCampaignAccounts':
      return pageOf(members(data, find(data, params.id)), query);
    case 'whatIf':
      return whatIf(data, find(data, params.id), (query.without ?? '').split(','));
    case 'viewTraffic':
      return traffic(data, query);
    case 'listExchanges':
      return pageOf(
        data.exchanges.filter((row) => fits(row, query)),
        query,
      );
    case 'listAccounts':
      return pageOf(
        accounts(data).filter(
          ({ account, plan }) => account.startsWith(query.q ?? '') && (query.plan === undefined || plan === query.plan),
        ),
        query,
      );
    case 'getAccount': {
      const summary = accounts(data).find(({ account }) => account === params.id) ?? blank(data, params.id!);
      const campaign = data.campaignOf.get(summary.account);
      const member =
        campaign === undefined ? undefined : members(data, campaign).find(({ account }) => account === summary.account);
      return {
        summary,
        organisation: null,
        declaredUse: 'chatbot',
        network: 'hosting',
        absent: ['tls', 'endUser'],
        shared:
          campaign === undefined
            ? []
            : [{ field: 'payment', value: '7f3a9c', accounts: 12, examples: campaign.accounts.slice(0, 3) }],
        techniques:
          campaign?.techniques.slice(0, 1).map((technique) => ({ id: technique.id, exchanges: summary.exchanges })) ?? [],
        membership:
          member === undefined || campaign === undefined
            ? null
            : { campaign: campaign.id, bits: member.bits, parts: member.parts, member: true },
        label: null,
      };
    }
    case 'listTemplates':
      return pageOf(
        report.campaigns.flatMap((campaign) =>
          campaign.templates.map((template) => ({ ...template, campaign: campaign.id, campaignName: campaign.name })),
        ),
        query,
      );
    default:
      return answerRecords(data, asked);
  }
}

function overview(data: Preview): unknown {
  const { report } = data;
  const now = new Date().toISOString();
  const counts = (tier: Campaign['tier']) => report.campaigns.filter((campaign) => campaign.tier === tier).length;
  const hours = new Map<string, { all: number; campaigns: number }>();
  for (const { at, campaign } of data.exchanges) {
    const hour = `${at.slice(0, 13)}:00:00.000Z`;
    const sum = hours.get(hour) ?? { all: 0, campaigns: 0 };
    hours.set(hour, { all: sum.all + 1, campaigns: sum.campaigns + (campaign === null ? 0 : 1) });
  }
  return {
    now,
    demonstration: true,
    window: report.window,
    traffic: {
      exchanges: report.read.exchanges,
      accounts: report.accounts,
      series: [...hours].toSorted((a, b) => (a[0] < b[0] ? -1 : 1)).map(([at, sums]) => ({ at, ...sums })),
    },
    campaigns: {
      confirmed: counts('confirmed'),
      probable: counts('probable'),
      watch: counts('watch'),
      top: report.campaigns.slice(0, 5).map(summarise),
    },
    waiting: { reviews: report.campaigns.length, oldest: report.campaigns[0]?.detectedAt ?? null, failedAlerts: 1 },
    intake: { lastAt: now, perMinute: 0, rejected: report.read.rejected },
    lastHunt: huntOf(data),
    falsePositives: {
      rate: report.calibration.falsePositiveRate,
      interval: report.calibration.interval,
      units: report.calibration.units,
    },
    explained: report.explained,
    parts: [
      { part: 'records', status: 'ok', detail: 'SQLite' },
      { part: 'alerts', status: 'degraded', detail: 'The webhook of “on call” has not answered for 12 minutes; 1 alert waits.' },
    ],
  };
}

function detail(data: Preview, campaign: Campaign): CampaignDetail {
  const { accounts: linkAccounts, ...finding } = campaign;
  const other = data.report.campaigns.find(({ id }) => id !== campaign.id);
  return {
    summary: summarise(campaign),
    finding,
    linkAccounts,
    thresholds: data.report.thresholds,
    similar:
      other === undefined
        ? []
        : [
            {
              id: other.id,
              name: other.name,
              status: 'open',
              similarity: 0.12,
              because: '12 % of its identity values are the same',
            },
          ],
    review: reviewOf(data, campaign).id,
    etag: '"1"',
  };
}

function members(data: Preview, campaign: Campaign): CampaignMember[] {
  const scored = new Map(
    campaign.accounts.map((account) => [account, { template: 10, identity: 0, place: 0, synchrony: 0, intent: 4 }]),
  );
  for (const { a, b, bits, families } of campaign.links) {
    for (const end of [a, b]) {
      const parts = scored.get(campaign.accounts[end]!)!;
      if (families.includes('identity')) parts.identity = Math.max(parts.identity, bits);
      if (families.includes('synchrony')) parts.synchrony = Math.max(parts.synchrony, bits);
    }
  }
  const each = Math.round(campaign.exchanges / campaign.accounts.length);
  return [...scored]
    .map(([account, parts]) => ({
      account,
      exchanges: each,
      bits: Object.values(parts).reduce((sum, bits) => sum + bits, 0),
      parts,
      plan: data.plans.get(account) ?? '',
      firstSeen: campaign.firstSeen,
      lastSeen: campaign.lastSeen,
    }))
    .toSorted((a, b) => b.bits - a.bits);
}

function whatIf({ report }: Preview, campaign: Campaign, without: readonly string[]): unknown {
  const evidence = campaign.evidence.filter(({ family }) => !without.includes(family));
  const bits = Math.round(evidence.reduce((sum, line) => sum + line.bits, 0) * 10) / 10;
  const { watch, probable, confirmed } = report.thresholds;
  const tier = bits >= confirmed ? 'confirmed' : bits >= probable ? 'probable' : bits >= watch ? 'watch' : 'none';
  return { without, tier, bits, reason: `${bits} bits of the families that are left.`, accounts: null, evidence };
}

function fits(row: ExchangeRow, query: Readonly<Record<string, string>>): boolean {
  return (
    (query.account === undefined || row.account === query.account) &&
    (query.campaign === undefined || row.campaign === query.campaign) &&
    (query.model === undefined || row.model === query.model) &&
    (query.technique === undefined || row.techniques.includes(query.technique)) &&
    (query.flag === undefined || row.flags.includes(query.flag)) &&
    (query.from === undefined || row.at >= query.from) &&
    (query.to === undefined || row.at < query.to)
  );
}

function traffic(data: Preview, query: Readonly<Record<string, string>>): unknown {
  const from = query.from ?? data.report.window!.from;
  const to = query.to ?? data.report.window!.to;
  const rows = data.exchanges.filter(({ at }) => at >= from && at < to);
  const matching = rows.filter((row) => fits(row, query));
  const step = Math.max(60, Math.ceil((Date.parse(to) - Date.parse(from)) / 1000 / 120 / 60) * 60);
  const start = Date.parse(from);
  const series = Array.from({ length: Math.ceil((Date.parse(to) - start) / 1000 / step) }, (_, i) => ({
    at: new Date(start + i * step * 1000).toISOString(),
    matching: 0,
    all: 0,
  }));
  const slot = ({ at }: ExchangeRow) => series[Math.floor((Date.parse(at) - start) / 1000 / step)]!;
  for (const row of rows) slot(row).all++;
  for (const row of matching) slot(row).matching++;
  const top = (field: string, read: (row: ExchangeRow) => readonly string[]) => {
    const counts = new Map<string, number>();
    for (const row of matching) for (const value of read(row)) counts.set(value, (counts.get(value) ?? 0) + 1);
    const values = [...counts].toSorted((a, b) => b[1] - a[1]).slice(0, 6);
    return { field, values: values.map(([value, exchanges]) => ({ value, exchanges })) };
  };
  return {
    from,
    to,
    exchanges: matching.length,
    accounts: new Set(matching.map(({ account }) => account)).size,
    stepSeconds: step,
    series,
    top: [
      top('account', ({ account }) => [account]),
      top('model', ({ model }) => [model]),
      top('technique', ({ techniques }) => techniques),
      top('plan', ({ account }) => [data.plans.get(account) ?? '']),
      top('campaign', ({ campaign }) => (campaign === null ? [] : [campaign])),
      top('flag', ({ flags }) => flags),
    ],
  };
}

let kept: AccountSummary[] | undefined;
function accounts(data: Preview): AccountSummary[] {
  kept ??= [...Map.groupBy(data.exchanges, ({ account }) => account)]
    .map(([account, rows]) => ({
      ...blank(data, account),
      exchanges: rows.length,
      firstSeen: rows.at(-1)!.at,
      lastSeen: rows[0]!.at,
    }))
    .toSorted((a, b) => b.exchanges - a.exchanges);
  return kept;
}

function blank(data: Preview, account: string): AccountSummary {
  const campaign = data.campaignOf.get(account);
  const at = data.report.window!.from;
  return {
    account,
    exchanges: 0,
    firstSeen: at,
    lastSeen: at,
    plan: data.plans.get(account) ?? '',
    createdAt: null,
    campaign: campaign?.id ?? null,
    signalled: campaign === undefined ? 0 : 0.94,
  };
}
