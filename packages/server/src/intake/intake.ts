// SPDX-License-Identifier: Apache-2.0
import { availableParallelism } from 'node:os';
import { AppError, toAppError } from '@stillwatch/core';
import { type DataFolder, ingest, insertPatiently, type Mapping, type TrafficStore } from '@stillwatch/traffic';
import type { Clock, Intake, IntakeAnswer, Records } from '../parts.ts';
import { formatOf } from './body-format.ts';
import { followPaths, type Follower, type Stored, type StoredFile } from './follow.ts';
import { type FollowSetting, openFollowed } from './followed-path.ts';
import { createGatherer } from './gather.ts';
import { openJournal } from './journal.ts';
import type { Encoded, EncodeJob } from './messages.ts';
import { createMeter } from './meter.ts';
import { createWorkerPool } from './pool.ts';
import { findText } from './reveal.ts';
import { sampleTexts } from './sample-texts.ts';

/** What the node's configuration says of intake. */
export interface IntakeSettings {
  /** Largest body, as it arrives and unpacked. */
  readonly maxBytes: number;
  /** Bytes that may wait to be stored, of all bodies together. */
  readonly maxPendingBytes: number;
  readonly follow: readonly FollowSetting[];
  /** Milliseconds for which the text of what was delivered is kept, sealed; 0 keeps none. */
  readonly keepText: number;
  /** Threads; one fewer than there are cores unless said otherwise. */
  readonly workers?: number;
  /** Time between two looks at what is followed, in milliseconds. */
  readonly pollMs?: number;
}

export interface IntakeOptions {
  readonly store: TrafficStore;
  readonly dataFolder: DataFolder;
  readonly records: Pick<Records, 'values'>;
  readonly config: IntakeSettings;
  readonly clock: Clock;
  /** Is told of everything that was stored: how many exchanges, and when the newest of them was (milliseconds). */
  readonly onStored: (exchanges: number, newestMs: number) => void;
}

/** A body waits this long for others to be stored with. */
const GATHER_MS = 100;
/** Rows of about 60,000 exchanges. */
const GATHER_BYTES = 8 << 20;
/** A lost engine is waited for, together about six seconds; then the senders are asked to come again. */
const RETRY_DELAYS_MS = [100, 200, 400, 800, 1_600, 3_200];
const EXPIRE_MS = 60_000;

/**
 * Opens the live intake of a node: bodies over HTTP, and files that are followed.
 * @throws AppError FORMAT_UNSUPPORTED, MAP_INVALID, INPUT_NOT_FOUND or INPUT_UNREADABLE for a followed path's format or mapping.
 */
