// SPDX-License-Identifier: Apache-2.0
/**
 * How the parts of a node see each other: small interfaces, wired in `node.ts`. Times are milliseconds since
 * 1970 UTC inside, ISO 8601 on the wire. Every method throws coded errors (`AppError`) only.
 */
import type { Campaign, Exchange, HuntReport } from '@stillwatch/core';
import type {
  Alert,
  AllowEntry,
  ApiKey,
  AuditEntry,
  CampaignEvent,
  CampaignMember,
  CampaignStatus,
  Channel,
  Decision,
  Dossier,
  DossierDetail,
  EvidenceItem,
  Hold,
  HoldTarget,
  Hunt,
  LogAlarm,
  PartStatus,
  Permission,
  Role,
  Suppression,
  User,
} from '@stillwatch/core/api';
import type { Remembered } from './hunt/recognise.ts';
import type { Page, PageRequest } from './pages.ts';
import type { SharingStore } from './sharing/kept.ts';

export interface Clock {
  /** Milliseconds since 1970 UTC. */
  now(): number;
}

export type { Page, PageRequest };

// ---- records -------------------------------------------------------------------------------------------------------

/** A campaign as the node keeps it over hunts. */
export interface CampaignRecord {
  readonly id: string;
  readonly status: CampaignStatus;
  /** The finding of the newest hunt that saw it. */
  readonly finding: Campaign;
  readonly current: boolean;
  /** By what it is known again: keyed hashes (see `continuity.ts` of detection). */
  readonly trace: CampaignTrace;
  readonly version: number;
  readonly updatedAt: number;
}
export type CampaignTrace = Omit<Remembered, 'id'>;

/** What a hunt hands to the records, all in one transaction. */
export interface CampaignUpdate {
  readonly id: string;
  readonly finding: Campaign;
  readonly trace: CampaignTrace;
  readonly members: readonly CampaignMember[];
  readonly events: readonly Omit<CampaignEvent, 'id'>[];
  /** Opens a review where none is open. */
  readonly reviewCause: string | null;
}

export interface ReviewRecord {
  readonly id: string;
  readonly campaign: string;
  readonly cause: string;
  readonly status: 'waiting' | 'claimed' | 'decided';
  readonly claimedBy: string | null;
  readonly claimedUntil: number | null;
  readonly openedAt: number;
  /** Null in a decided one: it was closed by itself, and `reason` says why. */
  readonly decision: Decision | null;
  readonly decidedBy: string | null;
  readonly decidedAt: number | null;
  readonly reason: string | null;
  readonly version: number;
}

export interface CampaignStore {
  list(
    filter: { status?: CampaignStatus; tier?: Campaign['tier']; current?: boolean; q?: string },
    page: PageRequest,
  ): Promise<Page<CampaignRecord>>;
  get(id: string): Promise<CampaignRecord | null>;
  /** Every campaign that a hunt found, for recognising it again; without findings' big lists. */
  traces(): Promise<{ id: string; trace: CampaignTrace; status: CampaignStatus }[]>;
  members(id: string, page: PageRequest): Promise<Page<CampaignMember>>;
  /** Campaign of each account that is in a current one. */
  campaignOf(accounts: readonly string[]): Promise<Map<string, string>>;
  membership(account: string): Promise<{ campaign: string; member: CampaignMember } | null>;
  events(id: string, page: PageRequest): Promise<Page<CampaignEvent>>;
  addEvent(id: string, event: Omit<CampaignEvent, 'id'>): Promise<CampaignEvent>;
  /** Stores a hunt's outcome whole or not at all; campaigns not named become not current, but for those that partners report. */
  apply(hunt: HuntRecord, updates: readonly CampaignUpdate[]): Promise<void>;
  /** Stores one campaign that no hunt found: what partners report, seen in the own traffic. */
  raise(update: CampaignUpdate): Promise<void>;
  /** Makes one not current, for a reason that its history tells. @returns whether it was. */
  retire(id: string, event: Omit<CampaignEvent, 'id'>): Promise<boolean>;
  /** Counts of current campaigns by tier. */
  counts(): Promise<Record<Campaign['tier'], number>>;
}

