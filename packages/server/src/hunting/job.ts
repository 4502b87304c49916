// SPDX-License-Identifier: Apache-2.0
/** What the hunting thread and the node's main thread say to each other. */
import type { Authorisation, Campaign, ErrorCode, Exchange, HuntReport } from '@stillwatch/core';
import type { CampaignMember, WhatIf } from '@stillwatch/core/api';
import type { Window } from '@stillwatch/detection';
import type { StoreEndpoint } from '@stillwatch/traffic';
import type { Remembered } from '../hunt/index.ts';

export interface WorkerSettings {
  readonly endpoint: StoreEndpoint;
  /** Is the embedded engine behind the endpoint? */
  readonly embedded: boolean;
  readonly secret: Uint8Array;
  readonly sketchSecret: Uint8Array | null;
}

export interface HuntJob {
  readonly window: Window;
  readonly authorisations: readonly Authorisation[];
  readonly known: readonly Remembered[];
  readonly labels: { readonly benign: readonly string[]; readonly malicious: number };
}

export interface HuntedCampaign {
  readonly campaign: Campaign;
  readonly members: readonly CampaignMember[];
  /** Of this window alone. */
  readonly trace: Remembered;
  /** With all that earlier windows knew of it. */
  readonly wholeTrace: Remembered;
  readonly labelled: number;
}

export interface HuntOutcome {
  /** Without its campaigns, which follow with more. */
  readonly report: Omit<HuntReport, 'campaigns'>;
  readonly campaigns: readonly HuntedCampaign[];
  readonly exchanges: number;
}

export interface Question {
  readonly campaign: string;
  readonly without: readonly string[];
}

export type Order = { readonly hunt: HuntJob } | { readonly prepare: HuntJob } | { readonly question: Question };

export type ToWorker = { readonly order: Order } | { readonly texts: readonly Exchange[] };

export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string;
}

export type FromWorker =
  | { readonly stage: string }
  /** Text of some exchanges of these accounts, please. */
  | { readonly wanted: readonly bigint[] }
  | { readonly answer: HuntOutcome | WhatIf | null }
  | { readonly failed: Failure };
