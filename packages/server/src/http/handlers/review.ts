// SPDX-License-Identifier: Apache-2.0
import type { Context, Handlers } from '../contract.ts';
import { describeReview, mapPage, moment, orNotFound, refuseMissing, versionOfTag } from '../describe.ts';
import { RequestError } from '../problems.ts';
import { previewAuthorisation } from '../preview.ts';

const CLAIM_MS = 30 * 60_000;
const MOST_SUPPRESSED_MS = 90 * 86_400_000;

export const review: Pick<
  Handlers,
  | 'listReviews'
  | 'getReview'
  | 'claimReview'
  | 'releaseReview'
  | 'decideReview'
  | 'labelAccount'
  | 'listSuppressions'
  | 'addSuppression'
  | 'removeSuppression'
  | 'listAllowed'
  | 'previewAllowed'
  | 'addAllowed'
  | 'removeAllowed'
> = {
  async listReviews({ records }, { query: { status, ...page } }) {
    const { items, next } = await records.reviews.list(status, page);
    return { items: await Promise.all(items.map((item) => describeReview(records, item))), next };
  },
  async getReview({ records }, { params: { id } }) {
    return await describeReview(records, orNotFound(await records.reviews.get(id), 'review'));
  },
  async claimReview(context, { params: { id } }) {
    const { records, caller, now, audit } = context;
    orNotFound(await records.reviews.get(id), 'review');
    const claimed = await records.reviews.claim(id, caller.by, now + CLAIM_MS);
    await audit('review.claimed', id);
    tell(context, id, claimed.campaign);
    return await describeReview(records, claimed);
  },
  async releaseReview(context, { params: { id } }) {
    const { records, caller, audit } = context;
    orNotFound(await records.reviews.get(id), 'review');
    const released = await records.reviews.release(id, caller.by);
    await audit('review.released', id);
    tell(context, id, released.campaign);
    return await describeReview(records, released);
  },
  async decideReview(context, { params: { id }, body: { decision, reason }, ifMatch }) {
    const { records, caller, audit } = context;
    orNotFound(await records.reviews.get(id), 'review');
    const decided = await records.reviews.decide(id, caller.by, decision, reason, versionOfTag(ifMatch));
    await audit('review.decided', id, `${decision}: ${reason}`);
    context.about({ kind: 'campaign', id: decided.campaign });
    tell(context, id, decided.campaign);
    return await describeReview(records, decided);
  },
  async labelAccount({ records, caller, now, audit, about }, { params: { id }, body: { label, reason } }) {
    about({ kind: 'account', id });
    await audit('account.labelled', id, `${label}: ${reason}`);
    await records.labels.set({ account: id, label, by: caller.by, at: now, reason });
    return null;
  },
  async listSuppressions({ records }, { query }) {
    return mapPage(await records.exceptions.suppressions(query), (entry) => entry);
  },
  async addSuppression({ records, parts, caller, now, audit }, { body: { campaign, reason, until } }) {
    const ahead = Date.parse(until) - now;
    if (ahead <= 0 || ahead > MOST_SUPPRESSED_MS) throw new RequestError('/body/until', 'is not within the next 90 days');
    const { finding } = orNotFound(await records.campaigns.get(campaign), 'campaign');
    await audit('campaign.suppressed', campaign, reason);
    const entry = await records.exceptions.suppress({ campaign, reason, until, by: caller.by, at: moment(now) });
    await records.campaigns.addEvent(campaign, {
      at: moment(now),
      kind: 'suppressed',
      statement: `Nobody is told of it until ${until.slice(0, 10)}: ${reason}`,
      accounts: finding.accounts.length,
      bits: finding.bits,
      by: caller.by,
    });
    parts.events.publish({ kind: 'campaign', id: campaign });
    return entry;
  },
  async removeSuppression({ records, audit }, { params: { id } }) {
    refuseMissing(await records.exceptions.unsuppress(id), 'suppression');
    await audit('suppression.removed', id);
    return null;
  },
  async listAllowed({ records }, { query }) {
    return mapPage(await records.exceptions.allowed(query), (entry) => entry);
  },
  async previewAllowed(context, { body }) {
    return await previewAuthorisation(context, body);
  },
  async addAllowed({ records, caller, now, audit, about }, { body: { entry, reason } }) {
    if (entry.account !== undefined) about({ kind: 'account', id: entry.account });
    const added = await records.exceptions.allow({ entry, reason, by: caller.by, at: moment(now) });
    await audit('authorisation.added', added.id, reason);
    return added;
  },
  async removeAllowed({ records, audit }, { params: { id } }) {
    refuseMissing(await records.exceptions.disallow(id), 'authorisation');
    await audit('authorisation.removed', id);
    return null;
  },
};

function tell({ parts }: Context, id: string, campaign: string): void {
  parts.events.publish({ kind: 'review', id });
  parts.events.publish({ kind: 'campaign', id: campaign });
}