export interface ReviewStore {
  list(status: ReviewRecord['status'] | undefined, page: PageRequest): Promise<Page<ReviewRecord>>;
  get(id: string): Promise<ReviewRecord | null>;
  ofCampaign(campaign: string): Promise<ReviewRecord | null>;
  /** @throws CONFLICT when somebody else holds it, or it is decided. */
  claim(id: string, by: string, until: number): Promise<ReviewRecord>;
  release(id: string, by: string): Promise<ReviewRecord>;
  /** Decides, sets the campaign's status and its accounts' labels, writes the event, in one transaction. @throws CONFLICT, PRECONDITION_FAILED. */
  decide(id: string, by: string, decision: Decision, reason: string, version: number): Promise<ReviewRecord>;
  /** Open ones of campaigns that partners' reports raised and that are not current any more, the oldest first. */
  leftOver(): Promise<readonly ReviewRecord[]>;
  /** Ends an open one without a decision: what it asked about is gone. @throws CONFLICT when it is decided. */
  close(id: string, by: string, reason: string): Promise<ReviewRecord>;
  waiting(): Promise<{ count: number; oldest: number | null }>;
}

export interface Label {
  readonly account: string;
  readonly label: 'benign' | 'malicious';
  readonly by: string;
  readonly at: number;
  readonly reason: string;
}
export interface LabelStore {
  set(label: Label): Promise<void>;
  get(account: string): Promise<Label | null>;
  all(): Promise<readonly Label[]>;
}

/** A hunt as kept: what the API shows, and the report without its campaigns. */
export interface HuntRecord extends Hunt {
  readonly summary: Pick<HuntReport, 'calibration' | 'explained' | 'thresholds' | 'read' | 'accounts'> | null;
}
export interface HuntStore {
  put(hunt: HuntRecord): Promise<void>;
  get(id: string): Promise<HuntRecord | null>;
  latest(): Promise<HuntRecord | null>;
  list(page: PageRequest): Promise<Page<HuntRecord>>;
}

export interface ExceptionStore {
  suppressions(page: PageRequest): Promise<Page<Suppression>>;
  suppress(entry: Omit<Suppression, 'id'>): Promise<Suppression>;
  unsuppress(id: string): Promise<boolean>;
  isSuppressed(campaign: string, now: number): Promise<boolean>;
  allowed(page: PageRequest): Promise<Page<AllowEntry>>;
  allow(entry: Omit<AllowEntry, 'id'>): Promise<AllowEntry>;
  disallow(id: string): Promise<boolean>;
}

