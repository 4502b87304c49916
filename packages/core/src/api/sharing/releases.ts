// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { Tlp } from '../accountability.ts';
import { IdParams, Moment, operation, page, PageQuery, Reason } from '../operation.ts';
import { PEER_KINDS } from './peers.ts';
import { Name, Pap } from './terms.ts';

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

const common = { tag: 'releases', access: 'read' } as const;

/** What this node says: written by one person, agreed to by another, and taken back. */
export const RELEASE_OPERATIONS = {
  listReleases: operation('GET /v1/releases', {
    ...common,
    summary: 'What was written to leave, and what has left; the newest first.',
    query: PageQuery.extend({
      state: z.enum(RELEASE_STATES).optional(),
      campaign: z.string().max(200).optional(),
    }),
    response: page(Release),
  }),
  getRelease: operation('GET /v1/releases/{id}', {
    ...common,
    summary: 'One release with exactly what leaves.',
    params: IdParams,
    response: ReleaseDetail,
  }),
  previewRelease: operation('POST /v1/releases/preview', {
    ...common,
    access: 'release',
    summary: 'What would leave, what is dropped, and what stops it. Changes nothing.',
    body: ReleaseInput,
    response: ReleasePreview,
  }),
  draftRelease: operation('POST /v1/releases', {
    ...common,
    access: 'release',
    summary: 'Writes a release of a campaign, for another person to review.',
    body: ReleaseInput,
    response: Release,
    status: 201,
  }),
  redraftRelease: operation('PUT /v1/releases/{id}', {
    ...common,
    access: 'release',
    summary: 'Writes it anew; what was agreed to before counts no more.',
    params: IdParams,
    body: ReleaseInput,
    response: Release,
    ifMatch: true,
  }),
  approveRelease: operation('POST /v1/releases/{id}/approve', {
    ...common,
    access: 'release',
    summary: 'Agrees to exactly what the digest stands for: another person than the author; approvers may do so as counsel.',
    params: IdParams,
    body: z.strictObject({ digest: z.string().min(1).max(200), role: z.enum(['releaser', 'counsel']) }),
    response: Release,
    ifMatch: true,
  }),
  performRelease: operation('POST /v1/releases/{id}/release', {
    ...common,
    access: 'release',
    summary: 'Lets it leave: signs it, puts it into the collection, and logs the receipt. By the releaser who agreed to it.',
    params: IdParams,
    body: z.strictObject({ digest: z.string().min(1).max(200) }),
    response: Release,
    ifMatch: true,
  }),
  refuseRelease: operation('POST /v1/releases/{id}/refuse', {
    ...common,
    access: 'release',
    summary: 'Stops it before it leaves.',
    params: IdParams,
    body: z.strictObject({ reason: Reason }),
    response: Release,
    ifMatch: true,
  }),
  recallRelease: operation('POST /v1/releases/{id}/recall', {
    ...common,
    access: 'release',
    summary: 'Takes back what has left: partners get a withdrawal of each object.',
    params: IdParams,
    body: z.strictObject({ reason: Reason }),
    response: Release,
    ifMatch: true,
  }),
  downloadRelease: operation('GET /v1/releases/{id}/copies/{recipient}', {
    ...common,
    access: 'release',
    summary: 'One recipient’s copy as a STIX bundle with an id of its own. Every download is recorded.',
    params: z.strictObject({ id: z.string().min(1).max(200), recipient: z.string().min(1).max(500) }),
    media: 'application/stix+json;version=2.1',
    response: z.unknown(),
  }),
} as const;
