// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { Tlp } from './accountability.ts';
import { Tier } from './campaigns.ts';
import { IdParams, Moment, operation, page, PageQuery, Reason } from './operation.ts';

/** Name of an organisation, a group or a person as partners know it: printable, at most 200 characters. */
const Name = z
  .string()
  .trim()
  .regex(/^[^\p{C}]{1,200}$/u);

/** Permissible Actions Protocol, from what forbids most. */
export const PAPS = ['RED', 'AMBER', 'GREEN', 'CLEAR'] as const;
export const Pap = z.enum(PAPS);
export type Pap = z.infer<typeof Pap>;

/** An Ed25519 public key: 32 bytes in base64url. */
export const PublicKey = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/);

// ---- this node ------------------------------------------------------------------------------------------------------

/** What partners need of this node, and what it shares under. */
export const SharingSettings = z.strictObject({
  /** Identity that this node signs as. */
  organisation: z.string(),
  /** Id of the same as a STIX identity. */
  identity: z.string(),
  /** Key that signs what this node says; partners pin it. `id` names it in signatures. */
  key: z.strictObject({ id: z.string(), publicKey: PublicKey, since: Moment }),
  /** URL of the TAXII root that partners pull from. */
  taxiiUrl: z.string(),
  /** Group under whose key prompts are sketched; null: the node's own key, so that no fingerprint fits anybody's. */
  group: z.strictObject({ name: z.string(), keyId: z.string() }).nullable(),
  pullSeconds: z.int(),
});
export type SharingSettings = z.infer<typeof SharingSettings>;

// ---- peers ----------------------------------------------------------------------------------------------------------

/** Thresholds of trust, 0 to 1, from which foreign intelligence may lead to something here. */
export const TrustThresholds = z.strictObject({
  watch: z.number().min(0).max(1),
  friction: z.number().min(0).max(1),
  /** Independent lineages that friction takes; never fewer than two count. */
  lineages: z.int().min(2).max(20),
  /** A proposal to a person, never done by itself, and only with corroboration in the own traffic. */
  block: z.number().min(0).max(1),
});
export type TrustThresholds = z.infer<typeof TrustThresholds>;

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
  /** Keys that it signs with; the last one counts now. */
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
  thresholds: TrustThresholds.optional(),
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
  thresholds: TrustThresholds.optional(),
  /** False: it is not asked any more. */
  pull: z.boolean().optional(),
  /** Ends a throttling. */
  unthrottle: z.literal(true).optional(),
  /** Ends its quarantines: what was reported so far is let pass. */
  liftQuarantine: z.literal(true).optional(),
});

// ---- inbox ----------------------------------------------------------------------------------------------------------

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

// ---- outbox ---------------------------------------------------------------------------------------------------------

export const RELEASE_STATES = ['draft', 'reviewed', 'released', 'refused', 'recalled'] as const;

export const LegalBasis = z.strictObject({ basis: Name, validFrom: Moment, validUntil: Moment.nullable() });
export type LegalBasis = z.infer<typeof LegalBasis>;

/** Who gets it. A peer is an organisation; TLP:RED is for one named person, by a file that is handed over. */
const RecipientInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('peer'), peer: z.string().min(1).max(200) }),
  z.strictObject({ kind: z.literal('person'), peer: z.string().min(1).max(200), person: Name }),
]);
export const ReleaseRecipient = z.strictObject({
  /** Names the copy. */
  id: z.string(),
  peer: z.string(),
  name: z.string(),
  organisation: z.string(),
  kind: z.enum(PEER_KINDS),
  person: z.string().nullable(),
});
export type ReleaseRecipient = z.infer<typeof ReleaseRecipient>;

export const ReleaseInput = z.strictObject({
  campaign: z.string().min(1).max(200),
  recipients: z.array(RecipientInput).max(100),
  tlp: Tlp,
  pap: Pap.nullable().default(null),
  /** Sharing group to which it is limited besides; every recipient must be in it. */
  group: Name.nullable().default(null),
  legalBasis: LegalBasis.nullable(),
  embargoUntil: Moment.nullable().default(null),
  /** Name and description as they shall leave; nothing else of free text does. */
  title: z.string().trim().min(1).max(200),
  description: z.string().trim().max(5_000).default(''),
  /** 0 to 100. */
  confidence: z.int().min(0).max(100).default(80),
  /** How long partners may act on it. */
  validDays: z.int().min(1).max(365).default(90),
  licence: Name.nullable().default(null),
});
export type ReleaseInput = z.infer<typeof ReleaseInput>;