export interface PeopleStore {
  users(page: PageRequest): Promise<Page<User>>;
  user(id: string): Promise<User | null>;
  addUser(user: { name: string; email: string | null; roles: readonly Role[]; subject?: string | null }): Promise<User>;
  /** Person of an OIDC subject (`issuer subject`). */
  userBySubject(subject: string): Promise<User | null>;
  changeUser(id: string, change: { roles?: readonly Role[]; disabled?: boolean }, version: number): Promise<User>;
  countUsers(): Promise<number>;
  seen(id: string, at: number): Promise<void>;
  /** One-time sign-in links; only the SHA-256 of the token is kept. */
  addLink(user: string, tokenHash: string, expiresAt: number): Promise<void>;
  /** Uses a link up: its user, once, if it has not expired. */
  takeLink(tokenHash: string, now: number): Promise<string | null>;
  addSession(session: SessionRecord): Promise<void>;
  session(idHash: string, now: number): Promise<SessionRecord | null>;
  endSession(idHash: string): Promise<void>;
  /** Ends every session of somebody who is shut out or whose roles change. */
  endSessionsOf(user: string): Promise<void>;
  keys(page: PageRequest): Promise<Page<ApiKey>>;
  addKey(key: {
    name: string;
    prefix: string;
    hash: string;
    permissions: readonly Permission[];
    expiresAt: number | null;
    at: number;
  }): Promise<ApiKey>;
  /** Key of a hash, unless revoked or expired. */
  keyByHash(hash: string, now: number): Promise<ApiKey | null>;
  keyUsed(id: string, at: number): Promise<void>;
  revokeKey(id: string): Promise<boolean>;
}
export interface SessionRecord {
  readonly idHash: string;
  readonly user: string;
  readonly csrfToken: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

export interface AuditStore {
  add(entry: Omit<AuditEntry, 'id'>): Promise<AuditEntry>;
  list(filter: { by?: string; action?: string }, page: PageRequest): Promise<Page<AuditEntry>>;
}

/** Alerts are an outbox: written with what they tell of, delivered at least once. */
export interface AlertStore {
  add(
    alert: { at: number; kind: Alert['kind']; campaign: string | null; statement: string },
    channels?: readonly string[],
  ): Promise<Alert>;
  get(id: string): Promise<Alert | null>;
  list(page: PageRequest): Promise<Page<Alert>>;
  channels(page: PageRequest): Promise<Page<Channel>>;
  addChannel(channel: Omit<Channel, 'id'> & { url: string; secret: string | null }): Promise<Channel>;
  /** With what is needed to deliver. */
  channelTarget(id: string): Promise<{ channel: Channel; url: string; secret: string | null } | null>;
  removeChannel(id: string): Promise<boolean>;
  /** Deliveries that are due, oldest first. */
  due(now: number, limit: number): Promise<{ alert: Alert; channel: string; attempts: number }[]>;
  delivered(alert: string, channel: string, at: number): Promise<void>;
  failed(alert: string, channel: string, error: string, nextAt: number | null): Promise<void>;
  replay(alert: string, now: number): Promise<Alert | null>;
  countFailed(): Promise<number>;
}

/** Named leases, so that of several nodes on one database one hunts. */
export interface LeaseStore {
  /** Takes or renews a lease; false while somebody else holds it. */
  acquire(name: string, holder: string, now: number, ttlMs: number): Promise<boolean>;
  release(name: string, holder: string): Promise<void>;
}

/** Small values by name: whether the demonstration was seeded, how far a followed file was read. */
export interface ValueStore {
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
}

/** What became of a request with an idempotency key: nothing yet, it is being worked on, its answer, or it was another request. */
export type IdempotencyState =
  | { readonly state: 'new' | 'running' | 'mismatch' }
  | { readonly state: 'done'; readonly status: number; readonly body: string };
/**
 * Answers of requests that came with an idempotency key, for 24 hours; a key belongs to who sent it. `body` is text
 * as it was sent: answers that show a secret once should not be handed over.
 */
export interface IdempotencyStore {
  /** 'new' to exactly one of several; that one must `finish` or `abandon`. One that died is forgotten after two minutes. */
  begin(key: string, actor: string, fingerprint: string, now: number): Promise<IdempotencyState>;
  finish(key: string, actor: string, answer: { status: number; body: string }): Promise<void>;
  /** The request failed in a way that may be tried again. */
  abandon(key: string, actor: string): Promise<void>;
}

// ---- what the log, custody and dossiers are kept in -----------------------------------------------------------------

/** Key by which everything that the log keeps about one subject is sealed. */
export interface VaultKey {
  readonly id: string;
  /** Pseudonym. */
  readonly subject: string;
  /** Sealed by the node's key; null once destroyed. */
  readonly sealedKey: string | null;
  /** Whom the subject stands for, sealed by the key itself. */
  readonly sealedLabel: string | null;
  readonly createdAt: number;
  readonly erasedAt: number | null;
}
/** Something on its way into the log: about to be done (`intent`), or done by a process that does not have the log (`told`). */
export interface LogDraft {
  readonly id: string;
  readonly origin: string | null;
  readonly state: 'intent' | 'told';
  readonly at: number;
  /** JSON. */
  readonly draft: string;
}
/** A leaf of the log with the payload that it commits to. */
export interface LogEntry {
  /** Idempotency key as the leaf has it. */
  readonly key: string;
  readonly origin: string;
  /** Null until the log has it. */
  readonly index: number | null;
  readonly kind: string;
  readonly at: number;
  readonly actor: string;
  readonly subject: string | null;
  /** Canonical JSON: the entry as it is hashed. */
  readonly leaf: string;
  /** Id of the key that sealed. */
  readonly vaultKey: string;
  /** Salt and payload; null once erased. */
  readonly sealed: string | null;
}
export interface VaultStore {
  /** Writes a draft; its id. */
  draft(draft: Omit<LogDraft, 'id'>): Promise<string>;
  withdraw(id: string): Promise<boolean>;
  /** Drafts of a log and those of no log in particular, oldest first. */
  drafts(origin: string): Promise<readonly LogDraft[]>;
  /** The key of a subject that holds now. */
  keyOf(subject: string): Promise<VaultKey | null>;
  key(id: string): Promise<VaultKey | null>;
  /** Adds a key unless the subject has one; the one that holds. */
  addKey(key: Pick<VaultKey, 'subject' | 'sealedKey' | 'sealedLabel'> & { id: string }): Promise<VaultKey>;
  /**
   * Keeps entries and removes the drafts that they were made of, all or nothing; one that is there already stays as it is.
   * @returns false, and nothing is kept, where a draft is gone: somebody else took it.
   */
  keep(entries: readonly LogEntry[], drafts: readonly string[]): Promise<boolean>;
  /** The log has it. */
  logged(origin: string, key: string, index: number): Promise<void>;
  /** Entries that the log does not have yet, oldest first. */
  waiting(origin: string): Promise<readonly LogEntry[]>;
  entry(origin: string, index: number): Promise<LogEntry | null>;
  entryByKey(origin: string, key: string): Promise<LogEntry | null>;
  /** Newest first. */
  entries(origin: string, filter: { kind?: string }, page: PageRequest): Promise<Page<LogEntry>>;
  /** Largest index that was told; null before the first. */
  newestIndex(origin: string): Promise<number | null>;
  /**
   * Destroys a subject's keys and everything sealed by them, for good.
   * @returns payloads and evidence that cannot be read any more. Asked again, it destroys nothing more.
   */
  erase(subject: string, at: number): Promise<{ payloads: number; evidence: readonly string[] }>;
  /** Which of these subjects were erased. */
  erased(subjects: readonly string[]): Promise<ReadonlySet<string>>;
  /** Forgets payloads that are older than a moment, but for those of held subjects. @returns how many. */
  expire(before: number, held: readonly string[]): Promise<number>;
}

/** An evidence item as kept; its content, if any, is sealed by a key of the vault. */
export interface EvidenceRecord {
  readonly id: string;
  readonly campaign: string | null;
  readonly origin: EvidenceItem['origin'];
  readonly statement: string;
  readonly hash: string;
  readonly bytes: number;
  readonly collector: string;
  readonly at: number;
  /** Key of the leaf that records its making, and where the log has it. */
  readonly entryKey: string;
  readonly leaf: number | null;
  readonly vaultKey: string;
  readonly sealed: string | null;
  readonly retainUntil: number | null;
  readonly gone: EvidenceItem['gone'];
}
export interface EvidenceDeed {
  readonly at: number;
  readonly by: string;
  readonly what: string;
  /** Of what came out of a transformation; null where somebody looked only. */
  readonly hash: string | null;
}
export interface CustodyStore {
  /** Adds an item; one of this id that is there already stays as it is. */
  addEvidence(item: Omit<EvidenceRecord, 'leaf' | 'gone'>): Promise<void>;
  evidence(id: string): Promise<EvidenceRecord | null>;
  /** Newest first. */
  evidenceOf(campaign: string, page: PageRequest): Promise<Page<EvidenceRecord>>;
  addDeed(evidence: string, deed: EvidenceDeed): Promise<void>;
  /** Deeds by item, oldest first. */
  deeds(evidence: readonly string[]): Promise<ReadonlyMap<string, readonly EvidenceDeed[]>>;
  /** Items whose time is over and that are not gone. */
  overdue(now: number): Promise<readonly EvidenceRecord[]>;
  /** Takes an item's content away; hash and history stay. */
  remove(id: string, gone: NonNullable<EvidenceItem['gone']>): Promise<void>;

