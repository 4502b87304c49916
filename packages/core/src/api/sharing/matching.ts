// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { Moment, operation, page, PageQuery, Reason } from '../operation.ts';

export const MATCH_KINDS = ['account', 'payment-token', 'address'] as const;
export const MatchRun = z.strictObject({
  id: z.string(),
  peer: z.string(),
  peerName: z.string(),
  kind: z.enum(MATCH_KINDS),
  at: Moment,
  by: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  /** Own values that took part. */
  values: z.int(),
  /** Lower end of the bucket (1, 2, 5, 10, …) that the number in common is in; 0: fewer than `minimum`. Null until done. */
  atLeast: z.int().nullable(),
  minimum: z.int(),
  problem: z.string().nullable(),
});
export type MatchRun = z.infer<typeof MatchRun>;

export const MatchBudget = z.strictObject({
  peer: z.string(),
  peerName: z.string(),
  epoch: z.string(),
  /** Elements of the epoch per kind that the peer has asked here, and how many it may. */
  asked: z.array(z.strictObject({ kind: z.enum(MATCH_KINDS), elements: z.int() })),
  perEpoch: z.int(),
});
export type MatchBudget = z.infer<typeof MatchBudget>;

const common = { tag: 'sharing', access: 'read' } as const;

/** Private matching: how many values two nodes have in common. */
export const MATCH_OPERATIONS = {
  listMatches: operation('GET /v1/matches', {
    ...common,
    summary: 'Private matching runs, the newest first.',
    query: PageQuery,
    response: page(MatchRun),
  }),
  listMatchBudgets: operation('GET /v1/matches/budgets', {
    ...common,
    summary: 'What partners have asked in this epoch, and what they may.',
    response: z.strictObject({ budgets: z.array(MatchBudget) }),
  }),
  startMatch: operation('POST /v1/matches', {
    ...common,
    access: 'review',
    summary: 'Finds how many values this node and a partner have in common, without either showing them.',
    body: z.strictObject({
      peer: z.string().min(1).max(200),
      kind: z.enum(MATCH_KINDS),
      /** Null: the accounts of the campaigns that stand, or the list that is kept for the kind. */
      values: z.array(z.string().min(1).max(256)).min(1).max(50_000).nullable().default(null),
      reason: Reason,
    }),
    response: MatchRun,
    status: 202,
  }),
  setMatchValues: operation('PUT /v1/matches/values/{kind}', {
    ...common,
    access: 'allow',
    summary: 'Payment tokens or addresses of abuse that this node brings into matching; they never leave it.',
    params: z.strictObject({ kind: z.enum(MATCH_KINDS) }),
    body: z.strictObject({ values: z.array(z.string().min(1).max(256)).max(50_000), reason: Reason }),
    status: 204,
  }),
} as const;
