// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { AUDIENCE_TLP, TLPS } from '../tlp.ts';
import { IdParams, Moment, operation, page, PageQuery, Reason } from './operation.ts';

/** SHA-256 in lower-case hex. */
const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Something that must not happen to a log, and was seen. It stays until somebody clears it. */
export const LogAlarm = z.strictObject({
  id: z.string(),
  at: Moment,
  /** `rollback`: smaller than what was signed or witnessed; `split-view`: two histories of one size; `corrupt`: it does not prove itself. */
  kind: z.enum(['rollback', 'split-view', 'corrupt']),
  /** Origin of the log it is about: this node's, or a peer's. */
  origin: z.string(),
  own: z.boolean(),
  detail: z.string(),
  clearedAt: Moment.nullable(),
  clearedBy: z.string().nullable(),
});
export type LogAlarm = z.infer<typeof LogAlarm>;

/** One who countersigns this node's log. */
export const LogWitness = z.strictObject({
  name: z.string(),
  key: z.string(),
  url: z.string(),
  /** `waiting`: not asked yet; `behind`: has signed, but not the newest size; `alarm`: knows more of the log than there is. */
  status: z.enum(['waiting', 'ok', 'behind', 'unreachable', 'refused', 'alarm']),
  /** Largest size it countersigned; null before the first time. */
  size: z.int().nullable(),
  /** Its own time of that signature. */
  signedAt: Moment.nullable(),
  askedAt: Moment.nullable(),
  detail: z.string(),
});
export type LogWitness = z.infer<typeof LogWitness>;

/** A peer's log that this node countersigns. */
export const WatchedLog = z.strictObject({
  origin: z.string(),
  key: z.string(),
  size: z.int().nullable(),
  signedAt: Moment.nullable(),
});
export type WatchedLog = z.infer<typeof WatchedLog>;

export const LogHealth = z.strictObject({
  origin: z.string(),
  /** Verifier key of the log, as signed notes write it: `name+hash+base64`. */
  key: z.string(),
  size: z.int(),
  /** Root of the tree, hex. */
  root: Hash,
  /** Newest checkpoint: a signed note with the countersignatures collected for its size; null before the first leaf. */
  checkpoint: z.string().nullable(),
  /** False while the log signs nothing, because of an alarm. */
  signing: z.boolean(),
  lastAt: Moment.nullable(),
  witnesses: z.array(LogWitness),
  quorum: z.strictObject({ needed: z.int(), have: z.int(), met: z.boolean() }),
  /** Largest size that met the quorum. */
  witnessedSize: z.int().nullable(),
  /** Verifier key by which this node countersigns others' logs. */
  witnessKey: z.string(),
  watched: z.array(WatchedLog),
  alarms: z.array(LogAlarm),
  timestampAuthority: z.string().nullable(),
  /** Text of the policy file that somebody who verifies proofs of this log needs. */
  policy: z.string(),
});
export type LogHealth = z.infer<typeof LogHealth>;

/** One entry of the log: a commitment, no content. */
export const LogLeaf = z.strictObject({
  index: z.int(),
  kind: z.string(),
  at: Moment,
  /** Pseudonyms: keyed hashes that only this node can tell. */
  actor: z.string(),
  subject: z.string().nullable(),
  commit: Hash,
  key: Hash,
  /** `erased`: key and salt were destroyed, the commitment is what is left; `absent`: never kept here. */
  payload: z.enum(['readable', 'erased', 'absent']),
});
export type LogLeaf = z.infer<typeof LogLeaf>;

/** How a leaf leads to the root, step by step. */
export const ProofStep = z.strictObject({
  /** Hash that is put beside what was reached. */
  sibling: Hash,
  side: z.enum(['left', 'right']),
  /** What both together hash to. */
  result: Hash,
});
export const LogLeafDetail = z.strictObject({
  leaf: LogLeaf,
  /** Canonical JSON of the entry, as it was hashed. */
  entry: z.string(),
  /** What was committed to; null where it cannot be read. */
  payload: z.record(z.string(), z.unknown()).nullable(),
  /** Whom the pseudonyms of people stand for, where that can still be told. */
  names: z.record(z.string(), z.string()),
  /** Does the payload fit the commitment? Null where there is none to compare. */
  commitHolds: z.boolean().nullable(),
  held: z.boolean(),
  inclusion: z.strictObject({ leafHash: Hash, size: z.int(), root: Hash, steps: z.array(ProofStep), holds: z.boolean() }),
});
export type LogLeafDetail = z.infer<typeof LogLeafDetail>;

export const LogAudit = z.strictObject({
  at: Moment,
  size: z.int(),
  root: Hash,
  /** Entries whose hash was computed again from what is stored. */
  entries: z.int(),
  /** Payloads opened and compared with their commitment, and those that were erased. */
  payloads: z.strictObject({ checked: z.int(), erased: z.int(), absent: z.int() }),
  holds: z.boolean(),
  problems: z.array(z.strictObject({ index: z.int().nullable(), code: z.string(), statement: z.string() })),
});
export type LogAudit = z.infer<typeof LogAudit>;

