// SPDX-License-Identifier: Apache-2.0
import { EVIDENCE_FAMILIES } from '@stillwatch/core';
import { THRESHOLDS } from '@stillwatch/detection';
import type { Page, Records } from '../../parts.ts';
import type { Handlers } from '../contract.ts';
import { describeCampaign, mapPage, orNotFound, tagOf } from '../describe.ts';
import { RequestError } from '../problems.ts';
import { findSimilar } from '../similar.ts';
import { lastDoneHunt } from '../window.ts';

/** Without benign explanations a campaign would only look worse. */
const REMOVABLE: readonly string[] = EVIDENCE_FAMILIES.filter((family) => family !== 'benign');

export const campaigns: Pick<
  Handlers,
  'listCampaigns' | 'getCampaign' | 'listCampaignAccounts' | 'listCampaignEvents' | 'whatIf' | 'addComment'
> = {
  async listCampaigns({ records }, { query: { status, tier, current, q, ...page } }) {
    const filter = {
      ...(status === undefined ? {} : { status }),
      ...(tier === undefined ? {} : { tier }),
      ...(current === undefined ? {} : { current: current === 'true' }),
      ...(q === undefined ? {} : { q }),
    };
    return mapPage(await records.campaigns.list(filter, page), describeCampaign);
  },
  async getCampaign({ records }, { params: { id } }) {
    const record = orNotFound(await records.campaigns.get(id), 'campaign');
    const [latest, similar, review] = await Promise.all([
      lastDoneHunt(records),
      findSimilar(records, record),
      records.reviews.ofCampaign(id),
    ]);
    const { accounts: linkAccounts, ...finding } = record.finding;
    const { watch, probable, confirmed } = latest?.summary?.thresholds ?? THRESHOLDS;
    return {
      summary: describeCampaign(record),
      finding,
      linkAccounts,
      thresholds: { watch, probable, confirmed },
      similar,
      review: review?.id ?? null,
      etag: tagOf(record),
    };
  },
  async listCampaignAccounts({ records }, { params: { id }, query }) {
    return await pageOf(records, id, await records.campaigns.members(id, query));
  },
  async listCampaignEvents({ records }, { params: { id }, query }) {
    return await pageOf(records, id, await records.campaigns.events(id, query));
  },
  async whatIf({ records, parts }, { params: { id }, query }) {
    const without = query.without.split(',').map((family) => family.trim());
    if (!without.every((family) => REMOVABLE.includes(family))) {
      throw new RequestError('/query/without', 'is no list of families of evidence', `Known: ${REMOVABLE.join(', ')}.`);
    }
    orNotFound(await records.campaigns.get(id), 'campaign');
    return await parts.hunting.whatIf(id, [...new Set(without)]);
  },
  async addComment({ records, parts, caller, now, audit }, { params: { id }, body: { text } }) {
    const { finding } = orNotFound(await records.campaigns.get(id), 'campaign');
    await audit('campaign.commented', id);
    const event = await records.campaigns.addEvent(id, {
      at: new Date(now).toISOString(),
      kind: 'commented',
      statement: text,
      accounts: finding.accounts.length,
      bits: finding.bits,
      by: caller.by,
    });
    parts.events.publish({ kind: 'campaign', id });
    return event;
  },
};

/** A page of a campaign's list. A campaign of thousands is large to read: whether it is there is asked only of an empty page. */
async function pageOf<T>(records: Records, id: string, page: Page<T>): Promise<{ items: T[]; next: string | null }> {
  if (page.items.length === 0) orNotFound(await records.campaigns.get(id), 'campaign');
  return mapPage(page, (item) => item);
}
