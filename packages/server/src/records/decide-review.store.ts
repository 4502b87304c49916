// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { CampaignStatus, Decision } from '@stillwatch/core/api';
import { sql, type Transaction } from 'kysely';
import type { Label } from '../parts.ts';
import { toEventRow } from './campaign-rows.ts';
import { toIso } from './columns.ts';
import type { StoreContext } from './database.ts';
import { changeReview, type ReviewRow } from './review-changes.store.ts';
import type { Tables } from './tables.ts';

/** What follows from each decision. `label` is what the campaign's accounts are called from then on. */
const FOLLOWS: Readonly<Record<Decision, { status: CampaignStatus; label: Label['label'] | null; word: string }>> = {
  confirm: { status: 'confirmed', label: 'malicious', word: 'Confirmed' },
  dismiss: { status: 'dismissed', label: 'benign', word: 'Dismissed' },
  contain: { status: 'contained', label: 'malicious', word: 'Contained' },
  defer: { status: 'open', label: null, word: 'Deferred' },
};

interface Verdict {
  readonly id: string;
  readonly by: string;
  readonly decision: Decision;
  readonly reason: string;
  /** Of the review, as whoever decides read it. */
  readonly version: number;
}

/**
 * Decides a claimed review: its campaign's status, the labels of the accounts and the history change with it or not at all.
 * @throws AppError NOT_FOUND, CONFLICT, PRECONDITION_FAILED
 */
export async function decideReview(context: StoreContext, verdict: Verdict): Promise<ReviewRow> {
  const { id, by, decision, reason } = verdict;
  return changeReview(context, id, async (review, tx) => {
    check(review, verdict);
    const at = context.now();
    const { label } = FOLLOWS[decision];
    await judgeCampaign(tx, context, review.campaign, verdict, at);
    if (label !== null) await labelMembers(tx, review.campaign, { label, by, at, reason });
    const rest = { claimed_by: null, claimed_until: null, decision, decided_by: by, decided_at: at, reason };
    return { state: decision === 'defer' ? 0 : 2, ...rest };
  });
}

function check(review: ReviewRow, { by, version }: Verdict): void {
  if (review.state === 2) throw new AppError('CONFLICT', 'this review has been decided');
  if (review.state !== 1 || review.claimed_by !== by) {
    throw new AppError('CONFLICT', 'this review is not claimed by whoever decides it', { hint: 'Claim it first.' });
  }
  if (review.version !== version) throw new AppError('PRECONDITION_FAILED', 'this review was changed since it was read');
}

async function judgeCampaign(
  tx: Transaction<Tables>,
  { newId }: StoreContext,
  campaign: string,
  { by, decision, reason }: Verdict,
  at: number,
): Promise<void> {
  const { status, word } = FOLLOWS[decision];
  const { bits } = await tx
    .updateTable('campaigns')
    .set((row) => ({ status, version: row('version', '+', 1), updated_at: at }))
    .where('id', '=', campaign)
    .returning('bits')
    .executeTakeFirstOrThrow();
  const { accounts } = await tx
    .selectFrom('campaign_members')
    .select(({ fn }) => fn.countAll<number>().as('accounts'))
    .where('campaign', '=', campaign)
    .executeTakeFirstOrThrow();
  const event = { at: toIso(at), kind: 'decided', statement: `${word}: ${reason}`, accounts, bits, by } as const;
  await tx
    .insertInto('campaign_events')
    .values(toEventRow(newId(), campaign, event))
    .execute();
}

/** All in one statement: a campaign may have twenty thousand accounts. */
async function labelMembers(tx: Transaction<Tables>, campaign: string, label: Omit<Label, 'account'>): Promise<void> {
  const { by, at, reason } = label;
  await tx
    .insertInto('labels')
    .columns(['account', 'label', 'actor', 'at', 'reason'])
    .expression((query) =>
      query
        .selectFrom('campaign_members')
        .select([
          'account',
          sql<string>`cast(${label.label} as text)`.as('label'),
          sql<string>`cast(${by} as text)`.as('actor'),
          sql<number>`cast(${at} as bigint)`.as('at'),
          sql<string>`cast(${reason} as text)`.as('reason'),
        ])
        .where('campaign', '=', campaign),
    )
    .onConflict((conflict) =>
      conflict.column('account').doUpdateSet((row) => ({
        label: row.ref('excluded.label'),
        actor: row.ref('excluded.actor'),
        at: row.ref('excluded.at'),
        reason: row.ref('excluded.reason'),
      })),
    )
    .execute();
}
