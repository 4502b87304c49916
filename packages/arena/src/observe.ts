// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Authorisation } from '@stillwatch/core';
import { loadWindow, type LoadedWindow } from '@stillwatch/detection';
import { ingest, openDataFolder, openTrafficStore, type TrafficStore } from '@stillwatch/traffic';
import type { Detector } from './detector.ts';

/** What detectors accused in a log. There is no label in here, and no way to one. */
export interface Observation {
  readonly exchanges: number;
  readonly rejected: number;
  readonly accounts: number;
  /** By detector, in their order. */
  readonly detectors: readonly DetectorObservation[];
  /** Seconds to read the log into the store, and to load the whole window. */
  readonly seconds: { readonly read: number; readonly load: number };
}

interface DetectorObservation {
  readonly name: string;
  /** In order of time; the last one is over everything. */
  readonly analyses: readonly { readonly until: number; readonly groups: readonly (readonly string[])[] }[];
  /** Of the processor, in the last analysis: what else the machine does leaves it alone. */
  readonly seconds: number;
}

export interface ObserveOptions {
  readonly logs: string;
  /** New folder for the traffic store. */
  readonly data: string;
  /** 32 bytes for its node key, so that the same log gives the same hashes; absent: new ones. */
  readonly nodeKey?: Uint8Array | undefined;
  readonly detectors: readonly Detector[];
  /** Permitted uses, as an operator registers them. */
  readonly authorisations?: readonly Authorisation[] | undefined;
  /** Ends of the windows to analyse on the way, milliseconds since 1970 UTC, ascending. */
  readonly moments: readonly number[];
  readonly workers?: number | undefined;
  readonly onProgress?: ((text: string) => void) | undefined;
  /** Looks at the whole window besides. */
  readonly onLoaded?: ((loaded: LoadedWindow) => void) | undefined;
}

/**
 * The path that a hunt takes (read, normalise, sketch, store, load), then the detectors: at each moment over what
 * was there until then, and at the end over everything.
 * @throws AppError as a hunt does.
 */
export async function observe(options: ObserveOptions): Promise<Observation> {
  const { logs, detectors, moments, onProgress = () => {} } = options;
  const clock = startClock();
  mkdirSync(options.data, { recursive: true });
  if (options.nodeKey !== undefined) writeFileSync(join(options.data, 'node.key'), options.nodeKey, { mode: 0o600 });
  const dataFolder = openDataFolder(options.data);
  try {
    const store = await openTrafficStore({ dataFolder });
    try {
      const read = await ingest({
        paths: [logs],
        endpoint: store.endpoint,
        secret: dataFolder.secret,
        sketchSecret: dataFolder.sketchSecret,
        workers: options.workers,
        onProgress: (exchanges) => onProgress(`reading, ${exchanges.toLocaleString('en')} exchanges`),
      });
      read.release();
      await store.deduplicate();
      const seconds = { read: clock(), load: 0 };
      const analyses = detectors.map((): DetectorObservation['analyses'][number][] => []);
      const last = detectors.map(() => 0);
      let accounts = 0;
      for (const [i, until] of [...moments, null].entries()) {
        const step = `analysis ${i + 1} of ${moments.length + 1}`;
        onProgress(`${step}, loading`);
        clock();
        const loaded = await loadUntil(store, until, options.authorisations);
        if (until === null) {
          seconds.load = clock();
          accounts = loaded.table.accounts.count;
          options.onLoaded?.(loaded);
        }
        for (const [d, detector] of detectors.entries()) {
          onProgress(`${step}, ${detector.name}`);
          const before = process.cpuUsage();
          const { groups } = detector.detect({ table: loaded.table });
          const { user, system } = process.cpuUsage(before);
          last[d] = (user + system) / 1e6;
          analyses[d]!.push({
            until: until ?? (read.to ?? 0) + 1,
            groups: groups.map((group) => group.map((account) => loaded.accountName(account))),
          });
        }
      }
      return {
        exchanges: read.exchanges,
        rejected: read.rejected,
        accounts,
        detectors: detectors.map(({ name }, d) => ({ name, analyses: analyses[d]!, seconds: last[d]! })),
        seconds,
      };
    } finally {
      await store.close();
    }
  } finally {
    dataFolder.close();
  }
}

function loadUntil(store: TrafficStore, until: number | null, permitted: readonly Authorisation[] = []): Promise<LoadedWindow> {
  return loadWindow(store, until === null ? null : { since: 0, until: Math.floor(until / 1000) }, permitted);
}

/** Seconds since the last call. */
function startClock(): () => number {
  let last = performance.now();
  return () => {
    const since = last;
    last = performance.now();
    return (last - since) / 1000;
  };
}
