// SPDX-License-Identifier: Apache-2.0
/** What the log, custody and dossiers are kept in. */
import type { Dossier, DossierDetail, EvidenceItem, Hold, HoldTarget, LogAlarm } from '@stillwatch/core/api';
import type { Page, PageRequest } from '../pages.ts';

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
