// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { Decision } from '@stillwatch/core/api';
import type { Selectable } from 'kysely';
import type { ReviewRecord, ReviewStore } from '../parts.ts';
import { FOREIGN } from '../sharing/foreign.ts';
import { fromColumn } from './columns.ts';
import type { StoreContext } from './database.ts';
import { decideReview } from './decide-review.store.ts';
import { after, inOrder, type Order, toPage } from './paging.ts';
import { toCount } from './parameters.ts';
import { changeReview, lapseClaims, REVIEW_STATES, type ReviewRow } from './review-changes.store.ts';

/** What waits first, then what is claimed, then what is decided; the oldest first in each. */
const QUEUE: Order<ReviewRow> = {
  list: 'reviews',
  direction: 'asc',
  columns: [
    { column: 'state', type: 'integer', of: (row) => row.state },
    { column: 'opened_at', type: 'integer', of: (row) => row.opened_at },
    { column: 'id', type: 'text', of: (row) => row.id },
  ],
};

function toReview(row: Selectable<ReviewRow>): ReviewRecord {
  const status = REVIEW_STATES[row.state];
  if (status === undefined) throw new AppError('RECORDS_CORRUPT', 'a review is in a state that there is not');
  return {
    id: row.id,
    campaign: row.campaign,
    cause: row.cause,
    status,
    claimedBy: row.claimed_by,
    claimedUntil: row.claimed_until,
    openedAt: row.opened_at,
    decision: fromColumn(Decision.nullable(), row.decision),
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    reason: row.reason,
    version: row.version,
  };
}

/**
 * The review queue. A claim that has run out is a waiting review again, whoever looks first. A review that was deferred
 * waits in its old place, with the decision and its reason.
 */
export function reviewStore(context: StoreContext): ReviewStore {
  const { db } = context.database;
  return {
    async list(status, page) {
      await lapseClaims(context);
      let query = db.selectFrom('reviews').selectAll().where(after(QUEUE, page));
      if (status !== undefined) query = query.where('state', '=', REVIEW_STATES.indexOf(status));
      const rows = await query
        .orderBy(inOrder(QUEUE))
        .limit(page.limit + 1)
        .execute();
      return toPage(QUEUE, rows, page.limit, toReview);
    },

    async get(id) {
      await lapseClaims(context);
      const row = await db.selectFrom('reviews').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toReview(row);
    },

    async ofCampaign(campaign) {
      await lapseClaims(context);
      // A review is opened only when none is open, so that an open one is the newest.
      const row = await db
        .selectFrom('reviews')
        .selectAll()
        .where('campaign', '=', campaign)
        .orderBy('opened_at', 'desc')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : toReview(row);
    },

    async claim(id, by, until) {
      await lapseClaims(context);
      const row = await changeReview(context, id, (review) => {
        if (review.state === 2) throw new AppError('CONFLICT', 'this review has been decided');
        if (review.state === 1 && review.claimed_by !== by) {
          throw new AppError('CONFLICT', 'somebody else is deciding this', {
            hint: 'Take another one, or wait for the claim to end.',
          });
        }
        return { state: 1, claimed_by: by, claimed_until: until };
      });
      return toReview(row);
    },

    async release(id, by) {
      await lapseClaims(context);
      const row = await changeReview(context, id, (review) => {
        if (review.state !== 1 || review.claimed_by !== by) {
          throw new AppError('CONFLICT', 'this review is not claimed by whoever gives it back');
        }
        return { state: 0, claimed_by: null, claimed_until: null };
      });
      return toReview(row);
    },

    async decide(id, by, decision, reason, version) {
      await lapseClaims(context);
      return toReview(await decideReview(context, { id, by, decision, reason, version }));
    },

    async leftOver() {
      const rows = await db
        .selectFrom('reviews as r')
        .innerJoin('campaigns as c', 'c.id', 'r.campaign')
        .selectAll('r')
        .where('r.state', '<', 2)
        .where('r.campaign', 'like', `${FOREIGN}%`)
        .where('c.is_current', '=', 0)
        .orderBy('r.opened_at')
        .orderBy('r.id')
        .execute();
      return rows.map(toReview);
    },

    async close(id, by, reason) {
      const row = await changeReview(context, id, (review) => {
        if (review.state === 2) throw new AppError('CONFLICT', 'this review has been decided');
        const decided = { decision: null, decided_by: by, decided_at: context.now(), reason };
        return { state: 2, claimed_by: null, claimed_until: null, ...decided };
      });
      return toReview(row);
    },

    async waiting() {
      await lapseClaims(context);
      const { count, oldest } = await db
        .selectFrom('reviews')
        .select(({ fn }) => [fn.countAll().as('count'), fn.min('opened_at').as('oldest')])
        .where('state', '=', 0)
        .executeTakeFirstOrThrow();
      return { count: toCount(count), oldest: oldest === null ? null : toCount(oldest) };
    },
  };
}
