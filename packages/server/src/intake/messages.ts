// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode, Exchange } from '@stillwatch/core';
import type { ExchangeRef, Mapping, TableName, WorkDone } from '@stillwatch/traffic';

/** What the workers of the intake are started with. */
export interface WorkerSettings {
  readonly secret: Uint8Array;
  readonly sketchSecret: Uint8Array | null;
}

export type Encoding = 'identity' | 'gzip' | 'zstd';

/** Turns one body into rows. */
export interface EncodeJob {
  readonly kind: 'encode';
  readonly bytes: Uint8Array;
  readonly encoding: Encoding;
  /** Bytes that it may have when unpacked. */
  readonly limit: number;
  /** Null = sniffed. */
  readonly format: string | null;
  readonly mapping: Mapping | null;
  /** Is a frame for the journal wanted? */
  readonly seal: boolean;
}

/** Looks for one exchange in bytes, a frame of the journal, or a file. */
export interface FindJob {
  readonly kind: 'find';
  readonly where: { readonly bytes: Uint8Array } | { readonly frame: Uint8Array } | { readonly path: string };
  /** A frame knows its own. */
  readonly format: string;
  readonly mapping: Mapping | null;
  readonly ref: ExchangeRef;
}

/** Takes some exchanges of some accounts out of the same places. */
export interface SampleJob extends Omit<FindJob, 'kind' | 'ref'> {
  readonly kind: 'sample';
  /** Pseudonyms. */
  readonly accounts: readonly bigint[];
  readonly most: number;
  readonly each: number;
}

export type Job = EncodeJob | FindJob | SampleJob;

/** Rows of one table, RowBinary. */
export interface Rows {
  readonly table: TableName;
  readonly bytes: Uint8Array;
}

export interface Problem {
  readonly code: ErrorCode;
  readonly count: number;
  readonly samples: string[];
}

/** What came of one body. */
export interface Encoded {
  readonly rows: readonly Rows[];
  readonly work: WorkDone;
  readonly problems: Problem[];
  /** Sealed text of the body, for the journal. */
  readonly frame: Uint8Array | null;
  /** State of the encoders with which it was made; see {@link WorkerPool.forget}. */
  readonly generation: number;
}

export interface Text {
  readonly system: string;
  readonly user: string;
}

/** To a worker: a job, and the generation that its encoder must belong to. */
export interface Order {
  readonly id: number;
  readonly generation: number;
  readonly job: Job;
}

/** To a worker: something to do, or that nothing more is going to come. */
export type ToWorker = Order | { readonly end: true };

/** From a worker. */
export type Outcome =
  | { readonly ready: true }
  | { readonly id: number; readonly encoded: Encoded }
  | { readonly id: number; readonly found: Text | null }
  | { readonly id: number; readonly sampled: readonly Exchange[] }
  | { readonly id: number; readonly failed: { code: ErrorCode; message: string; hint?: string } };
