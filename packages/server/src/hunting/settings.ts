// SPDX-License-Identifier: Apache-2.0
import type { DataFolder, TrafficStore } from '@stillwatch/traffic';
import type { Alerts } from '../alerts/index.ts';
import type { Evidence } from '../evidence/index.ts';
import type { Ledger } from '../ledger/index.ts';
import type { Clock, EventBus, Intake, Records } from '../parts.ts';

/** Stable event names and typed fields; never text of prompts, ids of accounts or credentials. */
export interface HuntingLog {
  info(fields: object, event: string): void;
  warn(fields: object, event: string): void;
}

/** Durations in milliseconds. */
export interface HuntingSettings {
  /** Stretch of event time that a hunt looks at, up to the newest exchange. */
  readonly window: number;
  /** Longest time between two hunts. */
  readonly every: number;
  /** Exchanges whose arrival brings the next hunt about. */
  readonly minArrivals: number;
}

/** What hunting is wired to. */
export interface HuntingParts {
  readonly store: TrafficStore;
  readonly dataFolder: Pick<DataFolder, 'secret' | 'sketchSecret'>;
  readonly records: Records;
  readonly intake: Pick<Intake, 'exemplars'>;
  readonly alerts: Pick<Alerts, 'raise'>;
  readonly ledger: Pick<Ledger, 'ready' | 'record'>;
  readonly evidence: Pick<Evidence, 'found'>;
  readonly events: EventBus;
  readonly config: { readonly hunting: HuntingSettings };
  readonly clock: Clock;
  readonly log: HuntingLog;
}
