// SPDX-License-Identifier: Apache-2.0
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Derived } from './derived.ts';
import { RightEdge, type TileHash } from './edge.ts';
import { equalBytes, toHex } from './encoding.ts';
import type { Journal, JournalEnd, PlacedFrame } from './journal.ts';
import { openLeaf, parseLeaf } from './leaf.ts';
import { leafHash } from './merkle.ts';
import type { Signed } from './signed.ts';
import { hashesAtLevel } from './tiles.ts';

/** What an entry's payload is known to be: with its salt; destroyed on purpose; or not known to whoever was asked. */
export type KnownPayload = { readonly salt: Uint8Array; readonly payload: unknown } | 'erased' | null;

export interface AuditOptions {
  /** Asked for every entry's payload, so that the leaf is checked against what is stored and not only against itself. */
  readonly payloadOf?: (index: number, entry: Uint8Array) => KnownPayload | Promise<KnownPayload>;
  /** Entries that have been read. */
  readonly onProgress?: (done: number, size: number) => void;
}

export interface AuditProblem {
  readonly kind: 'entries' | 'tiles' | 'offsets' | 'keys' | 'checkpoint' | 'payload' | 'state';
  /** The entry concerned, where there is one. */
  readonly index: number | null;
  readonly message: string;
}

export interface AuditReport {
  readonly ok: boolean;
  readonly origin: string;
  /** Entries that were read, and the root (hex) of the tree that they make. */
  readonly size: number;
  readonly root: string;
  /** Sizes of the signed checkpoints that the entries agree with. */
  readonly agrees: readonly number[];
  /** At most a hundred. */
  readonly problems: readonly AuditProblem[];
  /** Payloads that were handed in; null when none were asked for. */
  readonly payloads: { readonly opened: number; readonly erased: number; readonly unknown: number } | null;
}

export interface AuditParts {
  readonly origin: string;
  readonly journal: Journal;
  readonly derived: Derived;
  readonly signed: Signed;
}

const MAX_PROBLEMS = 100;
/** Entries after which hashes are compared and others get their turn. */
const STEP = 4096;

/** Reads every entry again, rebuilds every tile and root, and compares all with what is stored and signed. */
export async function auditLog(parts: AuditParts, options: AuditOptions): Promise<AuditReport> {
  const audit = new Audit(parts, options);
  await audit.run();
  return audit.report();
}

class Audit {
  readonly #parts: AuditParts;
  readonly #options: AuditOptions;
  /** What there was when it began; the log may grow meanwhile. */
  readonly #end: JournalEnd;
  readonly #edge = new RightEdge();
  readonly #problems: AuditProblem[] = [];
  readonly #agrees = new Set<number>();
  readonly #payloads = { opened: 0, erased: 0, unknown: 0 };
  /** Roots (hex) that were signed, by size. */
  readonly #signed = new Map<number, string>();
  #placed: TileHash[] = [];
  #placedFrom = 0;

  constructor(parts: AuditParts, options: AuditOptions) {
    this.#parts = parts;
    this.#options = options;
    this.#end = parts.derived.end;
  }

  async run(): Promise<void> {
    this.#readSigned();
    this.#checkRoot();
    for (const frame of this.#parts.journal.frames({ size: 0, bytes: 0 }, this.#end.bytes)) {
      this.#checkOffsets(frame);
      for (const { keyHash, entry } of frame.records) {
        const index = this.#edge.size;
        if (!this.#parts.derived.hasKey(keyHash, index)) this.#found('keys', 'its idempotency key is not found', index);
        this.#placed.push(...this.#edge.add(leafHash(entry)));
        this.#checkRoot();
        if (this.#options.payloadOf !== undefined) await this.#checkPayload(index, entry);
        if (this.#edge.size % STEP === 0) await this.#step();
      }
    }
    this.#checkTiles();
    const { size } = this.#edge;
    if (size !== this.#end.size)
      this.#found('entries', `damaged: of ${this.#end.size} entries the first ${size} can be read`, size);
    for (const signed of this.#signed.keys()) {
      if (signed > size) this.#found('checkpoint', `a checkpoint of ${signed} entries was signed, and ${size} are there`);
    }
    if (!this.#parts.derived.hasSoundState()) this.#found('state', 'the file `synced` is damaged');
    this.#options.onProgress?.(size, this.#end.size);
  }

  report(): AuditReport {
    return {
      ok: this.#problems.length === 0,
      origin: this.#parts.origin,
      size: this.#edge.size,
      root: toHex(this.#edge.root()),
      agrees: [...this.#agrees],
      problems: this.#problems,
      payloads: this.#options.payloadOf === undefined ? null : this.#payloads,
    };
  }

  #readSigned(): void {
    const { checkpoints, problems } = this.#parts.signed.inspect();
    for (const message of problems) this.#found('checkpoint', message);
    for (const { size, root } of checkpoints) this.#signed.set(size, toHex(root));
  }

  #checkRoot(): void {
    const { size } = this.#edge;
    const signed = this.#signed.get(size);
    if (signed === undefined) return;
    if (signed === toHex(this.#edge.root())) this.#agrees.add(size);
    else this.#found('checkpoint', `the first ${size} entries are not those that were signed`);
  }

  #checkOffsets({ first, offsets }: PlacedFrame): void {
    const stored = this.#parts.derived.offsetsFrom(first, offsets.length);
    for (const [i, offset] of offsets.entries()) {
      if (stored[i] !== offset) this.#found('offsets', 'the file `offsets` has another place for it', first + i);
    }
  }

  async #step(): Promise<void> {
    this.#checkTiles();
    this.#options.onProgress?.(this.#edge.size, this.#end.size);
    await nextTurn();
  }

  /** Compares the hashes that were computed since the last time with those on disk. */
  #checkTiles(): void {
    const levels: Uint8Array[][] = [];
    for (const { level, hash } of this.#placed) (levels[level] ??= []).push(hash);
    for (const [level, hashes] of levels.entries()) {
      if (hashes === undefined) continue;
      const first = hashesAtLevel(this.#placedFrom, level);
      const stored = this.#parts.derived.levels.hashes(level, first, hashes.length);
      if (equalBytes(stored, Buffer.concat(hashes))) continue;
      const wrong = hashes.findIndex((hash, i) => !equalBytes(hash, stored.subarray(i * 32, i * 32 + 32)));
      this.#found(
        'tiles',
        `hash ${first + wrong} of level ${level} is not that of its entries`,
        level === 0 ? first + wrong : null,
      );
    }
    this.#placed = [];
    this.#placedFrom = this.#edge.size;
  }

  async #checkPayload(index: number, entry: Uint8Array): Promise<void> {
    const known = await this.#options.payloadOf!(index, entry);
    if (known === null) this.#payloads.unknown++;
    else if (known === 'erased') this.#payloads.erased++;
    else if (isPayloadOf(entry, known)) this.#payloads.opened++;
    else this.#found('payload', 'the stored payload is not the one that was logged', index);
  }

  #found(kind: AuditProblem['kind'], message: string, index: number | null = null): void {
    if (this.#problems.length < MAX_PROBLEMS) this.#problems.push({ kind, index, message });
  }
}

function isPayloadOf(entry: Uint8Array, { salt, payload }: { salt: Uint8Array; payload: unknown }): boolean {
  try {
    return openLeaf(parseLeaf(entry), salt, payload);
  } catch {
    // Neither a leaf nor canonical JSON: then it is not what was logged.
    return false;
  }
}