export function createIntake({ store, dataFolder, records, config, clock, onStored }: IntakeOptions): Intake {
  const { maxBytes, maxPendingBytes, keepText } = config;
  const followed = config.follow.map(openFollowed);
  const workers = config.workers ?? Math.max(1, availableParallelism() - 1);
  const pool = createWorkerPool({ secret: dataFolder.secret, sketchSecret: dataFolder.sketchSecret }, workers);
  const journal = openJournal(dataFolder.path, keepText, clock);
  const meter = createMeter(clock);
  const stopping = new AbortController();
  let pending = 0;
  let insertTrouble: AppError | null = null;
  let journalTrouble: AppError | null = null;

  const gatherer = createGatherer({
    windowMs: GATHER_MS,
    fullBytes: GATHER_BYTES,
    insert: (table, rows) => insertPatiently((name, bytes) => store.insert(name, bytes), table, rows, RETRY_DELAYS_MS),
    async stored(portions) {
      insertTrouble = null;
      const frames = portions.flatMap(({ frame }) => (frame === null ? [] : [frame]));
      if (frames.length === 0) return;
      try {
        await journal.append(frames);
        journalTrouble = null;
      } catch (error) {
        // The rows are stored, which is what is acknowledged; that text is missing is shown as the part's status.
        journalTrouble = toAppError(error);
      }
    },
    failed(error) {
      insertTrouble = error;
      pool.forget();
    },
  });

  const storeBody = async (job: EncodeJob, urgent: boolean): Promise<Encoded> => {
    let held = job.bytes.length;
    pending += held;
    try {
      const encoded = await pool.encode(job, urgent);
      const size = encoded.rows.reduce((sum, { bytes }) => sum + bytes.length, encoded.frame?.length ?? 0);
      pending += size - held;
      held = size;
      // Rows that were lost meanwhile may be missing to these.
      if (encoded.generation !== pool.generation) throw insertTrouble ?? new AppError('ENGINE_LOST', 'rows were lost');
      if (encoded.rows.length > 0) await gatherer.add(encoded, !urgent);
      meter.taken(encoded.work.exchanges, encoded.work.rejected);
      if (encoded.work.exchanges > 0) onStored(encoded.work.exchanges, encoded.work.to);
      return encoded;
    } finally {
      pending -= held;
    }
  };

  const takeLines = async (bytes: Uint8Array, format: string, mapping: Mapping | null): Promise<Stored> => {
    const limit = bytes.length;
    const { work } = await storeBody({ kind: 'encode', bytes, encoding: 'identity', limit, format, mapping, seal: false }, false);
    return inSeconds(work.exchanges, work.from, work.to);
  };

  const takeFile = async (path: string, format: string | null, mapping: Mapping | null): Promise<StoredFile> => {
    const read = await ingest({
      paths: [path],
      endpoint: store.endpoint,
      secret: dataFolder.secret,
      sketchSecret: dataFolder.sketchSecret,
      format: format ?? undefined,
      mapping,
      workers: 1,
      signal: stopping.signal,
    });
    read.release();
    const to = read.to ?? 0;
    const unread = read.problems.reduce((sum, { count }) => sum + count, 0);
    meter.taken(read.exchanges, Math.max(read.rejected, unread));
    if (read.exchanges > 0) onStored(read.exchanges, to);
    return { ...inSeconds(read.exchanges, read.from ?? 0, to), format: read.sources[0]?.format ?? null };
  };

  const room = async (): Promise<void> => {
    while (pending > maxPendingBytes / 4 && !stopping.signal.aborted) await new Promise((resolve) => setTimeout(resolve, 50));
  };

  const follower: Follower | null =
    followed.length === 0
      ? null
      : followPaths({
          paths: followed,
          takeLines,
          takeFile,
          room,
          skipped: () => meter.taken(0, 1),
          values: records.values,
          key: dataFolder.nodeKey,
          pollMs: config.pollMs ?? 1_000,
        });
  const expiring = setInterval(() => journal.expire(), EXPIRE_MS);
  expiring.unref();

  return {
    async take(body, { format, encoding, mediaType }): Promise<IntakeAnswer> {
      const named = formatOf(format, mediaType);
      if (body.length > maxBytes) {
        throw new AppError('BODY_TOO_LARGE', `the body is larger than ${Math.floor(maxBytes / 1e6)} MB`, {
          hint: 'Send smaller batches.',
        });
      }
      if (stopping.signal.aborted || pending + body.length > maxPendingBytes) {
        meter.refused();
        throw new AppError(
          'INTAKE_OVERLOADED',
          stopping.signal.aborted ? 'the node is stopping' : 'too much waits to be stored',
          {
            hint: 'Send the same batch again later.',
          },
        );
      }
      // A worker would be sent the whole buffer that it is a part of.
      const bytes = body.byteLength === body.buffer.byteLength ? body : new Uint8Array(body);
      const seal = keepText > 0;
      const limit = maxBytes;
      const { work, problems } = await storeBody(
        { kind: 'encode', bytes, encoding, limit, format: named, mapping: null, seal },
        true,
      );
      meter.batch();
      return { accepted: work.exchanges, rejected: work.rejected, problems };
    },
    pendingBytes: () => pending,
    counters: () => meter.read(),
    exemplars: (accounts) => sampleTexts(accounts, follower, journal, (job) => pool.sample(job)),
    reveal: (ref) => findText(ref, follower, journal, (job) => pool.find(job)),
    status() {
      const trouble = insertTrouble ?? journalTrouble;
      const follows = follower?.problem() ?? null;
      if (stopping.signal.aborted) return { part: 'intake', status: 'down', detail: 'stopping' };
      if (trouble !== null) return { part: 'intake', status: 'degraded', detail: `${trouble.code}: ${trouble.message}` };
      if (meter.refusedLately()) return { part: 'intake', status: 'degraded', detail: 'more arrives than can be stored' };
      if (follows !== null) return { part: 'intake', status: 'degraded', detail: follows };
      return { part: 'intake', status: 'ok', detail: `${meter.read().perMinute} exchanges in the last minute` };
    },
    async close() {
      if (stopping.signal.aborted) return;
      stopping.abort();
      clearInterval(expiring);
      await follower?.close();
      while (pending > 0) {
        await gatherer.finish();
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      await pool.close();
      await journal.close();
    },
  };
}

function inSeconds(exchanges: number, from: number, to: number): Stored {
  if (exchanges === 0) return { exchanges, from: 0, to: 0 };
  return { exchanges, from: Math.floor(from / 1000), to: Math.floor(to / 1000) };
}
