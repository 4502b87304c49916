// SPDX-License-Identifier: Apache-2.0
/** What the records keep of campaigns and their review, of people, and of what goes out; each in transactions of its own. */
import type { Campaign, HuntReport } from '@stillwatch/core';
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
  Hunt,
  Permission,
  Role,
  Suppression,
  User,
} from '@stillwatch/core/api';
import type { Remembered } from '../hunt/recognise.ts';
import type { Page, PageRequest } from '../pages.ts';

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
