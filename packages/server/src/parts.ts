// SPDX-License-Identifier: Apache-2.0
/**
 * How the parts of a node see each other: small interfaces, wired in `node.ts`. Times are milliseconds since
 * 1970 UTC inside, ISO 8601 on the wire. Every method throws coded errors (`AppError`) only.
 */
import type { Exchange } from '@stillwatch/core';
import type { Hunt, PartStatus } from '@stillwatch/core/api';
import type { SharingStore } from './sharing/kept.ts';
import type {
  AlertStore,
  AuditStore,
  CampaignStore,
  ExceptionStore,
  HuntRecord,
  HuntStore,
  IdempotencyStore,
  LabelStore,
  LeaseStore,
  PeopleStore,
  ReviewStore,
  ValueStore,
} from './parts/stores.ts';
import type { AlarmStore, CustodyStore, DossierStore, VaultStore } from './parts/proof-stores.ts';

export type { Page, PageRequest } from './pages.ts';
export type * from './parts/proof-stores.ts';
export type * from './parts/stores.ts';

export interface Clock {
  /** Milliseconds since 1970 UTC. */
  now(): number;
}

// ---- records -------------------------------------------------------------------------------------------------------

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
