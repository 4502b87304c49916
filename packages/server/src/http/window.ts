// SPDX-License-Identifier: Apache-2.0
import { readAll } from '../pages.ts';
import type { CampaignRecord, HuntRecord, Records } from '../parts.ts';
import type { Context } from './contract.ts';
import { RequestError } from './problems.ts';
import { hashOfAccount, type Scope, spanOfStore } from './queries/scope.ts';

/** Seconds since 1970 UTC, [from, to). */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Failed hunts in a row that are looked past. */
const MOST_FAILED = 100;

/** The newest hunt that ended well: what campaigns, rates and windows are of. One that waits or runs says nothing yet. */
export async function lastDoneHunt(records: Records): Promise<HuntRecord | null> {
  const latest = await records.hunts.latest();
  if (latest === null || latest.status === 'done') return latest;
  const { items } = await records.hunts.list({ limit: MOST_FAILED });
  return items.find(({ status }) => status === 'done') ?? null;
}

/** What the newest hunt looked at; before any, all that is stored. Null where nothing is. */
export async function huntedSpan({ records, parts }: Pick<Context, 'records' | 'parts'>): Promise<Span | null> {
  const window = (await lastDoneHunt(records))?.window;
  if (window == null) return await spanOfStore(parts.traffic);
  return { from: Math.floor(Date.parse(window.from) / 1000), to: Math.ceil(Date.parse(window.to) / 1000) };
}

/**
 * The span that a filter asks for; what it leaves open is that of the hunted one, to the newest exchange.
 * @throws RequestError where it ends before it begins.
 */
export async function askedSpan(
  context: Context,
  { from, to }: { from?: string | undefined; to?: string | undefined },
): Promise<Span> {
  const known = from === undefined || to === undefined ? await huntedSpan(context) : null;
  const now = Math.floor(context.now / 1000);
  const newest = known === null ? now : Math.max(known.to, now);
  const span = {
    from: from === undefined ? Math.min(known?.from ?? now, to === undefined ? Infinity : secondOf(to)) : secondOf(from),
    to: to === undefined ? Math.max(newest, from === undefined ? 0 : secondOf(from)) : Math.ceil(Date.parse(to) / 1000),
  };
  if (span.to < span.from) throw new RequestError('/query/to', 'lies before from');
  return span;
}

function secondOf(moment: string): number {
  return Math.floor(Date.parse(moment) / 1000);
}

export interface AskedFilter {
  readonly account?: string | undefined;
  readonly campaign?: string | undefined;
  readonly model?: string | undefined;
  readonly technique?: string | undefined;
  readonly plan?: string | undefined;
  readonly flag?: string | undefined;
}

/** A filter as the store understands it: accounts by their hashes, a campaign by its accounts. */
export async function scopeOf({ parts, records }: Context, span: Span, filter: AskedFilter): Promise<Scope> {
  const { account, campaign, model, technique, plan, flag } = filter;
  let accounts = account === undefined ? undefined : [hashOfAccount(parts.traffic, account)];
  if (campaign !== undefined) {
    const members = await accountsOfCampaign(records, campaign);
    const hashes = members.map((member) => hashOfAccount(parts.traffic, member));
    accounts = accounts === undefined ? hashes : hashes.filter((hash) => accounts!.includes(hash));
  }
  return { ...span, accounts, model, technique, plan, flag };
}

async function accountsOfCampaign(records: Records, campaign: string): Promise<readonly string[]> {
  return (await records.campaigns.get(campaign))?.finding.accounts ?? [];
}

/** Campaigns of the newest hunt, the strongest first. */
export async function currentCampaigns(records: Records, most = 1_000): Promise<CampaignRecord[]> {
  return await readAll((page) => records.campaigns.list({ current: true }, page), most);
}
