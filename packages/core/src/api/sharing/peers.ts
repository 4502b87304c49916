// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { IdParams, Moment, operation, page, PageQuery } from '../operation.ts';
import { Name, PublicKey } from './terms.ts';

/** Thresholds of trust, 0 to 1, from which foreign intelligence may lead to something here. */
export const TrustThresholds = z.strictObject({
  watch: z.number().min(0).max(1),
  friction: z.number().min(0).max(1),
  /** Independent lineages that friction takes; never fewer than two count. */
  lineages: z.int().min(2).max(20),
  /** A proposal to a person, never done by itself, and only with corroboration in the own traffic. */
  block: z.number().min(0).max(1),
  /** A reporter that is surely less reliable than this asks no reviewer. */
  review: z.number().min(0).max(1),
});
export type TrustThresholds = z.infer<typeof TrustThresholds>;

/** What is sent; without a floor of reviews it stays as it is, or is the node’s default. */
const TrustInput = TrustThresholds.partial({ review: true });
export type TrustInput = z.infer<typeof TrustInput>;

export const PEER_KINDS = ['company', 'agency', 'sharing-centre'] as const;
/** `waiting`: not asked yet; `throttled`: broke the protocol and is left alone for a while; `off`: not asked. */
export const PEER_STATES = ['waiting', 'ok', 'unreachable', 'throttled', 'off'] as const;

export const Peer = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Identity that it signs as. */
  organisation: z.string(),
  kind: z.enum(PEER_KINDS),
  /** URL of its TAXII API root; null for one that only reads here. */
  url: z.string().nullable(),
  /** Ids or aliases of the collections that are pulled; empty: all that may be read. */
  collections: z.array(z.string()),
  /** Keys that it signs with, and when each was entered here; what the first signed before counts too. The last counts now. */
  keys: z.array(
    z.strictObject({
      id: z.string(),
      publicKey: PublicKey,
      validFrom: Moment,
      validUntil: Moment.nullable(),
      revokedAt: Moment.nullable(),
    }),
  ),
  /** How this node signs in there; the secret is never shown. */
  signIn: z.strictObject({ kind: z.enum(['none', 'basic', 'bearer']), user: z.string().nullable() }),
  /** How it signs in here; null while it cannot. */
  credential: z.strictObject({ user: z.string(), issuedAt: Moment, lastUsed: Moment.nullable() }).nullable(),
  /** Sharing groups that it is in. */
  groups: z.array(z.string()),
  /** Who owns it: firms of one owner are one voice. */
  parent: z.string().nullable(),
  /** People here (ids) for whom its TLP:RED is meant. */
  readers: z.array(z.string()),
  thresholds: TrustThresholds,
  /** Track record of its reports; `value`: it is at least this good in 19 cases of 20. */
  reliability: z.strictObject({ confirmed: z.number(), refuted: z.number(), value: z.number() }),
  state: z.enum(PEER_STATES),
  lastPull: Moment.nullable(),
  lastSuccess: Moment.nullable(),
  /** Assertions that came from it. */
  received: z.int(),
  /** What went wrong the last time. */
  problem: z.string().nullable(),
  throttle: z.strictObject({ until: Moment, reasons: z.array(z.string()) }).nullable(),
  /** Reporters, itself or who speaks through it, that named a canary of this node as abuse and do not count; which one is told nobody. */
  quarantine: z.strictObject({ since: Moment, reporters: z.array(z.string()), reason: z.string() }).nullable(),
  etag: z.string(),
});
export type Peer = z.infer<typeof Peer>;

/** Of reports that were given about this probability, how many were right. */
export const ReliabilityBin = z.strictObject({
  from: z.number(),
  to: z.number(),
  count: z.int(),
  predicted: z.number(),
  observed: z.number(),
  /** 90 % interval of what was observed. */
  low: z.number(),
  high: z.number(),
});
export type ReliabilityBin = z.infer<typeof ReliabilityBin>;

export const PeerDetail = z.strictObject({
  peer: Peer,
  plot: z.array(ReliabilityBin),
  /** Newest pulls first, at most 50. */
  pulls: z.array(
    z.strictObject({
      at: Moment,
      outcome: z.enum(['ok', 'unreachable', 'hostile', 'refused']),
      objects: z.int(),
      accepted: z.int(),
      detail: z.string(),
    }),
  ),
  etag: z.string(),
});
export type PeerDetail = z.infer<typeof PeerDetail>;

