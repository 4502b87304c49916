// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { Tlp } from '../accountability.ts';
import { Tier } from '../campaigns.ts';
import { IdParams, Moment, operation, page, PageQuery, Reason } from '../operation.ts';
import { Pap } from './terms.ts';

/** `expired` and `withdrawn` follow from what was received; the others are what people here made of it. */
export const INBOX_STATES = ['new', 'accepted', 'disputed', 'expired', 'withdrawn'] as const;
export const InboxState = z.enum(INBOX_STATES);
export type InboxState = z.infer<typeof InboxState>;

/** The most that may be done because of it. */
export const GATES = ['nothing', 'watch', 'friction', 'block'] as const;

export const InboxClaim = z.strictObject({
  assertion: z.string(),
  source: z.string(),
  /** Who observed it first. */
  origin: z.string(),
  tlp: Tlp,
  at: Moment,
  /** 0 to 100. */
  confidence: z.number(),
  /** Nodes that it came through. */
  hops: z.int(),
  /** Is one of the two in quarantine, so that it does not count? */
  quarantined: z.boolean(),
});
export type InboxClaim = z.infer<typeof InboxClaim>;

/** What it is in this node's own traffic. */
export const InboxImpact = z.strictObject({
  /** Own campaigns whose templates or accounts match. */
  campaigns: z.array(z.strictObject({ id: z.string(), name: z.string(), tier: Tier, because: z.string() })),
  /** Fingerprints that match, of those that were received with it. */
  templates: z.strictObject({ matched: z.int(), of: z.int() }),
  accounts: z.int(),
  exchanges: z.int(),
  /** Campaign that this intelligence raised here by itself. */
  detection: z.string().nullable(),
  /** Is there a campaign that this node found without it? */
  corroborated: z.boolean(),
  at: Moment.nullable(),
});
export type InboxImpact = z.infer<typeof InboxImpact>;

/** Something that partners say, put together from everything that this reader may read of it. */
export const InboxItem = z.strictObject({
  /** STIX id. */
  id: z.string(),
  type: z.string(),
  name: z.string(),
  description: z.string(),
  state: InboxState,
  /** Strictest of what is shown. */
  tlp: Tlp,
  pap: Pap.nullable(),
  claims: z.array(InboxClaim),
  /** Independent lineages behind it. */
  lineages: z.int(),
  trust: z.strictObject({ score: z.number(), lines: z.array(z.string()) }),
  gate: z.strictObject({ most: z.enum(GATES), why: z.string() }),
  impact: InboxImpact,
  techniques: z.array(z.string()),
  firstSeen: Moment.nullable(),
  lastSeen: Moment.nullable(),
  receivedAt: Moment,
  expiresAt: Moment.nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: Moment.nullable(),
  reason: z.string().nullable(),
});
export type InboxItem = z.infer<typeof InboxItem>;

export const InboxDetail = z.strictObject({
  item: InboxItem,
  /** Objects that belong to it, as this reader may read them, for the graph. */
  objects: z.array(z.strictObject({ id: z.string(), type: z.string(), name: z.string(), tlp: Tlp, revoked: z.boolean() })),
  edges: z.array(z.strictObject({ from: z.string(), to: z.string(), type: z.string() })),
  /** The objects themselves as JSON, to be looked at. */
  bundle: z.string(),
  /** What was said back: sightings and opinions of this node and of partners. */
  answers: z.array(
    z.strictObject({
      at: Moment,
      by: z.string(),
      own: z.boolean(),
      kind: z.enum(['sighting', 'opinion']),
      statement: z.string(),
    }),
  ),
  /** Own accounts that match, at most 100. */
  accounts: z.array(z.string()),
});
export type InboxDetail = z.infer<typeof InboxDetail>;

const common = { tag: 'sharing', access: 'read' } as const;

/** What partners say, and what people here make of it. */
export const INBOX_OPERATIONS = {
  listInbox: operation('GET /v1/inbox', {
    ...common,
    summary: 'What partners say, the newest first: by whom, how trusted, and what it is in the own traffic.',
    query: PageQuery.extend({
      state: InboxState.optional(),
      /** Identity of a source. */
      source: z.string().max(200).optional(),
      /** STIX type; campaigns where left out. */
      type: z.string().max(100).optional(),
      /** True: only what matches the own traffic. */
      impact: z.enum(['true', 'false']).optional(),
    }),
    response: page(InboxItem),
  }),
  getInboxItem: operation('GET /v1/inbox/{id}', {
    ...common,
    summary: 'One of it: objects, their graph, what was answered, own accounts that match.',
    params: IdParams,
    response: InboxDetail,
  }),
  acceptInbox: operation('POST /v1/inbox/{id}/accept', {
    ...common,
    access: 'review',
    summary: 'Finds it right: counts for its reporters, and tells them by an opinion.',
    params: IdParams,
    body: z.strictObject({ reason: Reason }),
    response: InboxItem,
  }),
  disputeInbox: operation('POST /v1/inbox/{id}/dispute', {
    ...common,
    access: 'review',
    summary: 'Finds it wrong: counts against its reporters, tells them by an opinion, and takes away what it raised here.',
    params: IdParams,
    body: z.strictObject({ opinion: z.enum(['disagree', 'strongly-disagree']).default('disagree'), reason: Reason }),
    response: InboxItem,
  }),
  sightInbox: operation('POST /v1/inbox/{id}/sighting', {
    ...common,
    access: 'review',
    summary: 'Tells its reporters that it was seen here too, with a bucketed count.',
    params: IdParams,
    body: z.strictObject({ reason: Reason }),
    response: InboxItem,
  }),
} as const;
