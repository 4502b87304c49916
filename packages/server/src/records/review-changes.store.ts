// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { CampaignStatus } from '@stillwatch/core/api';
import type { Selectable, Transaction } from 'kysely';
import type { StoreContext } from './database.ts';
import type { Tables } from './tables.ts';

export type ReviewRow = Selectable<Tables['reviews']>;
/** Names of `state`, by number. */
export const REVIEW_STATES = ['waiting', 'claimed', 'decided'] as const;

/**
 * Changes a review in one transaction, with the campaign that it is about: one that nobody has judged yet is in review
 * while somebody holds it.
 * @param change what becomes of the review as it is now; throws where it may not be changed.
 * @throws AppError NOT_FOUND
 */
export async function changeReview(
  { database, now }: StoreContext,
  id: string,
  change: (review: ReviewRow, tx: Transaction<Tables>) => Partial<ReviewRow> | Promise<Partial<ReviewRow>>,
): Promise<ReviewRow> {
  return database.transact(async (tx) => {
    const review = await tx.selectFrom('reviews').selectAll().where('id', '=', id).executeTakeFirst();
    if (review === undefined) throw new AppError('NOT_FOUND', 'there is no review of this id');
    const changed = { ...review, ...(await change(review, tx)), version: review.version + 1 };
    await tx.updateTable('reviews').set(changed).where('id', '=', id).execute();
    const turn =
      changed.state === 1 ? ({ from: 'open', to: 'in-review' } as const) : ({ from: 'in-review', to: 'open' } as const);
    await passCampaigns(tx, [review.campaign], { ...turn, at: now() });
    return changed;
  });
}

/** Claims that have run out wait again; asks without writing first, because that is what there is to do as a rule. */
export async function lapseClaims({ database, now }: StoreContext): Promise<void> {
  const at = now();
  const ended = await database.db
    .selectFrom('reviews')
    .select('id')
    .where('state', '=', 1)
    .where('claimed_until', '<=', at)
    .limit(1)
    .executeTakeFirst();
  if (ended === undefined) return;
  await database.transact(async (tx) => {
    const lapsed = await tx
      .updateTable('reviews')
      .set((row) => ({ state: 0, claimed_by: null, claimed_until: null, version: row('version', '+', 1) }))
      .where('state', '=', 1)
      .where('claimed_until', '<=', at)
      .returning('campaign')
      .execute();
    const campaigns = lapsed.map(({ campaign }) => campaign);
    await passCampaigns(tx, campaigns, { from: 'in-review', to: 'open', at });
  });
}

async function passCampaigns(
  tx: Transaction<Tables>,
  campaigns: readonly string[],
  { from, to, at }: { from: CampaignStatus; to: CampaignStatus; at: number },
): Promise<void> {
  if (campaigns.length === 0) return;
  await tx
    .updateTable('campaigns')
    .set((row) => ({ status: to, version: row('version', '+', 1), updated_at: at }))
    .where('id', 'in', campaigns)
    .where('status', '=', from)
    .execute();
}
