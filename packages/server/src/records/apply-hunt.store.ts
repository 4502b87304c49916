// SPDX-License-Identifier: Apache-2.0
import { sql, type Transaction } from 'kysely';
import { isForeign } from '../sharing/foreign.ts';
import type { CampaignStore, CampaignUpdate, HuntRecord } from '../parts.ts';
import { toCampaignRow, toEventRow, toMemberRows } from './campaign-rows.ts';
import { chunks, type StoreContext } from './database.ts';
import { toHuntRow } from './hunts.store.ts';
import type { Tables } from './tables.ts';

/**
 * Stores what a hunt found in one transaction: the hunt, its campaigns with members, history and reviews.
 * What people decided about a campaign stays; campaigns that are not named become not current.
 */
export async function applyHunt(context: StoreContext, hunt: HuntRecord, updates: readonly CampaignUpdate[]): Promise<void> {
  await context.database.transact(async (tx) => {
    const row = toHuntRow(hunt);
    await tx
      .insertInto('hunts')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
    await retire(tx, new Set(updates.map(({ id }) => id)), context.now());
    for (const update of updates) await applyUpdate(tx, context, update);
  });
}

/** Stores one campaign beside those of the hunts. */
export async function raiseCampaign(context: StoreContext, update: CampaignUpdate): Promise<void> {
  await context.database.transact((tx) => applyUpdate(tx, context, update));
}

/** Makes one campaign not current, and says why. */
export async function retireCampaign(
  context: StoreContext,
  id: string,
  event: Parameters<CampaignStore['retire']>[1],
): Promise<boolean> {
  return await context.database.transact(async (tx) => {
    const row = await tx
      .updateTable('campaigns')
      .set((columns) => ({ is_current: 0, version: columns('version', '+', 1), updated_at: context.now() }))
      .where('id', '=', id)
      .where('is_current', '=', 1)
      .returning('id')
      .executeTakeFirst();
    if (row === undefined) return false;
    await tx
      .insertInto('campaign_events')
      .values(toEventRow(context.newId(), id, event))
      .execute();
    return true;
  });
}

async function retire(tx: Transaction<Tables>, named: ReadonlySet<string>, at: number): Promise<void> {
  const current = await tx.selectFrom('campaigns').select('id').where('is_current', '=', 1).execute();
  const gone = current.map(({ id }) => id).filter((id) => !named.has(id) && !isForeign(id));
  for (const chunk of chunks(gone, 1)) {
    await tx
      .updateTable('campaigns')
      .set((row) => ({ is_current: 0, version: row('version', '+', 1), updated_at: at }))
      .where('id', 'in', chunk)
      .execute();
  }
}

async function applyUpdate(tx: Transaction<Tables>, context: StoreContext, update: CampaignUpdate): Promise<void> {
  const { id, members, events, reviewCause } = update;
  const row = { ...toCampaignRow(update), updated_at: context.now() };
  await tx
    .insertInto('campaigns')
    .values({ ...row, status: 'open', version: 1 })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ ...row, version: sql`campaigns.version + 1` }))
    .execute();
  await tx.deleteFrom('campaign_members').where('campaign', '=', id).execute();
  for (const chunk of chunks(toMemberRows(id, members), 4)) await tx.insertInto('campaign_members').values(chunk).execute();
  const eventRows = events.map((event) => toEventRow(context.newId(), id, event));
  for (const chunk of chunks(eventRows, 8)) await tx.insertInto('campaign_events').values(chunk).execute();
  if (reviewCause === null) return;
  await tx
    .insertInto('reviews')
    .values({ id: context.newId(), campaign: id, cause: reviewCause, state: 0, opened_at: context.now(), version: 1 })
    // One is open already.
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
