// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { CampaignSchema, Evidence, EvidenceFamily } from '../hunt-report.ts';
import { IdParams, Moment, None, operation, page, PageQuery } from './operation.ts';

/** What people made of it. `dismissed`: judged benign. `contained`: acted upon. */
export const CAMPAIGN_STATUS = ['open', 'in-review', 'confirmed', 'dismissed', 'contained'] as const;
export const CampaignStatus = z.enum(CAMPAIGN_STATUS);
export type CampaignStatus = z.infer<typeof CampaignStatus>;

export const Tier = z.enum(['confirmed', 'probable', 'watch']);

export const CampaignSummary = z.strictObject({
  id: z.string(),
  name: z.string(),
  tier: Tier,
  status: CampaignStatus,
  bits: z.number(),
  accounts: z.int(),
  exchanges: z.int(),
  outputTokens: z.int(),
  listPriceUsd: z.number().nullable(),
  techniques: z.array(z.string()),
  firstSeen: Moment,
  lastSeen: Moment,
  detectedAt: Moment,
  /** Is it in the newest hunt, or known from earlier ones only? */
  current: z.boolean(),
  updatedAt: Moment,
  /** Exchanges per step, at most 48 steps, oldest first: for a sparkline. */
  spark: z.array(z.int()),
});
export type CampaignSummary = z.infer<typeof CampaignSummary>;

/** What happened to a campaign over the hunts. */
export const CAMPAIGN_EVENTS = [
  'found',
  'grew',
  'shrank',
  'tier',
  'split',
  'merged',
  'silent',
  'respawned',
  'decided',
  'suppressed',
  'commented',
] as const;
export const CampaignEvent = z.strictObject({
  id: z.string(),
  at: Moment,
  kind: z.enum(CAMPAIGN_EVENTS),
  /** One sentence. */
  statement: z.string(),
  accounts: z.int(),
  bits: z.number(),
  /** Who decided; null for what a hunt saw. */
  by: z.string().nullable(),
});
export type CampaignEvent = z.infer<typeof CampaignEvent>;

export const SimilarCampaign = z.strictObject({
  id: z.string(),
  name: z.string(),
  status: CampaignStatus,
  /** 0 to 1: share of templates, accounts and identity values in common, the largest of the three. */
  similarity: z.number(),
  because: z.string(),
});

export const CampaignDetail = z.strictObject({
  summary: CampaignSummary,
  /** The whole finding as the newest hunt that saw it described it. Its list of accounts is paged apart. */
  finding: CampaignSchema.omit({ accounts: true }),
  /** The finding's account ids in its own order: what the indices of `finding.links` mean. */
  linkAccounts: z.array(z.string()).optional(),
  thresholds: z.strictObject({ watch: z.number(), probable: z.number(), confirmed: z.number() }),
  similar: z.array(SimilarCampaign),
  review: z.string().nullable(),
  etag: z.string(),
});
export type CampaignDetail = z.infer<typeof CampaignDetail>;

/** Why one account belongs: bits by family. */
export const CampaignMember = z.strictObject({
  account: z.string(),
  exchanges: z.int(),
  /** Bits by which it belongs to this campaign. */
  bits: z.number(),
  parts: z.strictObject({
    template: z.number(),
    identity: z.number(),
    place: z.number(),
    synchrony: z.number(),
    intent: z.number(),
  }),
  plan: z.string(),
  firstSeen: Moment,
  lastSeen: Moment,
});
export type CampaignMember = z.infer<typeof CampaignMember>;

export const WhatIf = z.strictObject({
  without: z.array(EvidenceFamily),
  tier: z.enum(['confirmed', 'probable', 'watch', 'none']),
  bits: z.number(),
  /** What keeps it from a higher tier. */
  reason: z.string(),
  /** Accounts that the whole detection still names when it runs without these families; null when it was not run again. */
  accounts: z.int().nullable(),
  evidence: z.array(Evidence),
});
export type WhatIf = z.infer<typeof WhatIf>;

const campaigns = { tag: 'campaigns', access: 'read' } as const;

export const CAMPAIGN_OPERATIONS = {
  listCampaigns: operation('GET /v1/campaigns', {
    ...campaigns,
    summary: 'Campaigns, the strongest first.',
    query: PageQuery.extend({
      status: CampaignStatus.optional(),
      tier: Tier.optional(),
      current: z.enum(['true', 'false']).optional(),
      /** Part of the name, the id or an account id. */
      q: z.string().max(200).optional(),
    }),
    response: page(CampaignSummary),
  }),
  getCampaign: operation('GET /v1/campaigns/{id}', {
    ...campaigns,
    summary: 'One campaign: evidence in bits, templates, harvest, timeline, links, benign explanations considered.',
    params: IdParams,
    response: CampaignDetail,
  }),
  listCampaignAccounts: operation('GET /v1/campaigns/{id}/accounts', {
    ...campaigns,
    summary: 'Its accounts, with the bits by which each belongs, the strongest first.',
    params: IdParams,
    query: PageQuery,
    response: page(CampaignMember),
  }),
  listCampaignEvents: operation('GET /v1/campaigns/{id}/events', {
    ...campaigns,
    summary: 'Its history, newest first: found, grew, split, fell silent, respawned, decided.',
    params: IdParams,
    query: PageQuery,
    response: page(CampaignEvent),
  }),
  whatIf: operation('GET /v1/campaigns/{id}/what-if', {
    ...campaigns,
    summary: 'Its verdict if some families of evidence were not there.',
    params: IdParams,
    query: z.strictObject({ without: z.string().min(1).max(200) }),
    response: WhatIf,
  }),
  addComment: operation('POST /v1/campaigns/{id}/comments', {
    ...campaigns,
    access: 'review',
    summary: 'A remark in its history.',
    params: IdParams,
    query: None,
    body: z.strictObject({ text: z.string().trim().min(1).max(4_000) }),
    response: CampaignEvent,
    status: 201,
  }),
} as const;
