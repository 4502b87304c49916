// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode, Exchange } from '@stillwatch/core';

/** Why a record was not taken; counted, sampled and reported with its place, never thrown. */
export interface Rejection {
  readonly code: ErrorCode;
  readonly reason: string;
  /** Refused at once, where the record is a batch; 1 if absent. */
  readonly count?: number;
}

export type Emit = (exchange: Exchange) => void;

/** Reads the records of one source in order. May hold a bounded buffer (pieces to join). */
export interface RecordReader {
  /**
   * Emits zero or more exchanges for one parsed record.
   * @returns null when the record was taken, else why not. A batch record may emit some and reject others.
   */
  read(record: unknown, emit: Emit): Rejection | null;
  /** Emits what is still waiting for a partner, with what is known. */
  end(emit: Emit): void;
}

/** How records lie in a file. */
export type Framing = 'json' | 'csv' | 'protobuf';

/** A log format. Adding one = one file in `formats/` and one line in its table. */
export interface Adapter {
  readonly name: string;
  readonly title: string;
  readonly framing: Framing;
  /** Records are joined with others of the same file, so that a file cannot be cut into ranges. */
  readonly joins?: boolean;
  /** One paragraph for `stillwatch formats`: what the format is, where it comes from, what it cannot tell. */
  readonly about: string;
  /** 0 (certainly not) to 1 (certainly): does this parsed record belong to the format? */
  sniff(record: unknown): number;
  /** @param mapping parsed mapping file, or null. */
  open(mapping: Mapping | null): RecordReader;
}

/**
 * Mapping file: exchange field → where it is in the record. `a.b.0.c` walks objects and arrays;
 * an array of paths takes the first that is present.
 */
export interface Mapping {
  readonly fields: Readonly<Partial<Record<keyof Exchange, readonly string[]>>>;
  /** Constants for fields that the log does not carry (`{"provider": "openai"}`). */
  readonly constants: Readonly<Partial<Record<keyof Exchange, string | number>>>;
  /** Unit of numeric times; ISO 8601 texts need none. */
  readonly timeUnit: 's' | 'ms' | 'us' | 'ns';
}
