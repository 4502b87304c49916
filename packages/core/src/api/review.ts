// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { Authorisation } from '../authorisation.ts';
import { CampaignSummary } from './campaigns.ts';
import { IdParams, Moment, operation, page, PageQuery, Reason } from './operation.ts';

/** What a reviewer may decide about a campaign. */
export const DECISIONS = ['confirm', 'dismiss', 'contain', 'defer'] as const;
export const Decision = z.enum(DECISIONS);
export type Decision = z.infer<typeof Decision>;

export const Review = z.strictObject({
  id: z.string(),
  campaign: CampaignSummary,
  /** Why it is in the queue. */
  cause: z.string(),
  status: z.enum(['waiting', 'claimed', 'decided']),
  claimedBy: z.string().nullable(),
  claimedUntil: Moment.nullable(),
  openedAt: Moment,
  /** Null in a decided one that was closed by itself, since what it rested on is gone; `reason` says what. */
  decision: Decision.nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: Moment.nullable(),
  reason: z.string().nullable(),
  etag: z.string(),
});
export type Review = z.infer<typeof Review>;

/** What an exception would have changed in the newest hunt. */
export const ImpactPreview = z.strictObject({
  accounts: z.int(),
  exchanges: z.int(),
  campaigns: z.array(z.strictObject({ id: z.string(), name: z.string(), accounts: z.int(), of: z.int() })),
});
export type ImpactPreview = z.infer<typeof ImpactPreview>;

/** A campaign of which nobody is told for a while. */
export const Suppression = z.strictObject({
  id: z.string(),
  campaign: z.string(),
  reason: z.string(),
  until: Moment,
  by: z.string(),
  at: Moment,
});
export type Suppression = z.infer<typeof Suppression>;

/** An entry of the registry of authorisations, as kept by the node. */
export const AllowEntry = z.strictObject({
  id: z.string(),
  entry: Authorisation,
  reason: z.string(),
  by: z.string(),
  at: Moment,
});
export type AllowEntry = z.infer<typeof AllowEntry>;

const reviews = { tag: 'review', access: 'review' } as const;

export const REVIEW_OPERATIONS = {
  listReviews: operation('GET /v1/reviews', {
    ...reviews,
    access: 'read',
    summary: 'The review queue: what waits first, the oldest of it first.',
    query: PageQuery.extend({ status: z.enum(['waiting', 'claimed', 'decided']).optional() }),
    response: page(Review),
  }),
  getReview: operation('GET /v1/reviews/{id}', {
    ...reviews,
    access: 'read',
    summary: 'One entry of the queue.',
    params: IdParams,
    response: Review,
  }),
  claimReview: operation('POST /v1/reviews/{id}/claim', {
    ...reviews,
    summary: 'Takes an entry for thirty minutes, so that two people do not decide the same.',
    params: IdParams,
    response: Review,
  }),
  releaseReview: operation('DELETE /v1/reviews/{id}/claim', {
    ...reviews,
    summary: 'Gives a claimed entry back.',
    params: IdParams,
    response: Review,
  }),
  decideReview: operation('POST /v1/reviews/{id}/decision', {
    ...reviews,
    summary: 'Decides a claimed entry. The reason is required and recorded; accounts get the label that follows.',
    params: IdParams,
    body: z.strictObject({ decision: Decision, reason: Reason }),
    response: Review,
    ifMatch: true,
  }),
  labelAccount: operation('PUT /v1/accounts/{id}/label', {
    ...reviews,
    summary: 'An analyst’s label on one account; labels feed calibration.',
    params: z.strictObject({ id: z.string().min(1).max(500) }),
    body: z.strictObject({ label: z.enum(['benign', 'malicious']), reason: Reason }),
    status: 204,
  }),
  listSuppressions: operation('GET /v1/suppressions', {
    ...reviews,
    access: 'read',
    summary: 'Campaigns of which nobody is told for a while.',
    query: PageQuery,
    response: page(Suppression),
  }),
  addSuppression: operation('POST /v1/suppressions', {
    ...reviews,
    access: 'allow',
    summary: 'Silences one campaign until a date, at most 90 days ahead.',
    body: z.strictObject({ campaign: z.string().min(1).max(200), reason: Reason, until: Moment }),
    response: Suppression,
    status: 201,
  }),
  removeSuppression: operation('DELETE /v1/suppressions/{id}', {
    ...reviews,
    access: 'allow',
    summary: 'Lifts a suppression.',
    params: IdParams,
    status: 204,
  }),
  listAllowed: operation('GET /v1/authorisations', {
    ...reviews,
    access: 'read',
    summary: 'Who may do what looks like extraction.',
    query: PageQuery,
    response: page(AllowEntry),
  }),
  previewAllowed: operation('POST /v1/authorisations/preview', {
    ...reviews,
    access: 'allow',
    summary: 'What an authorisation would have changed in the newest hunt.',
    body: Authorisation,
    response: ImpactPreview,
  }),
  addAllowed: operation('POST /v1/authorisations', {
    ...reviews,
    access: 'allow',
    summary: 'Adds an authorisation; it holds from the next hunt on.',
    body: z.strictObject({ entry: Authorisation, reason: Reason }),
    response: AllowEntry,
    status: 201,
  }),
  removeAllowed: operation('DELETE /v1/authorisations/{id}', {
    ...reviews,
    access: 'allow',
    summary: 'Removes an authorisation.',
    params: IdParams,
    status: 204,
  }),
} as const;
