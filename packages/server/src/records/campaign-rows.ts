// SPDX-License-Identifier: Apache-2.0
import { type Campaign, CampaignSchema } from '@stillwatch/core';
import { CampaignEvent, CampaignMember, CampaignStatus } from '@stillwatch/core/api';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { CampaignRecord, CampaignTrace, CampaignUpdate } from '../parts.ts';
import { fromColumn, fromJson, toIso, toMs } from './columns.ts';
import type { Tables } from './tables.ts';

const Finding = CampaignSchema.omit({ accounts: true, links: true });
const Accounts = CampaignSchema.shape.accounts;
const Links = CampaignSchema.shape.links;
const Trace = z.strictObject({
  firstSeen: z.iso.datetime(),
  accounts: z.array(z.string()),
  grams: z.array(z.number()),
  values: z.array(z.string()),
});
const Member = CampaignMember.omit({ account: true });

export const TIER_RANK: Readonly<Record<Campaign['tier'], number>> = { confirmed: 3, probable: 2, watch: 1 };

export type CampaignRow = Selectable<Tables['campaigns']>;
/** What lists read: the long columns stay where they are. */
export type CampaignListRow = Omit<CampaignRow, 'links' | 'trace'>;

/** Columns of a campaign as a hunt found it. */
export function toCampaignRow({ id, finding, trace }: CampaignUpdate): Omit<CampaignRow, 'status' | 'version' | 'updated_at'> {
  const { accounts, links, ...rest } = finding;
  return {
    id,
    tier_rank: TIER_RANK[finding.tier],
    bits: finding.bits,
    is_current: 1,
    search: `${finding.name} ${id}`.toLowerCase(),
    finding: JSON.stringify(rest),
    accounts: JSON.stringify(accounts),
    links: JSON.stringify(links),
    trace: JSON.stringify(trace),
  };
}

export function toCampaign(row: CampaignRow): CampaignRecord {
  const listed = toListedCampaign(row);
  return {
    ...listed,
    finding: { ...listed.finding, links: fromJson(Links, row.links) },
    trace: toTrace(row.trace),
  };
}

/** A campaign in a list: without its links and without what it would be recognised by. */
export function toListedCampaign(row: CampaignListRow): CampaignRecord {
  const finding = fromJson(Finding, row.finding);
  return {
    id: row.id,
    status: fromColumn(CampaignStatus, row.status),
    finding: { ...finding, accounts: fromJson(Accounts, row.accounts), links: [] },
    current: row.is_current === 1,
    trace: { firstSeen: finding.firstSeen, accounts: [], grams: [], values: [] },
    version: row.version,
    updatedAt: row.updated_at,
  };
}

export function toTrace(text: string): CampaignTrace {
  return fromJson(Trace, text);
}

/** Members in the order of their pages: the strongest first. */
export function toMemberRows(campaign: string, members: readonly CampaignMember[]): Tables['campaign_members'][] {
  const sorted = members.toSorted((a, b) => b.bits - a.bits || (a.account < b.account ? -1 : 1));
  return sorted.map(({ account, ...detail }, position) => ({ campaign, account, position, detail: JSON.stringify(detail) }));
}

export function toMember({ account, detail }: { account: string; detail: string }): CampaignMember {
  return { account, ...fromJson(Member, detail) };
}

export function toEventRow(id: string, campaign: string, event: Omit<CampaignEvent, 'id'>): Tables['campaign_events'] {
  const { at, by, kind, statement, accounts, bits } = event;
  return { id, campaign, at: toMs(at), kind, statement, accounts, bits, actor: by };
}

export function toEvent(row: Selectable<Tables['campaign_events']>): CampaignEvent {
  const { id, statement, accounts, bits, actor } = row;
  const kind = fromColumn(CampaignEvent.shape.kind, row.kind);
  return { id, at: toIso(row.at), kind, statement, accounts, bits, by: actor };
}
