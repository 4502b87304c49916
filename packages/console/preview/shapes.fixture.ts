// SPDX-License-Identifier: Apache-2.0
import type { Campaign } from '@stillwatch/core';
import type { CampaignSummary, Hunt, OperationId } from '@stillwatch/core/api';
import type { Preview } from './data.fixture.ts';

export interface PreviewRequest {
  readonly id: OperationId;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly ifMatch: string | null;
}

export function pageOf<T>(all: readonly T[], query: Readonly<Record<string, string>>): { items: T[]; next: string | null } {
  const from = Number(query.cursor ?? 0);
  const to = from + Number(query.limit ?? 100);
  return { items: all.slice(from, to), next: to < all.length ? String(to) : null };
}

export function summarise(campaign: Campaign): CampaignSummary {
  const { harvest, accounts, techniques, timeline, id, name, tier, bits, exchanges, firstSeen, lastSeen, detectedAt } = campaign;
  const step = Math.ceil(timeline.length / 48);
  const spark = Array.from({ length: Math.ceil(timeline.length / step) }, (_, i) =>
    timeline.slice(i * step, (i + 1) * step).reduce((sum, hour) => sum + hour.campaign, 0),
  );
  return {
    id,
    name,
    tier,
    bits,
    exchanges,
    firstSeen,
    lastSeen,
    detectedAt,
    spark,
    status: 'open',
    accounts: accounts.length,
    outputTokens: harvest.outputTokens,
    listPriceUsd: harvest.listPriceUsd,
    techniques: techniques.map((technique) => technique.id),
    current: true,
    updatedAt: lastSeen,
  };
}

export function huntOf({ report }: Preview): Hunt {
  const finishedAt = new Date().toISOString();
  return {
    id: 'h-1',
    status: 'done',
    cause: 'arrival',
    window: report.window,
    startedAt: new Date(Date.parse(finishedAt) - 9_200).toISOString(),
    finishedAt,
    exchanges: report.read.exchanges,
    accounts: report.accounts,
    campaigns: report.campaigns.length,
    explained: report.explained.length,
    stage: 'done',
    error: null,
  };
}
