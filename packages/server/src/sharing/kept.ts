// SPDX-License-Identifier: Apache-2.0
/** What sharing keeps in the records, and how it is asked for. Times are milliseconds since 1970 UTC. */
import type {
  Assertion,
  AssertionStore,
  CollectionStore,
  MatchLedger,
  Outcome,
  PullCursor,
  Release,
  StixObject,
} from '@stillwatch/sharing';
import type { MatchRun, Peer, ReleaseInput, ReleasePreview, ReleaseRecipient, TrustInput } from '@stillwatch/core/api';
import type { Page, PageRequest } from '../pages.ts';

export interface PeerRecord {
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
  readonly kind: Peer['kind'];
  readonly url: string | null;
  readonly collections: readonly string[];
  readonly keys: Peer['keys'];
  readonly signIn: { readonly kind: Peer['signIn']['kind']; readonly user: string | null; readonly sealedSecret: string | null };
  readonly groups: readonly string[];
  readonly parent: string | null;
  readonly readers: readonly string[];
  /** Those of a partner from before there was a floor of reviews have none. */
  readonly thresholds: TrustInput;
  readonly pull: boolean;
  readonly at: number;
  readonly version: number;
}

/** What changes by itself; apart, so that a pull does not invalidate what somebody edits. */
export interface PeerStanding {
  readonly state: Exclude<Peer['state'], 'off'>;
  readonly lastPull: number | null;
  readonly lastSuccess: number | null;
  readonly received: number;
  readonly problem: string | null;
  /** Consecutive breaches of the protocol; each doubles the time for which it is left alone. */
  readonly strikes: number;
  readonly throttledUntil: number | null;
  readonly reasons: readonly string[];
  readonly lastSeen: number | null;
}

export interface PeerCredential {
  readonly user: string;
  /** SHA-256, hex. */
  readonly hash: string;
  readonly issuedAt: number;
}

export interface PeerPull {
  readonly at: number;
  readonly outcome: 'ok' | 'unreachable' | 'hostile' | 'refused';
  readonly objects: number;
  readonly accepted: number;
  readonly detail: string;
}

/** Own traffic that an object is about. */
export interface Impact {
  readonly campaigns: readonly { readonly id: string; readonly because: string }[];
  readonly templates: { readonly matched: number; readonly of: number };
  /** Account ids. */
  readonly accounts: readonly string[];
  readonly exchanges: number;
  readonly detection: string | null;
  readonly corroborated: boolean;
  readonly at: number | null;
}

/** What people here made of something that was received, and what it is here. */
export interface InboxRecord {
  readonly id: string;
  readonly type: string;
  /** First received. */
  readonly at: number;
  readonly decision: 'accepted' | 'disputed' | null;
  readonly decidedBy: string | null;
  readonly decidedAt: number | null;
  readonly reason: string | null;
  /** Trust that it had when somebody decided, and who had observed it: for the reporters' reliability. */
  readonly predicted: number | null;
  readonly origins: readonly string[];
  readonly impact: Impact;
}

/** Assertions of this node that have left, and for whom. */
export interface PublishedRecord {
  readonly assertion: string;
  readonly recipients: readonly string[];
  /** Release that they are of; null for answers to what was received. */
  readonly release: string | null;
  readonly at: number;
}

export interface ReleaseRecord {
  readonly id: string;
  readonly campaign: string;
  readonly at: number;
  readonly input: ReleaseInput;
  readonly release: Release;
  /** Objects that are to leave, as they were when it was written. */
  readonly items: readonly StixObject[];
  /** Names of those who had to do with it, by id. */
  readonly names: Readonly<Record<string, string>>;
  readonly recipients: readonly ReleaseRecipient[];
  /** As it was decided about: digest, content, findings. */
  readonly preview: ReleasePreview;
  readonly copies: readonly {
    readonly recipient: string;
    readonly watermark: string;
    readonly sha256: string;
    readonly bytes: number;
  }[];
  readonly leaf: number | null;
  readonly releasedAt: number | null;
  readonly recalledAt: number | null;
  readonly version: number;
}

export interface SharingStore {
  readonly assertions: AssertionStore;
  readonly matches: MatchLedger;
  /** @throws AppError DATA_VERSION */
  openCollections(now: number): Promise<CollectionStore>;
  /** A page of a peer with where it leads, all or nothing. @returns ids of assertions that are new. */
  takePage(page: {
    readonly peer: string;
    readonly collection: string;
    readonly cursor: PullCursor;
    readonly assertions: readonly Assertion[];
    readonly at: number;
  }): Promise<string[]>;
  cursor(peer: string, collection: string): Promise<PullCursor | null>;

  peers(): Promise<readonly PeerRecord[]>;
  peer(id: string): Promise<PeerRecord | null>;
  /** @throws AppError CONFLICT where there is one of this organisation. */
  addPeer(peer: PeerRecord): Promise<void>;
  /** @throws AppError PRECONDITION_FAILED */
  changePeer(peer: PeerRecord, version: number): Promise<PeerRecord>;
  removePeer(id: string): Promise<boolean>;
  standing(peer: string): Promise<PeerStanding>;
  setStanding(peer: string, standing: PeerStanding): Promise<void>;
  credential(peer: string): Promise<PeerCredential | null>;
  setCredential(peer: string, credential: PeerCredential | null): Promise<void>;
  /** Peer that has this credential. */
  peerByUser(user: string): Promise<{ readonly peer: PeerRecord; readonly hash: string } | null>;
  addPull(peer: string, pull: PeerPull): Promise<void>;
  pulls(peer: string, limit: number): Promise<readonly PeerPull[]>;

  inbox(id: string): Promise<InboxRecord | null>;
  inboxAll(type: string): Promise<readonly InboxRecord[]>;
  putInbox(record: InboxRecord): Promise<void>;

  putOutcome(outcome: Outcome): Promise<void>;
  outcomes(): Promise<readonly Outcome[]>;

  publish(records: readonly PublishedRecord[]): Promise<void>;
  published(filter: { release?: string }): Promise<readonly PublishedRecord[]>;

  releases(filter: { state?: Release['state']; campaign?: string }, page: PageRequest): Promise<Page<ReleaseRecord>>;
  release(id: string): Promise<ReleaseRecord | null>;
  /** When a campaign was first written up, and how often it was recalled. */
  historyOf(campaign: string): Promise<{ readonly first: number | null; readonly recalls: number }>;
  addRelease(record: ReleaseRecord): Promise<void>;
  /** @throws AppError PRECONDITION_FAILED */
  changeRelease(record: ReleaseRecord, version: number): Promise<ReleaseRecord>;

  runs(page: PageRequest): Promise<Page<MatchRun>>;
  putRun(run: MatchRun): Promise<void>;
  matchValues(kind: MatchRun['kind']): Promise<readonly string[]>;
  setMatchValues(kind: MatchRun['kind'], values: readonly string[]): Promise<void>;
}
