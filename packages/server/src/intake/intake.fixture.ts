// SPDX-License-Identifier: Apache-2.0
import { type DataFolder, openDataFolder, openTrafficStore, TABLES, type TrafficStore } from '@stillwatch/traffic';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Intake, ValueStore } from '../parts.ts';
import { createIntake, type IntakeSettings } from './intake.ts';

export const SETTINGS: IntakeSettings = {
  maxBytes: 16e6,
  maxPendingBytes: 64e6,
  follow: [],
  keepText: 0,
  workers: 1,
  pollMs: 20,
};
export const NDJSON = { format: null, encoding: 'identity', mediaType: 'application/x-ndjson' } as const;
export const START = Date.UTC(2026, 8, 1, 12);

/** One exchange in our own envelope. */
export function envelope(i: number, change: Record<string, unknown> = {}): string {
  return JSON.stringify({
    id: `call-${i}`,
    account: `account-${i % 7}`,
    time: new Date(START + i * 1000).toISOString(),
    ip: `198.51.100.${i % 50}`,
    api: 'openai.chat',
    request: { model: 'large', messages: [{ role: 'user', content: `please sort the numbers ${i} and name the river` }] },
    response: { usage: { prompt_tokens: 20, completion_tokens: 10 } },
    ...change,
  });
}

export function lines(from: number, count: number): string {
  return Array.from({ length: count }, (_, i) => `${envelope(from + i)}\n`).join('');
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function memoryValues(): ValueStore {
  const values = new Map<string, string>();
  return {
    get: (name) => Promise.resolve(values.get(name) ?? null),
    set: (name, value) => Promise.resolve(void values.set(name, value)),
  };
}

export interface Bench {
  readonly store: TrafficStore;
  readonly dataFolder: DataFolder;
  /** An intake on the store, closed after the test. */
  open(change?: Partial<IntakeSettings>, parts?: { values?: ValueStore; store?: TrafficStore; now?: () => number }): Intake;
  count(): Promise<number>;
}

/** One embedded engine for the tests of a file, emptied before each. */
export function useBench(): Bench {
  let store: TrafficStore;
  let dataFolder: DataFolder;
  const opened: Intake[] = [];
  beforeAll(async () => {
    dataFolder = openDataFolder(null);
    store = await openTrafficStore({ dataFolder });
  });
  beforeEach(async () => {
    for (const table of Object.keys(TABLES)) await store.command(`TRUNCATE TABLE stillwatch.${table}`);
  });
  afterEach(async () => {
    for (const intake of opened.splice(0)) await intake.close();
  });
  afterAll(async () => {
    await store.close();
    dataFolder.close();
  });
  return {
    get store() {
      return store;
    },
    get dataFolder() {
      return dataFolder;
    },
    open(change = {}, parts = {}) {
      const intake = createIntake({
        store: parts.store ?? store,
        dataFolder,
        records: { values: parts.values ?? memoryValues() },
        config: { ...SETTINGS, ...change },
        clock: { now: parts.now ?? Date.now },
        onStored() {},
      });
      opened.push(intake);
      return intake;
    },
    count: async () => Number((await store.rows<{ n: string }>(`SELECT count() AS n FROM ${store.table('exchanges')}`))[0]!.n),
  };
}

/** Resolves when `done` says so. */
export async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 1_000; attempt++) {
    if (await done()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('it did not come about');
}