/** Exactly what leaves, and what is kept back or stops it. */
export const ReleasePreview = z.strictObject({
  /** Of all that a reviewer agrees to. */
  digest: z.string(),
  tlp: Tlp,
  needsCounsel: z.boolean(),
  /** The objects as JSON, as they leave but for signatures and each copy's own id. */
  content: z.string(),
  bytes: z.int(),
  objects: z.array(z.strictObject({ id: z.string(), type: z.string(), name: z.string() })),
  dropped: z.array(z.strictObject({ object: z.string(), path: z.string(), why: z.string() })),
  /** `stops`: it cannot leave so; `tells`: for whoever reviews it. Rules: `pii/…`, `antitrust/…`, `tlp`, `legal-basis`, … */
  findings: z.array(
    z.strictObject({
      effect: z.enum(['stops', 'tells']),
      rule: z.string(),
      object: z.string().nullable(),
      path: z.string().nullable(),
      text: z.string(),
    }),
  ),
  recipients: z.array(ReleaseRecipient),
});
export type ReleasePreview = z.infer<typeof ReleasePreview>;

export const Release = z.strictObject({
  id: z.string(),
  campaign: z.string(),
  title: z.string(),
  state: z.enum(RELEASE_STATES),
  tlp: Tlp,
  group: z.string().nullable(),
  /** Who wrote it, as `person:ID` or `key:NAME`, and the name. */
  author: z.strictObject({ id: z.string(), name: z.string() }),
  createdAt: Moment,
  recipients: z.array(ReleaseRecipient),
  legalBasis: LegalBasis.nullable(),
  embargoUntil: Moment.nullable(),
  digest: z.string(),
  needsCounsel: z.boolean(),
  approvals: z.array(z.strictObject({ by: z.string(), name: z.string(), role: z.enum(['releaser', 'counsel']), at: Moment })),
  history: z.array(z.strictObject({ at: Moment, by: z.string(), what: z.string(), reason: z.string().nullable() })),
  /** Leaf of the log with its receipt; null before it was released. */
  leaf: z.int().nullable(),
  objects: z.int(),
  etag: z.string(),
});
export type Release = z.infer<typeof Release>;

export const ReleaseDetail = z.strictObject({
  release: Release,
  request: ReleaseInput,
  /** As it would leave now; once it has left, as it left. */
  preview: ReleasePreview,
  /** Did what would leave change since it was written or agreed to? Then it has to be written anew. */
  stale: z.boolean(),
  copies: z.array(z.strictObject({ recipient: z.string(), watermark: z.string(), sha256: z.string(), bytes: z.int() })),
  etag: z.string(),
});
export type ReleaseDetail = z.infer<typeof ReleaseDetail>;

export const SharedCollection = z.strictObject({
  id: z.string(),
  alias: z.string().nullable(),
  title: z.string(),
  description: z.string(),
  /** URL of the collection for partners. */
  url: z.string(),
  objects: z.int(),
  canRead: z.boolean(),
  canWrite: z.boolean(),
});
export type SharedCollection = z.infer<typeof SharedCollection>;

// ---- private matching -----------------------------------------------------------------------------------------------

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

const sharing = { tag: 'sharing', access: 'read' } as const;
const peers = { tag: 'peers', access: 'read' } as const;
const releases = { tag: 'releases', access: 'read' } as const;

/**
 * Sharing: what partners say (inbox), what this node says (outbox), and partners themselves. Server-sent events of kind
 * `sharing` tell that something of it has changed; their id is that of the peer, the object or the release.
 */
