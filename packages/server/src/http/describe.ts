// SPDX-License-Identifier: Apache-2.0
/** Records as the API shows them. */
import { AppError } from '@stillwatch/core';
import type { CampaignSummary, Hunt, Review } from '@stillwatch/core/api';
import type { CampaignRecord, HuntRecord, Page, Records, ReviewRecord } from '../parts.ts';

const MOST_STEPS = 48;

export function describeCampaign({ id, status, finding, current, updatedAt }: CampaignRecord): CampaignSummary {
  return {
    id,
    name: finding.name,
    tier: finding.tier,
    status,
    bits: finding.bits,
    accounts: finding.accounts.length,
    exchanges: finding.exchanges,
    outputTokens: finding.harvest.outputTokens,
    listPriceUsd: finding.harvest.listPriceUsd,
    techniques: finding.techniques.map((technique) => technique.id),
    firstSeen: finding.firstSeen,
    lastSeen: finding.lastSeen,
    detectedAt: finding.detectedAt,
    current,
    updatedAt: moment(updatedAt),
    spark: gather(finding.timeline.map(({ campaign }) => campaign)),
  };
}

/** Sums neighbours until at most 48 are left. */
function gather(counts: readonly number[]): number[] {
  const width = Math.max(1, Math.ceil(counts.length / MOST_STEPS));
  const steps: number[] = [];
  for (let i = 0; i < counts.length; i += width) steps.push(counts.slice(i, i + width).reduce((sum, count) => sum + count, 0));
  return steps;
}

export function moment(ms: number): string {
  return new Date(ms).toISOString();
}

export function momentOrNull(ms: number | null): string | null {
  return ms === null ? null : moment(ms);
}

/** Entity tag of a version, with its quotes. */
export function tagOf({ version }: { version: number }): string {
  return `"${version}"`;
}

/** @throws AppError PRECONDITION_FAILED for a tag that is no version's. */
export function versionOfTag(tag: string): number {
  const [, version] = /^(\d{1,15})$/.exec(tag) ?? [];
  if (version === undefined) throw new AppError('PRECONDITION_FAILED', 'If-Match is not a tag of this');
  return Number(version);
}

export async function describeReview(records: Records, review: ReviewRecord): Promise<Review> {
  const campaign = await records.campaigns.get(review.campaign);
  if (campaign === null) throw new AppError('RECORDS_CORRUPT', 'a review of a campaign that is not there');
  return {
    id: review.id,
    campaign: describeCampaign(campaign),
    cause: review.cause,
    status: review.status,
    claimedBy: review.claimedBy,
    claimedUntil: momentOrNull(review.claimedUntil),
    openedAt: moment(review.openedAt),
    decision: review.decision,
    decidedBy: review.decidedBy,
    decidedAt: momentOrNull(review.decidedAt),
    reason: review.reason,
    etag: tagOf(review),
  };
}

/** A hunt without what only the overview needs. */
export function describeHunt(record: HuntRecord): Hunt {
  const { summary: _, ...hunt } = record;
  return hunt;
}

export function mapPage<T, U>({ items, next }: Page<T>, map: (item: T) => U): { items: U[]; next: string | null } {
  return { items: items.map(map), next };
}

/** What is there, or NOT_FOUND. */
export function orNotFound<T>(found: T | null, what: string): T {
  if (found === null) throw new AppError('NOT_FOUND', `there is no such ${what}`);
  return found;
}

/** @throws AppError NOT_FOUND where nothing was removed. */
export function refuseMissing(removed: boolean, what: string): null {
  if (!removed) throw new AppError('NOT_FOUND', `there is no such ${what}`);
  return null;
}