  placeHold(hold: { target: HoldTarget; reason: string; by: string; at: number }): Promise<Hold>;
  hold(id: string): Promise<Hold | null>;
  /** Newest first. */
  holds(page: PageRequest): Promise<Page<Hold>>;
  /** Holds that are not lifted. */
  activeHolds(): Promise<readonly Hold[]>;
  /** Null where it is lifted already, or not there. */
  liftHold(id: string, by: string, at: number, reason: string): Promise<Hold | null>;
}

/** A dossier as kept: what the API shows but for holds, its lists of files, and whom it is about. */
export interface DossierRecord {
  readonly dossier: Omit<Dossier, 'held'>;
  readonly included: DossierDetail['included'];
  readonly withheld: DossierDetail['withheld'];
  readonly subjects: readonly string[];
  readonly retainUntil: number | null;
}
export interface DossierStore {
  put(record: DossierRecord): Promise<void>;
  get(id: string): Promise<DossierRecord | null>;
  /** Newest first. */
  list(filter: { campaign?: string }, page: PageRequest): Promise<Page<DossierRecord>>;
  /** Those that are whole or rebuilt and hold something about a subject. */
  about(subject: string): Promise<readonly DossierRecord[]>;
  overdue(now: number): Promise<readonly DossierRecord[]>;
}

export interface AlarmStore {
  /** Raises an alarm unless one of its kind about this log stands already. @returns whether it is new. */
  raise(alarm: Omit<LogAlarm, 'id' | 'clearedAt' | 'clearedBy'>): Promise<{ alarm: LogAlarm; fresh: boolean }>;
  /** Newest first, cleared ones too. */
  list(limit: number): Promise<readonly LogAlarm[]>;
  /** Null where there is no such alarm that stands. */
  clear(id: string, by: string, at: number): Promise<LogAlarm | null>;
}

export interface Records {
  readonly vault: VaultStore;
  readonly custody: CustodyStore;
  readonly dossiers: DossierStore;
  readonly alarms: AlarmStore;
  readonly campaigns: CampaignStore;
  readonly reviews: ReviewStore;
  readonly labels: LabelStore;
  readonly hunts: HuntStore;
  readonly exceptions: ExceptionStore;
  readonly people: PeopleStore;
  readonly audit: AuditStore;
  readonly alerts: AlertStore;
  readonly leases: LeaseStore;
  readonly values: ValueStore;
  readonly idempotency: IdempotencyStore;
  readonly sharing: SharingStore;
  readonly dialect: 'sqlite' | 'postgres';
  /** A trivial query: throws when the store cannot be used. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

// ---- what changes ---------------------------------------------------------------------------------------------------

/** What server-sent events tell: fetch again what they name. */
export type NodeEvent =
  | { readonly kind: 'campaign' | 'hunt' | 'review' | 'alert' | 'sharing'; readonly id: string }
  | { readonly kind: 'parts' };
export interface EventBus {
  publish(event: NodeEvent): void;
  subscribe(listener: (event: NodeEvent) => void): () => void;
}

/** A part that can say how it is; `/readyz`, the console's banner and the metrics ask it. */
export interface Part {
  status(): PartStatus;
}

// ---- intake ---------------------------------------------------------------------------------------------------------

export interface IntakeAnswer {
  readonly accepted: number;
  readonly rejected: number;
  readonly problems: { code: string; count: number; samples: string[] }[];
}

export interface Intake extends Part {
  /**
   * Takes one body; resolves when everything accepted is stored. Format null = sniffed.
   * @throws INTAKE_OVERLOADED (answer 429 or 503 with Retry-After), RECORD errors only in the answer.
   */
  take(
    body: Uint8Array,
    options: { format: string | null; encoding: 'identity' | 'gzip' | 'zstd'; mediaType: string },
  ): Promise<IntakeAnswer>;
  /** Bytes that wait or are being worked on. */
  pendingBytes(): number;
  counters(): { exchanges: number; rejected: number; batches: number; refused: number; lastAt: number | null; perMinute: number };
  /** Text of one exchange, where it is kept (followed files that are still there; the journal, where configured). */
  reveal(ref: { account: bigint; second: number; id: bigint }): Promise<{ system: string; user: string } | null>;
  /** Some exchanges of these accounts (hashes of the store), where text is kept, for the wording of templates. */
  exemplars?(accounts: readonly bigint[]): Promise<readonly Exchange[]>;
  /** Stops taking, finishes what was taken. */
  close(): Promise<void>;
}

// ---- hunting --------------------------------------------------------------------------------------------------------

export interface Hunting extends Part {
  /** Asks for a hunt; joins one that waits already. */
  request(cause: Hunt['cause']): Promise<HuntRecord>;
  /** Told by intake, so that arrivals bring a hunt about soon. */
  arrived(exchanges: number, newestMs: number): void;
  whatIf(campaign: string, without: readonly string[]): Promise<import('@stillwatch/core/api').WhatIf>;
  close(): Promise<void>;
}
