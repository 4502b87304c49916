// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { IdParams, Moment, operation, page, PageQuery, Reason } from './operation.ts';

/** One exchange as the store keeps it: no text, only what was computed from it. */
export const ExchangeRow = z.strictObject({
  /** `<account hash>-<second>-<id hash>`, in base 36: names this exchange on this node. */
  ref: z.string(),
  at: Moment,
  account: z.string(),
  model: z.string(),
  /** Techniques whose signal reached 3 bits. */
  techniques: z.array(z.string()),
  /** Strongest signal, bits. */
  signal: z.number(),
  words: z.int(),
  turns: z.int(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  reasoningTokens: z.int(),
  flags: z.array(z.string()),
  /** Campaign that its account belongs to now, if any. */
  campaign: z.string().nullable(),
});
export type ExchangeRow = z.infer<typeof ExchangeRow>;

/** All must hold. Times are [from, to). */
export const TrafficFilter = z.strictObject({
  from: Moment.optional(),
  to: Moment.optional(),
  account: z.string().max(500).optional(),
  campaign: z.string().max(200).optional(),
  model: z.string().max(200).optional(),
  technique: z.string().max(100).optional(),
  plan: z.string().max(100).optional(),
  flag: z.string().max(50).optional(),
});
export type TrafficFilter = z.infer<typeof TrafficFilter>;

/** Fields whose commonest values are shown; each value can be made a filter. */
export const TOP_FIELDS = ['account', 'model', 'technique', 'plan', 'campaign', 'flag'] as const;

export const TrafficView = z.strictObject({
  from: Moment,
  to: Moment,
  exchanges: z.int(),
  accounts: z.int(),
  stepSeconds: z.int(),
  /** Exchanges that fit the filter per step, and all exchanges. */
  series: z.array(z.strictObject({ at: Moment, matching: z.int(), all: z.int() })),
  top: z.array(
    z.strictObject({
      field: z.enum(TOP_FIELDS),
      values: z.array(z.strictObject({ value: z.string(), exchanges: z.int() })),
    }),
  ),
});
export type TrafficView = z.infer<typeof TrafficView>;

export const AccountSummary = z.strictObject({
  account: z.string(),
  exchanges: z.int(),
  firstSeen: Moment,
  lastSeen: Moment,
  plan: z.string(),
  createdAt: Moment.nullable(),
  campaign: z.string().nullable(),
  /** Share of its exchanges with a signal, 0 to 1. */
  signalled: z.number(),
});
export type AccountSummary = z.infer<typeof AccountSummary>;

export const AccountDetail = z.strictObject({
  summary: AccountSummary,
  organisation: z.string().nullable(),
  declaredUse: z.string(),
  network: z.string(),
  /** Identity fields that its exchanges lacked: linking it is less certain. */
  absent: z.array(z.string()),
  /** Identity values it shares with others, by field; hashes only. */
  shared: z.array(z.strictObject({ field: z.string(), value: z.string(), accounts: z.int(), examples: z.array(z.string()) })),
  techniques: z.array(z.strictObject({ id: z.string(), exchanges: z.int() })),
  /** By which it belongs to its campaign, or came nearest to one; null when no hunt scored it. */
  membership: z
    .strictObject({
      campaign: z.string(),
      bits: z.number(),
      parts: z.record(z.string(), z.number()),
      member: z.boolean(),
    })
    .nullable(),
  label: z.strictObject({ label: z.enum(['benign', 'malicious']), by: z.string(), at: Moment, reason: z.string() }).nullable(),
});
export type AccountDetail = z.infer<typeof AccountDetail>;

export const TemplateRow = z.strictObject({
  id: z.string(),
  campaign: z.string(),
  campaignName: z.string(),
  accounts: z.int(),
  exchanges: z.int(),
  distinctTexts: z.int(),
  /** Masked wording; null where the text is not there to be read again. */
  exemplar: z.string().nullable(),
});
export type TemplateRow = z.infer<typeof TemplateRow>;

export const RevealedText = z.strictObject({
  ref: z.string(),
  /** False where no text is kept; then the rest is empty. */
  kept: z.boolean(),
  system: z.string(),
  user: z.string(),
  /** Entry of the audit trail that records this view. */
  audit: z.string(),
});
export type RevealedText = z.infer<typeof RevealedText>;

export const TRAFFIC_OPERATIONS = {
  viewTraffic: operation('GET /v1/traffic', {
    tag: 'traffic',
    access: 'read',
    summary: 'Volume over time and commonest values of what fits a filter.',
    query: TrafficFilter,
    response: TrafficView,
  }),
  listExchanges: operation('GET /v1/exchanges', {
    tag: 'traffic',
    access: 'read',
    summary: 'Exchanges that fit a filter, newest first; no text.',
    query: TrafficFilter.extend(PageQuery.shape),
    response: page(ExchangeRow),
  }),
  revealExchange: operation('POST /v1/exchanges/{id}/reveal', {
    tag: 'traffic',
    access: 'unmask',
    summary: 'The text of one exchange, where it is kept. The view and its reason are recorded.',
    params: IdParams,
    body: z.strictObject({ reason: Reason }),
    response: RevealedText,
  }),
  listAccounts: operation('GET /v1/accounts', {
    tag: 'accounts',
    access: 'read',
    summary: 'Accounts of the hunted window, the busiest first.',
    query: PageQuery.extend({
      /** Start of the account id. */
      q: z.string().max(200).optional(),
      plan: z.string().max(100).optional(),
      campaign: z.string().max(200).optional(),
    }),
    response: page(AccountSummary),
  }),
  getAccount: operation('GET /v1/accounts/{id}', {
    tag: 'accounts',
    access: 'read',
    summary: 'One account: what it does, what it shares with others, why it belongs to a campaign.',
    params: z.strictObject({ id: z.string().min(1).max(500) }),
    response: AccountDetail,
  }),
  listTemplates: operation('GET /v1/templates', {
    tag: 'templates',
    access: 'read',
    summary: 'Prompt templates of the campaigns, the most used first.',
    query: PageQuery.extend({ campaign: z.string().max(200).optional() }),
    response: page(TemplateRow),
  }),
} as const;