// ---- custody --------------------------------------------------------------------------------------------------------

export const EVIDENCE_ORIGINS = ['hunt', 'reveal', 'dossier'] as const;
/** A thing that proves something: what it is, where it came from, what was done with it, who saw it. */
export const EvidenceItem = z.strictObject({
  id: z.string(),
  campaign: z.string().nullable(),
  /** What made it: a hunt's finding, revealed text, a dossier. */
  origin: z.enum(EVIDENCE_ORIGINS),
  statement: z.string(),
  /** SHA-256 of its bytes. */
  hash: Hash,
  bytes: z.int(),
  collector: z.string(),
  at: Moment,
  /** Leaf of the log that records its making; null while that is under way. */
  leaf: z.int().nullable(),
  transformations: z.array(z.strictObject({ at: Moment, by: z.string(), what: z.string(), hash: Hash })),
  access: z.array(z.strictObject({ at: Moment, by: z.string(), what: z.string() })),
  held: z.boolean(),
  /** When its retention ends; null: kept until somebody decides. */
  retainUntil: Moment.nullable(),
  /** Was its content erased or its time over? Hash and history stay. */
  gone: z.enum(['erased', 'expired', 'deleted']).nullable(),
});
export type EvidenceItem = z.infer<typeof EvidenceItem>;

export const HOLD_TARGETS = ['campaign', 'evidence', 'dossier', 'account', 'person'] as const;
export const HoldTarget = z.strictObject({ kind: z.enum(HOLD_TARGETS), id: z.string().trim().min(1).max(500) });
export type HoldTarget = z.infer<typeof HoldTarget>;

/** A legal hold: nothing of what it names is deleted or erased until another person lifts it. */
export const Hold = z.strictObject({
  id: z.string(),
  target: HoldTarget,
  reason: z.string(),
  by: z.string(),
  at: Moment,
  liftedBy: z.string().nullable(),
  liftedAt: Moment.nullable(),
  liftReason: z.string().nullable(),
});
export type Hold = z.infer<typeof Hold>;

export const Erasure = z.strictObject({
  /** Pseudonym under which the log knows the subject. */
  subject: z.string(),
  at: Moment,
  /** Payloads that cannot be read any more. */
  payloads: z.int(),
  /** Dossiers that were rebuilt without them. */
  dossiers: z.int(),
});
export type Erasure = z.infer<typeof Erasure>;

// ---- dossiers -------------------------------------------------------------------------------------------------------

/** Circles of readers, from the narrowest: named recipients, one's organisation, it and its clients, the community, anybody. */
export const AUDIENCES = Object.keys(AUDIENCE_TLP) as (keyof typeof AUDIENCE_TLP)[];
export const Audience = z.enum(AUDIENCES);
export type Audience = z.infer<typeof Audience>;

/** Traffic Light Protocol 2.0, from the widest. */
export { TLPS };
export const Tlp = z.enum(TLPS);
export type Tlp = z.infer<typeof Tlp>;

/** One file of a dossier, or one that is not given to this audience. */
export const DossierFile = z.strictObject({
  path: z.string(),
  bytes: z.int(),
  hash: Hash,
  /** What it is, in one line. */
  statement: z.string(),
});
export const WithheldFile = z.strictObject({
  path: z.string(),
  hash: Hash,
  reason: z.string(),
});

export const DossierPreview = z.strictObject({
  campaign: z.string(),
  audience: Audience,
  tlp: Tlp,
  included: z.array(DossierFile),
  withheld: z.array(WithheldFile),
  /** What should be looked at before it is built: no quorum, no timestamp, nothing reviewed. */
  warnings: z.array(z.string()),
});
export type DossierPreview = z.infer<typeof DossierPreview>;

export const Dossier = z.strictObject({
  id: z.string(),
  campaign: z.string(),
  campaignName: z.string(),
  audience: Audience,
  tlp: Tlp,
  reason: z.string(),
  by: z.string(),
  at: Moment,
  bytes: z.int(),
  /** SHA-256 of `manifest-sha256.txt`, which the statement signs and the log holds. */
  manifest: Hash,
  leaf: z.int(),
  files: z.int(),
  withheld: z.int(),
  cosigned: z.int(),
  timestamped: z.boolean(),
  held: z.boolean(),
  /** `erased`: rebuilt without what was erased; `deleted`: its files are gone. */
  state: z.enum(['whole', 'erased', 'deleted']),
});
export type Dossier = z.infer<typeof Dossier>;

export const DossierDetail = z.strictObject({
  dossier: Dossier,
  included: z.array(DossierFile),
  withheld: z.array(WithheldFile),
});
export type DossierDetail = z.infer<typeof DossierDetail>;

/** One step of a verification: what was checked, and what was found. */
export const VerificationStep = z.strictObject({
  step: z.string(),
  title: z.string(),
  status: z.enum(['passed', 'failed', 'skipped']),
  detail: z.string(),
});
export const Verification = z.strictObject({
  at: Moment,
  holds: z.boolean(),
  steps: z.array(VerificationStep),
});
export type Verification = z.infer<typeof Verification>;

