// SPDX-License-Identifier: Apache-2.0
import type { Kysely, Transaction } from 'kysely';
import type { Int8 } from '../assertion/tables.ts';

/** Every query of a peer, which is also what its budget is counted by. Times are milliseconds since 1970. */
export interface MatchTables {
  match_queries: {
    peer: string;
    epoch: string;
    kind: string;
    session: string;
    batch: Int8;
    elements: Int8;
    at: Int8;
  };
}

export interface MatchQuery {
  readonly peer: string;
  readonly epoch: string;
  readonly kind: string;
  readonly session: string;
  readonly batch: number;
  readonly elements: number;
  readonly at: number;
}

/** Elements that a peer may ask in an epoch, per kind, and in any minute. */
export interface MatchBudget {
  readonly perEpoch: number;
  readonly perMinute: number;
}
export const DEFAULT_BUDGET: MatchBudget = { perEpoch: 50_000, perMinute: 30_000 };

/** A restart of the node does not give anybody a new budget. */
export interface MatchLedger {
  /** Writes a query down and takes it off the budget, or says why not; nothing is evaluated that is not written here. */
  spend(query: MatchQuery, budget: MatchBudget): Promise<'spent' | 'over-budget' | 'too-fast' | 'replayed'>;
  /** The newest first. */
  queries(filter: { peer?: string }, limit: number): Promise<MatchQuery[]>;
}

export function matchTables(dialect: 'sqlite' | 'postgres'): string[] {
  const [text, integer] = dialect === 'sqlite' ? ['text', 'integer'] : ['text collate "C"', 'bigint'];
  return [
    `create table match_queries (peer ${text} not null, epoch ${text} not null, kind ${text} not null,
      session ${text} not null, batch ${integer} not null, elements ${integer} not null, at ${integer} not null,
      primary key (peer, epoch, kind, session, batch))${dialect === 'sqlite' ? ' strict' : ''}`,
    'create index match_queries_at on match_queries (at)',
  ];
}

export function matchLedger({
  db,
  transact,
}: {
  db: Kysely<MatchTables>;
  transact<T>(work: (tx: Transaction<MatchTables>) => Promise<T>): Promise<T>;
}): MatchLedger {
  return {
    spend: (query, budget) =>
      transact(async (tx) => {
        const { peer, epoch, kind, session, batch, elements, at } = query;
        const ofPeer = tx
          .selectFrom('match_queries')
          .where('peer', '=', peer)
          .where('epoch', '=', epoch)
          .where('kind', '=', kind);
        const same = await ofPeer.where('session', '=', session).where('batch', '=', batch).select('at').executeTakeFirst();
        if (same !== undefined) return 'replayed';
        // PostgreSQL's driver gives sums as text.
        const sum = (query: typeof ofPeer) =>
          query.select((row) => row.fn.sum<number | string | null>('elements').as('sum')).executeTakeFirst();
        if (Number((await sum(ofPeer))?.sum ?? 0) + elements > budget.perEpoch) return 'over-budget';
        const lately = await sum(ofPeer.where('at', '>', at - 60_000));
        if (Number(lately?.sum ?? 0) + elements > budget.perMinute) return 'too-fast';
        await tx.insertInto('match_queries').values(query).execute();
        return 'spent';
      }),

    async queries({ peer }, limit) {
      const all = db.selectFrom('match_queries').selectAll().orderBy('at', 'desc').orderBy('batch', 'desc').limit(limit);
      const rows = await (peer === undefined ? all : all.where('peer', '=', peer)).execute();
      return rows.map((row) => ({ ...row, batch: Number(row.batch), elements: Number(row.elements), at: Number(row.at) }));
    },
  };
}
