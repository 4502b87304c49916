// SPDX-License-Identifier: Apache-2.0
import { AppError, type Campaign } from '@stillwatch/core';
import { CampaignStatus } from '@stillwatch/core/api';
import { sql } from 'kysely';
import type { CampaignStore } from '../parts.ts';
import { isForeign } from '../sharing/foreign.ts';
import { applyHunt, raiseCampaign, retireCampaign } from './apply-hunt.store.ts';
import {
  type CampaignListRow,
  TIER_RANK,
  toCampaign,
  toEvent,
  toEventRow,
  toListedCampaign,
  toMember,
  toTrace,
} from './campaign-rows.ts';
import { fromColumn } from './columns.ts';
import { chunks, type StoreContext } from './database.ts';
import { after, inOrder, newestFirst, type Order, toPage } from './paging.ts';
import { toCount } from './parameters.ts';

/** The strongest first: by tier, then by bits. */
const STRONGEST: Order<CampaignListRow> = {
  list: 'campaigns',
  direction: 'desc',
  columns: [
    { column: 'tier_rank', type: 'integer', of: (row) => row.tier_rank },
    { column: 'bits', type: 'real', of: (row) => row.bits },
    { column: 'id', type: 'text', of: (row) => row.id },
  ],
};
const MEMBERS: Order<{ position: number }> = {
  list: 'members',
  direction: 'asc',
  columns: [{ column: 'position', type: 'integer', of: (row) => row.position }],
};
const EVENTS = newestFirst('events');

const LISTED = [
  'id',
  'status',
  'tier_rank',
  'bits',
  'is_current',
  'search',
  'finding',
  'accounts',
  'version',
  'updated_at',
] as const satisfies readonly (keyof CampaignListRow)[];

/** Campaigns over the hunts, their members and their history. Lists come without links and traces; `get` has everything. */
export function campaignStore(context: StoreContext): CampaignStore {
  const { db } = context.database;
  return {
    async list({ status, tier, current, q }, page) {
      let query = db.selectFrom('campaigns').select(LISTED).where(after(STRONGEST, page));
      if (status !== undefined) query = query.where('status', '=', status);
      if (tier !== undefined) query = query.where('tier_rank', '=', TIER_RANK[tier]);
      if (current !== undefined) query = query.where('is_current', '=', current ? 1 : 0);
      if (q !== undefined && q !== '') {
        const part = `%${q.toLowerCase().replaceAll(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
        query = query.where((where) =>
          where.or([
            sql<boolean>`${where.ref('search')} like ${part} escape '\\'`,
            where('id', 'in', where.selectFrom('campaign_members').select('campaign').where('account', '=', q)),
          ]),
        );
      }
      const rows = await query
        .orderBy(inOrder(STRONGEST))
        .limit(page.limit + 1)
        .execute();
      return toPage(STRONGEST, rows, page.limit, toListedCampaign);
    },

    async get(id) {
      const row = await db.selectFrom('campaigns').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toCampaign(row);
    },

    async traces() {
      const rows = await db.selectFrom('campaigns').select(['id', 'trace', 'status']).execute();
      return rows
        .filter(({ id }) => !isForeign(id))
        .map(({ id, trace, status }) => ({
          id,
          trace: toTrace(trace),
          status: fromColumn(CampaignStatus, status),
        }));
    },

    async members(id, page) {
      const rows = await db
        .selectFrom('campaign_members')
        .selectAll()
        .where('campaign', '=', id)
        .where(after(MEMBERS, page))
        .orderBy(inOrder(MEMBERS))
        .limit(page.limit + 1)
        .execute();
      return toPage(MEMBERS, rows, page.limit, toMember);
    },

    async campaignOf(accounts) {
      const found = new Map<string, string>();
      for (const chunk of chunks([...new Set(accounts)], 1)) {
        const rows = await db
          .selectFrom('campaign_members as m')
          .innerJoin('campaigns as c', 'c.id', 'm.campaign')
          .select(['m.account', 'c.id', 'c.tier_rank', 'c.bits'])
          .where('m.account', 'in', chunk)
          .where('c.is_current', '=', 1)
          .execute();
        // The strongest is written last, and stays.
        rows.sort((a, b) => a.tier_rank - b.tier_rank || a.bits - b.bits || (a.id < b.id ? -1 : 1));
        for (const { account, id } of rows) found.set(account, id);
      }
      return found;
    },

    async membership(account) {
      const row = await db
        .selectFrom('campaign_members as m')
        .innerJoin('campaigns as c', 'c.id', 'm.campaign')
        .select(['m.account', 'm.campaign', 'm.detail'])
        .where('m.account', '=', account)
        .orderBy('c.is_current', 'desc')
        .orderBy('c.tier_rank', 'desc')
        .orderBy('c.bits', 'desc')
        .orderBy('c.id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : { campaign: row.campaign, member: toMember(row) };
    },

    async events(id, page) {
      const rows = await db
        .selectFrom('campaign_events')
        .selectAll()
        .where('campaign', '=', id)
        .where(after(EVENTS, page))
        .orderBy(inOrder(EVENTS))
        .limit(page.limit + 1)
        .execute();
      return toPage(EVENTS, rows, page.limit, toEvent);
    },

    async addEvent(campaign, event) {
      const known = await db.selectFrom('campaigns').select('id').where('id', '=', campaign).executeTakeFirst();
      if (known === undefined) throw new AppError('NOT_FOUND', 'there is no campaign of this id');
      const row = toEventRow(context.newId(), campaign, event);
      await db.insertInto('campaign_events').values(row).execute();
      return toEvent(row);
    },

    apply: (hunt, updates) => applyHunt(context, hunt, updates),
    raise: (update) => raiseCampaign(context, update),
    retire: (id, event) => retireCampaign(context, id, event),

    async counts() {
      const rows = await db
        .selectFrom('campaigns')
        .select(['tier_rank', (count) => count.fn.countAll().as('campaigns')])
        .where('is_current', '=', 1)
        .groupBy('tier_rank')
        .execute();
      const of = (tier: Campaign['tier']): number =>
        toCount(rows.find((row) => row.tier_rank === TIER_RANK[tier])?.campaigns ?? 0);
      return { confirmed: of('confirmed'), probable: of('probable'), watch: of('watch') };
    },
  };
}