const log = { tag: 'log', access: 'audit' } as const;
const custody = { tag: 'custody', access: 'read' } as const;
const dossiers = { tag: 'dossiers', access: 'read' } as const;

const IndexParams = z.strictObject({ index: z.string().regex(/^(0|[1-9]\d{0,14})$/, 'is not the index of a leaf') });
const DossierRequest = z.strictObject({ campaign: z.string().min(1).max(200), audience: Audience, tlp: Tlp });

export const ACCOUNTABILITY_OPERATIONS = {
  getLog: operation('GET /v1/log', {
    ...log,
    access: 'read',
    summary: 'The transparency log: size, newest checkpoint, witnesses, alarms.',
    response: LogHealth,
  }),
  listLeaves: operation('GET /v1/log/leaves', {
    ...log,
    summary: 'Entries of the log, newest first.',
    query: PageQuery.extend({ kind: z.string().max(50).optional() }),
    response: page(LogLeaf),
  }),
  getLeaf: operation('GET /v1/log/leaves/{index}', {
    ...log,
    summary: 'One entry: what was committed to, where that can still be read, and the way to the root.',
    params: IndexParams,
    response: LogLeafDetail,
  }),
  proveLeaf: operation('GET /v1/log/leaves/{index}/proof', {
    ...log,
    summary: 'Proof that an entry is in the log, to be checked offline (c2sp.org/tlog-proof).',
    params: IndexParams,
    media: 'text/plain',
    response: z.string(),
  }),
  auditLog: operation('POST /v1/log/audit', {
    ...log,
    summary: 'Computes every hash again from what is stored, and opens every payload that can be opened.',
    response: LogAudit,
  }),
  listEvidence: operation('GET /v1/campaigns/{id}/evidence', {
    ...custody,
    summary: 'Evidence items of a campaign with their chain of custody, newest first.',
    params: IdParams,
    query: PageQuery,
    response: page(EvidenceItem),
  }),
  listHolds: operation('GET /v1/holds', {
    ...custody,
    summary: 'Legal holds, newest first; lifted ones too.',
    query: PageQuery,
    response: page(Hold),
  }),
  placeHold: operation('POST /v1/holds', {
    ...custody,
    access: 'review',
    summary: 'Places a legal hold: what it names is neither deleted nor erased.',
    body: z.strictObject({ target: HoldTarget, reason: Reason }),
    response: Hold,
    status: 201,
  }),
  liftHold: operation('POST /v1/holds/{id}/lift', {
    ...custody,
    access: 'allow',
    summary: 'Lifts a legal hold; whoever placed it cannot.',
    params: IdParams,
    body: z.strictObject({ reason: Reason }),
    response: Hold,
  }),
  eraseSubject: operation('POST /v1/erasures', {
    ...custody,
    access: 'allow',
    summary: 'Destroys the key and the salts of what the log holds about an account or a person. Proofs still hold.',
    body: z.strictObject({
      subject: z.strictObject({ kind: z.enum(['account', 'person']), id: z.string().trim().min(1).max(500) }),
      reason: Reason,
    }),
    response: Erasure,
  }),
  listDossiers: operation('GET /v1/dossiers', {
    ...dossiers,
    summary: 'Dossiers that were built, newest first.',
    query: PageQuery.extend({ campaign: z.string().max(200).optional() }),
    response: page(Dossier),
  }),
  previewDossier: operation('POST /v1/dossiers/preview', {
    ...dossiers,
    access: 'release',
    summary: 'What a dossier for an audience would hold, and what would be withheld from it.',
    body: DossierRequest,
    response: DossierPreview,
  }),
  buildDossier: operation('POST /v1/dossiers', {
    ...dossiers,
    access: 'release',
    summary: 'Builds a dossier: frozen, redacted for its audience, signed, logged, countersigned, timestamped.',
    body: DossierRequest.extend({ reason: Reason }),
    response: Dossier,
    status: 201,
  }),
  getDossier: operation('GET /v1/dossiers/{id}', {
    ...dossiers,
    summary: 'One dossier: its files, and what is withheld.',
    params: IdParams,
    response: DossierDetail,
  }),
  downloadDossier: operation('GET /v1/dossiers/{id}/download', {
    ...dossiers,
    access: 'release',
    summary: 'The dossier as one zip file. Every download is recorded.',
    params: IdParams,
    media: 'application/zip',
    response: z.unknown(),
  }),
  verifyDossier: operation('GET /v1/dossiers/{id}/verification', {
    ...dossiers,
    summary: 'Verifies the stored dossier as a stranger would, step by step.',
    params: IdParams,
    response: Verification,
  }),
  deleteDossier: operation('DELETE /v1/dossiers/{id}', {
    ...dossiers,
    access: 'allow',
    summary: 'Deletes the files of a dossier; refused under a legal hold. Its leaf and its custody stay.',
    params: IdParams,
    status: 204,
  }),
} as const;
