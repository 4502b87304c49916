// SPDX-License-Identifier: Apache-2.0
/** What the HTTP server is made of, and how its handlers are typed by the API's contract. */
import type { BodyOf, OperationId, ParamsOf, QueryOf, ResponseOf } from '@stillwatch/core/api';
import type { TrafficStore } from '@stillwatch/traffic';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { LoadedConfig } from '../config/index.ts';
import type { Dossiers } from '../dossiers/index.ts';
import type { Evidence, Rebuild } from '../evidence/index.ts';
import type { Ledger, Who } from '../ledger/index.ts';
import type { Clock, EventBus, Hunting, Intake, Part, Records } from '../parts.ts';
import type { Sharing } from '../sharing/index.ts';
import type { Transparency } from '../transparency/index.ts';
import type { AuditAction } from './audit-actions.ts';
import type { Caller } from './auth/caller.ts';
import type { Log } from './log.ts';

export interface ServerParts {
  readonly config: LoadedConfig;
  readonly records: Records;
  readonly traffic: TrafficStore;
  readonly intake: Intake;
  readonly hunting: Hunting;
  /** Null where no alerts are delivered. */
  readonly alerts: Part | null;
  readonly ledger: Ledger;
  readonly transparency: Transparency;
  readonly evidence: Evidence;
  readonly dossiers: Dossiers & Pick<Rebuild, 'remove'>;
  readonly sharing: Sharing;
  readonly events: EventBus;
  readonly clock: Clock;
  readonly log: Log;
  /** Folder of the built console; null, or one without `index.html`, where it was not built. */
  readonly consoleFolder: string | null;
}

/** One request as a handler sees it. */
export interface Context {
  readonly parts: ServerParts;
  readonly records: Records;
  readonly caller: Caller;
  readonly requestId: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  /** Records who did what; resolves with the id of the entry. */
  audit(action: AuditAction, object: string, reason?: string | null, by?: string): Promise<string>;
  /** Says whom the request is about: their key seals what the log keeps of it. */
  about(who: Who): void;
  /** Key that the leaf of this request will have, for what refers to it. */
  leafKey(): string;
}

export interface Input<K extends OperationId> {
  readonly params: ParamsOf<K>;
  readonly query: QueryOf<K>;
  readonly body: BodyOf<K>;
  /** Entity tag of `If-Match`, without its quotes; '' where the operation asks for none. */
  readonly ifMatch: string;
}

export type Handler<K extends OperationId> = (context: Context, input: Input<K>) => Promise<ResponseOf<K>>;
/** One per operation: a missing one is a type error. */
export type Handlers = { readonly [K in OperationId]: Handler<K> };
