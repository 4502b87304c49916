// SPDX-License-Identifier: Apache-2.0
import type { Result } from '@stillwatch/core';
import type { AuditOptions, AuditReport } from './audit.ts';
import type { Cosigner } from './cosignature.ts';
import type { Disk } from './disk.ts';
import type { Halt } from './halt.ts';
import type { VerifierKey } from './keys.ts';
import type { NoteSigner } from './note.ts';
import type { Policy } from './policy.ts';
import type { SignedCheckpoint } from './signed.ts';
import type { Appended, NewEntry } from './writer.ts';

export interface LogOptions {
  /** Made when it is not there; one log each. */
  readonly folder: string;
  /** The log's name: a URL without scheme and trailing slash. */
  readonly origin: string;
  /** Ed25519; its name has to be the origin. */
  readonly signer: NoteSigner;
  readonly clock: { now(): number };
  /** A second signature with ML-DSA-44, under the origin as its name. */
  readonly postQuantum?: Cosigner;
  /** Whose cosignatures are kept, and which of them make a quorum. */
  readonly policy?: Policy;
  readonly disk?: Disk;
}

/** An append-only log of entries whose every state is signed and whose every entry can be proven. Sizes count entries. */
export interface TransparencyLog {
  readonly origin: string;
  readonly verifierKey: VerifierKey;
  /** Entries that are durable. */
  size(): number;
  root(): Uint8Array;
  /**
   * Durable when it resolves. An entry whose key is known already is not added again, whatever it says.
   * @throws AppError LOG_ENTRY_TOO_LARGE, LOG_UNAVAILABLE, and the reason of a halt
   */
  append(entries: readonly NewEntry[]): Promise<Appended[]>;
  /** The signed checkpoint of the present size, with the cosignatures it has. @throws AppError the reason of a halt */
  checkpoint(): Promise<string>;
  /** The newest checkpoint that a quorum of the policy has signed, or null. */
  witnessed(): SignedCheckpoint | null;
  /** Adds cosignatures of the policy's witnesses; unknown keys are ignored. @returns who signed anew. */
  addCosignatures(size: number, lines: readonly string[]): Promise<Result<string[]>>;
  /** @throws AppError NOT_FOUND, LOG_CORRUPT when it is not what its leaf hash says */
  entry(index: number): Promise<Uint8Array>;
  /** Index of the entry that was appended with this idempotency key, or null. */
  indexOf(key: string): number | null;
  /** @throws AppError NOT_FOUND */
  inclusion(index: number, size?: number): Promise<Uint8Array[]>;
  /** @throws AppError NOT_FOUND */
  consistency(from: number, to: number): Promise<Uint8Array[]>;
  /** Root of the first `size` entries. @throws AppError NOT_FOUND */
  rootAt(size: number): Uint8Array;
  /** Offline proof, under the newest witnessed checkpoint that has the entry, or else the newest. @throws AppError NOT_FOUND */
  proof(index: number): Promise<string>;
  /** What a path below the log's prefix serves (`checkpoint`, tiles, bundles of entries); null where there is nothing. */
  read(path: string): Promise<Uint8Array | null>;
  audit(options?: AuditOptions): Promise<AuditReport>;
  /** Why it neither appends nor signs, or null. */
  halted(): Halt | null;
  /** Stops appending and signing until `resume`, also after the next start. */
  halt(code: Halt['code'], message: string): Promise<void>;
  /** For a person who has seen to the reason. */
  resume(): void;
  close(): Promise<void>;
}
