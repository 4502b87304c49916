// SPDX-License-Identifier: Apache-2.0
import type { DataFolder, TrafficStore } from '@stillwatch/traffic';
import type { Alerts } from '../alerts/index.ts';
import type { Ledger } from '../ledger/index.ts';
import type { Clock, EventBus, Intake, Records } from '../parts.ts';
import type { CanarySetting } from './canaries.ts';
import type { SharingIdentity } from './identity.ts';
import type { Collections } from './collections.ts';

/** What sharing is configured with. Durations in milliseconds. */
export interface SharingConfig {
  readonly organisation: string | null;
  /** Sharing groups that this node is in. */
  readonly groups: readonly string[];
  readonly pullEvery: number;
  readonly group: { readonly name: string | null };
  /** Told nowhere. */
  readonly canaries: readonly CanarySetting[];
  /** Organisations whose words this node passes on under pseudonyms, and how often it does; nobody: it is no sharing centre. */
  readonly relay: { readonly members: readonly string[]; readonly every: number };
}

/** What sharing is wired to. */
export interface SharingParts {
  readonly store: TrafficStore;
  readonly dataFolder: Pick<DataFolder, 'nodeKey'>;
  readonly records: Records;
  readonly intake: Pick<Intake, 'exemplars'>;
  readonly alerts: Pick<Alerts, 'raise'>;
  readonly ledger: Pick<Ledger, 'record' | 'ready'>;
  readonly events: EventBus;
  readonly config: { readonly sharing: SharingConfig; readonly hunting: { readonly window: number } };
  readonly clock: Clock;
  /** Address under which partners reach the node; null where it is not known, and URLs are paths. */
  readonly publicUrl: string | null;
  /** How partners are reached; Node's own HTTP without it. */
  readonly fetch?: typeof globalThis.fetch;
  readonly onTrouble: (code: string) => void;
}

/** The same with what is opened once. */
export interface SharingWorld extends SharingParts {
  readonly identity: SharingIdentity;
  readonly collections: Collections;
}
