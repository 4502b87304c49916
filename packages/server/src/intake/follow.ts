// SPDX-License-Identifier: Apache-2.0
import { statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { type ErrorCode, type NodeKey, toAppError } from '@stillwatch/core';
import { listSources, type Mapping } from '@stillwatch/traffic';
import type { ValueStore } from '../parts.ts';
import { type FilePosition, isContinued, readHeadHash, readPiece, START } from './followed-file.ts';
import { type FollowedPath, type Way, wayOf } from './followed-path.ts';
import { createSpanIndex, type Span } from './spans.ts';

/** Exchanges that were stored, and the seconds (since 1970) of the first and the last. */
export interface Stored {
  readonly exchanges: number;
  readonly from: number;
  readonly to: number;
}

export interface StoredFile extends Stored {
  /** Null when it was not recognised. */
  readonly format: string | null;
}

export interface FollowOptions {
  readonly paths: readonly FollowedPath[];
  /** Resolves when the exchanges of some lines are stored. @throws AppError */
  takeLines(bytes: Uint8Array, format: string, mapping: Mapping | null): Promise<Stored>;
  /** The same for a file that cannot be read line by line: compressed, protobuf, CSV, one JSON document. @throws AppError */
  takeFile(path: string, format: string | null, mapping: Mapping | null): Promise<StoredFile>;
  /** Counts lines that are passed over: one that is too long, or what the adapter cannot stand. */
  skipped(): void;
  /** Resolves when what is delivered leaves room for what is followed. */
  room(): Promise<void>;
  readonly values: ValueStore;
  readonly key: NodeKey;
  readonly pollMs: number;
}

/** Where a text may lie: a stretch of a file of lines, or a whole file. */
export interface TextPlace {
  readonly path: string;
  readonly format: string;
  readonly mapping: Mapping | null;
  readonly span: Span | null;
}

export interface Follower {
  /** Places that may hold an exchange of this second, or of any. */
  places(second: number | null): TextPlace[];
  /** What keeps it from reading, in words; null when all is well. */
  problem(): string | null;
  close(): Promise<void>;
}

/** A file that was read as a whole; it is read again when it changes. */
interface WholeFile {
  readonly size: number;
  readonly mtimeMs: number;
  readonly format: string | null;
  readonly from: number;
  readonly to: number;
}

interface Followed {
  readonly id: string;
  readonly origin: FollowedPath;
  path: string;
  handle: FileHandle | null;
  position: FilePosition;
  whole: WholeFile | null;
  seenSize: number;
  seenMtime: number;
}

/** Files idle for longer are not held open. What is held open is read to its end after it was renamed or removed. */
const IDLE_MS = 600_000;
const MAX_OPEN = 256;

/**
 * Follows files and folders: new lines are read as they come, each file on from where it was left, also after it
 * was rotated or the node was started again. A position is kept only after its rows are stored, so that a crash
 * makes lines be read twice, which does no harm, and never not at all.
 */
export function followPaths(options: FollowOptions): Follower {
  const files = new Map<string, Followed>();
  const spans = createSpanIndex();
  const closing = new AbortController();
  let trouble: string | null = null;
  let openCount = 0;
  const running = run();

  async function run(): Promise<void> {
    let pause = options.pollMs;
    while (!closing.signal.aborted) {
      trouble = null;
      const failed = await lookAround();
      pause = failed ? Math.min(pause * 2, 15_000) : options.pollMs;
      await pauseFor(pause, closing.signal);
    }
    for (const file of files.values()) await release(file);
  }

  /** @returns whether something failed that waiting may mend. */
  async function lookAround(): Promise<boolean> {
    const listed = new Set<string>();
    let failed = false;
    for (const origin of options.paths) {
      try {
        const { sources, skipped } = listSources([origin.path]);
        if (skipped.length > 0) trouble = `${skipped.length} files or folders below ${origin.path} cannot be read`;
        for (const source of sources) if (!source.once) listed.add(await notice(source.path, origin));
      } catch (error) {
        trouble = `${origin.path}: ${toAppError(error).message}`;
      }
    }
    for (const file of files.values()) {
      if (closing.signal.aborted) return failed;
      try {
        const rest = await advance(file);
        if (!listed.has(file.id) && !rest) {
          await release(file);
          files.delete(file.id);
        }
      } catch (error) {
        const { code, message } = toAppError(error);
        // Gone between two looks.
        if (code === 'INPUT_NOT_FOUND') continue;
        if (isPassing(code)) failed = true;
        trouble = `${file.path}: ${message}`;
      }
    }
    return failed;
  }

  async function notice(path: string, origin: FollowedPath): Promise<string> {
    const { dev, ino } = statSync(path, { bigint: true });
    const id = `${dev}:${ino}`;
    const known = files.get(id);
    if (known !== undefined) {
      known.path = path;
      return id;
    }
    const kept = await options.values.get(nameOf(id));
    const { position, whole } = kept === null ? { position: START, whole: null } : (JSON.parse(kept) as Kept);
    files.set(id, { id, origin, path, handle: null, position, whole, seenSize: -1, seenMtime: -1 });
    return id;
  }

  /** @returns whether there may be more to come. */
  async function advance(file: Followed): Promise<boolean> {
    if (file.handle === null) {
      const { size, mtimeMs } = statSync(file.path);
      if (size === file.position.offset || isDone(file, size, mtimeMs)) return false;
      file.handle = await open(file.path, 'r');
      openCount++;
    }
    const { size, mtimeMs } = await file.handle.stat();
    const still = size === file.seenSize && mtimeMs === file.seenMtime;
    file.seenSize = size;
    file.seenMtime = mtimeMs;
    if (!(await isContinued(file.handle, size, file.position, options.key))) {
      file.position = START;
      spans.drop(file.id);
    }
    if (size > file.position.offset && !isDone(file, size, mtimeMs)) await read(file, size, mtimeMs, still);
    if ((still && Date.now() - mtimeMs > IDLE_MS) || openCount > MAX_OPEN) await release(file);
    return !still;
  }

  async function read(file: Followed, size: number, mtimeMs: number, still: boolean): Promise<void> {
    const { origin } = file;
    const way: Way =
      file.position.format === null ? await wayOf(file.path, origin, size, still) : { lines: file.position.format };
    if (way === 'later') return;
    if ('whole' in way) {
      // It may still be being written.
      if (!still) return;
      await options.room();
      const taken = await options.takeFile(file.path, way.whole, origin.mapping);
      file.whole = { size, mtimeMs, format: taken.format, from: taken.from, to: taken.to };
      return keep(file);
    }
    const format = way.lines;
    for (;;) {
      await options.room();
      if (closing.signal.aborted) return;
      const { offset } = file.position;
      const piece = await readPiece(file.handle!, offset, size, still);
      if (piece === null) return;
      const length = piece.bytes.length;
      let { from, to } = file.position;
      if (piece.skipped) options.skipped();
      else {
        const stored = await takeLines(piece.bytes, format, origin.mapping);
        if (stored.exchanges > 0) {
          spans.add(file.id, { offset, length, from: stored.from, to: stored.to });
          from = from === 0 ? stored.from : Math.min(from, stored.from);
          to = Math.max(to, stored.to);
        }
      }
      const head =
        file.position.headLength < 256
          ? await readHeadHash(file.handle!, offset + length, options.key)
          : { head: file.position.head, headLength: file.position.headLength };
      file.position = { offset: offset + length, ...head, format, from, to };
      await keep(file);
    }
  }

  /** Lines that cannot be taken, whoever may be to blame, must not hold up those behind them. */
  async function takeLines(bytes: Uint8Array, format: string, mapping: Mapping | null): Promise<Stored> {
    try {
      return await options.takeLines(bytes, format, mapping);
    } catch (error) {
      if (isPassing(toAppError(error).code)) throw error;
      options.skipped();
      return { exchanges: 0, from: 0, to: 0 };
    }
  }

  async function keep(file: Followed): Promise<void> {
    const { position, whole } = file;
    await options.values.set(nameOf(file.id), JSON.stringify({ position, whole } satisfies Kept));
  }

  async function release(file: Followed): Promise<void> {
    if (file.handle === null) return;
    const { handle } = file;
    file.handle = null;
    openCount--;
    await handle.close();
  }

  return {
    problem: () => trouble,
    places(second) {
      const places: TextPlace[] = [];
      for (const { id, path, position, whole, origin } of files.values()) {
        const { mapping } = origin;
        if (whole !== null) {
          const { format } = whole;
          if (format !== null && isWithin(second, whole)) places.push({ path, format, mapping, span: null });
        } else if (position.format !== null && isWithin(second, position)) {
          const { format } = position;
          for (const span of spans.candidates(id, second, position.offset)) places.push({ path, format, mapping, span });
        }
      }
      return places;
    },
    async close() {
      closing.abort();
      await running;
    },
  };
}

function isWithin(second: number | null, { from, to }: { readonly from: number; readonly to: number }): boolean {
  return second === null || (from <= second && second <= to);
}

interface Kept {
  readonly position: FilePosition;
  readonly whole: WholeFile | null;
}

/** Trouble that is not the file's. */
function isPassing(code: ErrorCode): boolean {
  return code.startsWith('ENGINE_') || code.startsWith('RECORDS_') || code === 'DISK_FULL' || code === 'INTAKE_OVERLOADED';
}

function nameOf(id: string): string {
  return `intake.follow/${id}`;
}

function isDone({ whole }: Followed, size: number, mtimeMs: number): boolean {
  return whole !== null && whole.size === size && whole.mtimeMs === mtimeMs;
}

/** Resolves after some milliseconds, or when the signal is aborted. */
function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
