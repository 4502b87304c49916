// SPDX-License-Identifier: Apache-2.0
import type { AccountSummary } from '@stillwatch/core/api';
import { AppError } from '@stillwatch/core';
import type { Context, Handlers } from '../contract.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { searchAccounts } from '../queries/account-search.ts';
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
  after: AccountKey | null,
  limit: number,
  beginning: string,
): Promise<{ found: CountedAccount[]; next: AccountKey | null }> {
  if (beginning !== '') {
    const { keys, next } = await searchAccounts(store, scope, { beginning, after, limit });
    const accounts = keys.map(({ account }) => account);
    return { found: await readAccounts(store, { ...scope, accounts }, { after: null, limit }), next };
  }
  const rows = await readAccounts(store, scope, { after, limit: limit + 1 });
  const found = rows.slice(0, limit);
  return { found, next: rows.length > limit ? found.at(-1)!.key : null };
}
