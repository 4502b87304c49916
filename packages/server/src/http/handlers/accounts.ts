// SPDX-License-Identifier: Apache-2.0
import type { AccountSummary } from '@stillwatch/core/api';
import { AppError } from '@stillwatch/core';
import type { Context, Handlers } from '../contract.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import {
  type AccountKey,
  type CountedAccount,
  readAccounts,
  readFacts,
  readShared,
  readTechniques,
} from '../queries/accounts.ts';
import { hashOfAccount, type Scope, spanOfStore } from '../queries/scope.ts';
import { huntedSpan, scopeOf } from '../window.ts';

/** Ids are stored sealed: those that begin with something are found by opening them, the busiest first. */
const OPENED_AT_ONCE = 5_000;
const MOST_OPENED = 200_000;

export const accounts: Pick<Handlers, 'listAccounts' | 'getAccount'> = {
  async listAccounts(context, { query: { cursor, limit, q, plan, campaign } }) {
    const span = await huntedSpan(context);
    const key = readCursor('accounts', cursor, [/^\d{1,15}$/, /^\d{1,20}$/]);
    const after = key === null ? null : { exchanges: Number(key[0]), account: BigInt.asUintN(64, BigInt(key[1]!)) };
    if (span === null) return { items: [], next: null };
    const scope = await scopeOf(context, span, { plan, campaign });
    const { found, next } = await collect(context, scope, after, limit, q ?? '');
    const campaigns = await context.records.campaigns.campaignOf(found.map(({ summary }) => summary.account));
    return {
      items: found.map(({ summary }): AccountSummary => ({ ...summary, campaign: campaigns.get(summary.account) ?? null })),
      next: next === null ? null : writeCursor('accounts', [next.exchanges, next.account.toString()]),
    };
  },
  async getAccount({ parts, records }, { params: { id } }) {
    const { traffic: store } = parts;
    const hash = hashOfAccount(store, id);
    const span = await spanOfStore(store);
    const [counted] = span === null ? [] : await readAccounts(store, { ...span, accounts: [hash] }, { after: null, limit: 1 });
    const facts = (await readFacts(store, [String(hash)])).get(String(hash));
    if (counted === undefined || facts === undefined) throw new AppError('NOT_FOUND', 'no exchange of such an account is stored');
    const [shared, techniques, found, label] = await Promise.all([
      readShared(store, hash),
      readTechniques(store, hash),
      records.campaigns.membership(id),
      records.labels.get(id),
    ]);
    return {
      summary: { ...counted.summary, campaign: found?.campaign ?? null },
      organisation: facts.organisation,
      declaredUse: facts.declaredUse,
      network: facts.network,
      absent: facts.absent,
      shared,
      techniques,
      membership:
        found === null
          ? null
          : { campaign: found.campaign, bits: found.member.bits, parts: { ...found.member.parts }, member: true },
      label:
        label === null ? null : { label: label.label, by: label.by, at: new Date(label.at).toISOString(), reason: label.reason },
    };
  },
};

async function collect(
  { parts: { traffic: store } }: Context,
  scope: Scope,
  start: AccountKey | null,
  limit: number,
  beginning: string,
): Promise<{ found: CountedAccount[]; next: AccountKey | null }> {
  const atOnce = beginning === '' ? limit + 1 : OPENED_AT_ONCE;
  const found: CountedAccount[] = [];
  let after = start;
  for (let opened = 0; opened < MOST_OPENED; opened += atOnce) {
    const rows = await readAccounts(store, scope, { after, limit: atOnce });
    for (const row of rows) {
      if (!row.summary.account.startsWith(beginning)) continue;
      if (found.length === limit) return { found, next: found.at(-1)!.key };
      found.push(row);
    }
    if (rows.length < atOnce) return { found, next: null };
    after = rows.at(-1)!.key;
  }
  // Enough was opened for one answer; the next page goes on from here.
  return { found, next: after };
}
