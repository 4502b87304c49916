// SPDX-License-Identifier: Apache-2.0
import { TOP_FIELDS } from '@stillwatch/core/api';
import { pseudonymOfHash } from '../../ledger/index.ts';
import type { Context, Handlers } from '../contract.ts';
import { orNotFound } from '../describe.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { RequestError } from '../problems.ts';
import { whoIs } from '../recorded.ts';
import { readExchanges, readRef } from '../queries/exchanges.ts';
import { hashOfAccount, type Scope } from '../queries/scope.ts';
import { countGroups, countValues, readSeries, readTop, stepOf } from '../queries/volume.ts';
import { askedSpan, currentCampaigns, scopeOf } from '../window.ts';

/** Campaigns that are counted for the commonest, and accounts that may be named for it in one query. */
const MOST_CAMPAIGNS = 10;
const MOST_ACCOUNTS = 50_000;

export const traffic: Pick<Handlers, 'viewTraffic' | 'listExchanges' | 'revealExchange'> = {
  async viewTraffic(context, { query: { from, to, ...filter } }) {
    const { traffic: store } = context.parts;
    const span = await askedSpan(context, { from, to });
    const scope = await scopeOf(context, span, filter);
    const stepSeconds = stepOf(span.from, span.to);
    const [series, { exchanges, accounts, ...counted }, tops, campaign] = await Promise.all([
      readSeries(store, scope, stepSeconds),
      countValues(store, scope),
      readTop(store, scope),
      topCampaigns(context, scope),
    ]);
    const top = { ...counted, ...tops, campaign };
    return {
      from: moment(span.from),
      to: moment(span.to),
      exchanges,
      accounts,
      stepSeconds,
      series: series.map(({ at, matching, all }) => ({ at: moment(at), matching, all })),
      top: TOP_FIELDS.map((field) => ({ field, values: top[field].filter(({ value }) => value !== '') })),
    };
  },
  async listExchanges(context, { query: { from, to, cursor, limit, ...filter } }) {
    const { parts, records } = context;
    const key = readCursor('exchanges', cursor, [/^[0-9a-z-]{5,50}$/]);
    const after = key === null ? null : readRef(key[0]!);
    if (key !== null && after === null) throw new RequestError('/query/cursor', 'the cursor is not one of this list');
    const scope = await scopeOf(context, await askedSpan(context, { from, to }), filter);
    const { rows, next } = await readExchanges(parts.traffic, scope, { after, limit });
    const campaigns = await records.campaigns.campaignOf([...new Set(rows.map(({ account }) => account))]);
    return {
      items: rows.map((row) => ({ ...row, campaign: campaigns.get(row.account) ?? null })),
      next: next === null ? null : writeCursor('exchanges', [next]),
    };
  },
  async revealExchange(context, { params: { id }, body: { reason } }) {
    const { parts, caller, audit, about } = context;
    const key = orNotFound(readRef(id), 'exchange');
    const whose = { kind: 'pseudonym', id: pseudonymOfHash('account', key.account) } as const;
    about(whose);
    // Written down first: nobody sees what is not recorded.
    const entry = await audit('exchange.revealed', id, reason);
    const text = await parts.intake.reveal(key);
    if (text !== null) await parts.evidence.revealed({ ref: id, ...text }, whose, whoIs(caller), context.leafKey());
    return { ref: id, kept: text !== null, system: text?.system ?? '', user: text?.user ?? '', audit: entry };
  },
};

function moment(second: number): string {
  return new Date(second * 1000).toISOString();
}

async function topCampaigns({ parts, records }: Context, scope: Scope): Promise<{ value: string; exchanges: number }[]> {
  const groups: { id: string; hashes: bigint[] }[] = [];
  let named = 0;
  for (const { id, finding } of await currentCampaigns(records, MOST_CAMPAIGNS)) {
    named += finding.accounts.length;
    if (groups.length === MOST_CAMPAIGNS || named > MOST_ACCOUNTS) break;
    groups.push({ id, hashes: finding.accounts.map((account) => hashOfAccount(parts.traffic, account)) });
  }
  const counts = await countGroups(
    parts.traffic,
    scope,
    groups.map(({ hashes }) => hashes),
  );
  return groups
    .map(({ id }, i) => ({ value: id, exchanges: counts[i]! }))
    .filter(({ exchanges }) => exchanges > 0)
    .sort((a, b) => b.exchanges - a.exchanges);
}