const SignIn = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('basic'), user: z.string().min(1).max(200), password: z.string().min(1).max(500) }),
  z.strictObject({ kind: z.literal('bearer'), token: z.string().min(1).max(4_000) }),
]);
const PeerUrl = z.url({ protocol: /^https?$/ }).max(2_000);
const Names = z.array(Name).max(100);
const PeerInput = z.strictObject({
  name: Name,
  organisation: Name,
  kind: z.enum(PEER_KINDS).default('company'),
  url: PeerUrl.nullable().default(null),
  collections: Names.default([]),
  publicKey: PublicKey.nullable().default(null),
  signIn: SignIn.default({ kind: 'none' }),
  groups: Names.default([]),
  parent: Name.nullable().default(null),
  readers: z.array(z.string().min(1).max(200)).max(100).default([]),
  thresholds: TrustInput.optional(),
});
/** A new public key takes the place of the old one, which stays good for what was said before. */
const PeerChange = z.strictObject({
  name: Name.optional(),
  kind: z.enum(PEER_KINDS).optional(),
  url: PeerUrl.nullable().optional(),
  collections: Names.optional(),
  publicKey: PublicKey.optional(),
  /** Key that must not be believed any more, whatever time it claims. */
  revokeKey: z.string().min(1).max(200).optional(),
  signIn: SignIn.optional(),
  groups: Names.optional(),
  parent: Name.nullable().optional(),
  readers: z.array(z.string().min(1).max(200)).max(100).optional(),
  thresholds: TrustInput.optional(),
  /** False: it is not asked any more. */
  pull: z.boolean().optional(),
  /** Ends a throttling. */
  unthrottle: z.literal(true).optional(),
  /** Ends its quarantines: what was reported so far is let pass. */
  liftQuarantine: z.literal(true).optional(),
});

const common = { tag: 'peers', access: 'read' } as const;

/** Partners: whom this node knows, how they sign in, and what is pulled from them. */
export const PEER_OPERATIONS = {
  listPeers: operation('GET /v1/peers', {
    ...common,
    summary: 'Partners with their reliability, state and last pull.',
    query: PageQuery,
    response: page(Peer),
  }),
  getPeer: operation('GET /v1/peers/{id}', {
    ...common,
    summary: 'One partner: reliability plot and latest pulls.',
    params: IdParams,
    response: PeerDetail,
  }),
  addPeer: operation('POST /v1/peers', {
    ...common,
    access: 'admin',
    summary: 'Adds a partner; its public key is pinned.',
    body: PeerInput,
    response: Peer,
    status: 201,
  }),
  changePeer: operation('PATCH /v1/peers/{id}', {
    ...common,
    access: 'admin',
    summary: 'Changes a partner: address, key, credentials, groups, thresholds; or stops asking it.',
    params: IdParams,
    body: PeerChange,
    response: Peer,
    ifMatch: true,
  }),
  removePeer: operation('DELETE /v1/peers/{id}', {
    ...common,
    access: 'admin',
    summary: 'Removes a partner. What it said is not believed any more; what was released to it is not undone.',
    params: IdParams,
    status: 204,
  }),
  issuePeerCredential: operation('POST /v1/peers/{id}/credential', {
    ...common,
    access: 'admin',
    summary: 'Makes the credential by which a partner reads here; shown once, and in the place of the one before.',
    params: IdParams,
    response: z.strictObject({ user: z.string(), secret: z.string() }),
    status: 201,
  }),
  revokePeerCredential: operation('DELETE /v1/peers/{id}/credential', {
    ...common,
    access: 'admin',
    summary: 'Takes a partner’s credential away at once.',
    params: IdParams,
    status: 204,
  }),
  pullPeer: operation('POST /v1/peers/{id}/pull', {
    ...common,
    access: 'review',
    summary: 'Pulls from a partner now.',
    params: IdParams,
    response: z.strictObject({
      outcome: z.enum(['ok', 'unreachable', 'hostile', 'refused']),
      objects: z.int(),
      accepted: z.int(),
      detail: z.string(),
    }),
  }),
} as const;