export const SHARING_OPERATIONS = {
  getSharing: operation('GET /v1/sharing', {
    ...sharing,
    summary: 'Who this node is to its partners: identity, public key, TAXII address, group.',
    response: SharingSettings,
  }),
  listPeers: operation('GET /v1/peers', {
    ...peers,
    summary: 'Partners with their reliability, state and last pull.',
    query: PageQuery,
    response: page(Peer),
  }),
  getPeer: operation('GET /v1/peers/{id}', {
    ...peers,
    summary: 'One partner: reliability plot and latest pulls.',
    params: IdParams,
    response: PeerDetail,
  }),
  addPeer: operation('POST /v1/peers', {
    ...peers,
    access: 'admin',
    summary: 'Adds a partner; its public key is pinned.',
    body: PeerInput,
    response: Peer,
    status: 201,
  }),
  changePeer: operation('PATCH /v1/peers/{id}', {
    ...peers,
    access: 'admin',
    summary: 'Changes a partner: address, key, credentials, groups, thresholds; or stops asking it.',
    params: IdParams,
    body: PeerChange,
    response: Peer,
    ifMatch: true,
  }),
  removePeer: operation('DELETE /v1/peers/{id}', {
    ...peers,
    access: 'admin',
    summary: 'Removes a partner. What it said is not believed any more; what was released to it is not undone.',
    params: IdParams,
    status: 204,
  }),
  issuePeerCredential: operation('POST /v1/peers/{id}/credential', {
    ...peers,
    access: 'admin',
    summary: 'Makes the credential by which a partner reads here; shown once, and in the place of the one before.',
    params: IdParams,
    response: z.strictObject({ user: z.string(), secret: z.string() }),
    status: 201,
  }),
  revokePeerCredential: operation('DELETE /v1/peers/{id}/credential', {
    ...peers,
    access: 'admin',
    summary: 'Takes a partner’s credential away at once.',
    params: IdParams,
    status: 204,
  }),
  pullPeer: operation('POST /v1/peers/{id}/pull', {
    ...peers,
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

  listInbox: operation('GET /v1/inbox', {
    ...sharing,
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
    ...sharing,
    summary: 'One of it: objects, their graph, what was answered, own accounts that match.',
    params: IdParams,
    response: InboxDetail,
  }),
  acceptInbox: operation('POST /v1/inbox/{id}/accept', {
    ...sharing,
    access: 'review',
    summary: 'Finds it right: counts for its reporters, and tells them by an opinion.',
    params: IdParams,
    body: z.strictObject({ reason: Reason }),
    response: InboxItem,
  }),
  disputeInbox: operation('POST /v1/inbox/{id}/dispute', {
    ...sharing,
    access: 'review',
    summary: 'Finds it wrong: counts against its reporters, tells them by an opinion, and takes away what it raised here.',
    params: IdParams,
    body: z.strictObject({ opinion: z.enum(['disagree', 'strongly-disagree']).default('disagree'), reason: Reason }),
    response: InboxItem,
  }),
  sightInbox: operation('POST /v1/inbox/{id}/sighting', {
    ...sharing,
    access: 'review',
    summary: 'Tells its reporters that it was seen here too, with a bucketed count.',
    params: IdParams,
    body: z.strictObject({ reason: Reason }),
    response: InboxItem,
  }),

  listReleases: operation('GET /v1/releases', {
    ...releases,
    summary: 'What was written to leave, and what has left; the newest first.',
    query: PageQuery.extend({
      state: z.enum(RELEASE_STATES).optional(),
      campaign: z.string().max(200).optional(),
    }),
    response: page(Release),
  }),
  getRelease: operation('GET /v1/releases/{id}', {
    ...releases,
    summary: 'One release with exactly what leaves.',
    params: IdParams,
    response: ReleaseDetail,
  }),
  previewRelease: operation('POST /v1/releases/preview', {
    ...releases,
    access: 'release',
    summary: 'What would leave, what is dropped, and what stops it. Changes nothing.',
    body: ReleaseInput,
    response: ReleasePreview,
  }),
  draftRelease: operation('POST /v1/releases', {
    ...releases,
    access: 'release',
    summary: 'Writes a release of a campaign, for another person to review.',
    body: ReleaseInput,
    response: Release,
    status: 201,
  }),
  redraftRelease: operation('PUT /v1/releases/{id}', {
    ...releases,
    access: 'release',
    summary: 'Writes it anew; what was agreed to before counts no more.',
    params: IdParams,
    body: ReleaseInput,
    response: Release,
    ifMatch: true,
  }),
  approveRelease: operation('POST /v1/releases/{id}/approve', {
    ...releases,
    access: 'release',
    summary: 'Agrees to exactly what the digest stands for: another person than the author; approvers may do so as counsel.',
    params: IdParams,
    body: z.strictObject({ digest: z.string().min(1).max(200), role: z.enum(['releaser', 'counsel']) }),
    response: Release,
    ifMatch: true,
  }),
  performRelease: operation('POST /v1/releases/{id}/release', {
    ...releases,
    access: 'release',
    summary: 'Lets it leave: signs it, puts it into the collection, and logs the receipt. By the releaser who agreed to it.',
    params: IdParams,
    body: z.strictObject({ digest: z.string().min(1).max(200) }),
    response: Release,
    ifMatch: true,
  }),
  refuseRelease: operation('POST /v1/releases/{id}/refuse', {
    ...releases,
    access: 'release',
    summary: 'Stops it before it leaves.',
    params: IdParams,
    body: z.strictObject({ reason: Reason }),
    response: Release,
    ifMatch: true,
  }),
  recallRelease: operation('POST /v1/releases/{id}/recall', {
    ...releases,
    access: 'release',
    summary: 'Takes back what has left: partners get a withdrawal of each object.',
    params: IdParams,
    body: z.strictObject({ reason: Reason }),
    response: Release,
    ifMatch: true,
  }),
  downloadRelease: operation('GET /v1/releases/{id}/copies/{recipient}', {
    ...releases,
    access: 'release',
    summary: 'One recipient’s copy as a STIX bundle with an id of its own. Every download is recorded.',
    params: z.strictObject({ id: z.string().min(1).max(200), recipient: z.string().min(1).max(500) }),
    media: 'application/stix+json;version=2.1',
    response: z.unknown(),
  }),
  listCollections: operation('GET /v1/collections', {
    ...sharing,
    summary: 'TAXII collections of this node.',
    response: z.strictObject({ collections: z.array(SharedCollection) }),
  }),
  importIntelligence: operation('POST /v1/inbox/import', {
    ...sharing,
    access: 'review',
    summary: 'Takes a file of MISP, CSV or STIX in, as the say of a source that is named.',
    query: z.strictObject({
      format: z.enum(['misp', 'csv', 'stix']),
      source: Name,
      tlp: Tlp.default('RED'),
    }),
    accepts: ['application/json', 'text/csv', 'application/stix+json'],
    body: z.unknown(),
    response: z.strictObject({
      imported: z.int(),
      skipped: z.array(z.strictObject({ where: z.string(), why: z.string() })),
    }),
  }),
  exportCampaign: operation('GET /v1/campaigns/{id}/intelligence', {
    ...releases,
    access: 'release',
    summary: 'What was released of a campaign, as a file of STIX, MISP or CSV, for what TLP lets a file be read by.',
    params: IdParams,
    query: z.strictObject({ format: z.enum(['stix', 'misp', 'csv']).default('stix') }),
    media: 'application/octet-stream',
    response: z.unknown(),
  }),

  listMatches: operation('GET /v1/matches', {
    ...sharing,
    summary: 'Private matching runs, the newest first.',
    query: PageQuery,
    response: page(MatchRun),
  }),
  listMatchBudgets: operation('GET /v1/matches/budgets', {
    ...sharing,
    summary: 'What partners have asked in this epoch, and what they may.',
    response: z.strictObject({ budgets: z.array(MatchBudget) }),
  }),
  startMatch: operation('POST /v1/matches', {
    ...sharing,
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
    ...sharing,
    access: 'allow',
    summary: 'Payment tokens or addresses of abuse that this node brings into matching; they never leave it.',
    params: z.strictObject({ kind: z.enum(MATCH_KINDS) }),
    body: z.strictObject({ values: z.array(z.string().min(1).max(256)).max(50_000), reason: Reason }),
    status: 204,
  }),
} as const;
