// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { RowBuffer } from '../ingest/row-buffer.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { openTrafficStore, type TrafficStore } from './store.ts';

/** A folder that vanishes after the tests of the file. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface OpenStore {
  readonly store: TrafficStore;
  readonly dataFolder: DataFolder;
  close(): Promise<void>;
}

/** A store on a data folder; closed with the tests of the file if it is not before. */
export async function openStore(path: string | null, url?: string): Promise<OpenStore> {
  const dataFolder = openDataFolder(path);
  let open = true;
  let store: TrafficStore;
  try {
    store = await openTrafficStore({ dataFolder, url });
  } catch (error) {
    dataFolder.close();
    throw error;
  }
  const close = async (): Promise<void> => {
    if (!open) return;
    open = false;
    await store.close();
    dataFolder.close();
  };
  return { store, dataFolder, close };
}

/** Rows of `handles`, the smallest table: handle = from … from + count − 1. */
export function handleRows(from: number, count: number): Uint8Array {
  const rows = new RowBuffer(count * 25);
  for (let i = from; i < from + count; i++) {
    rows.u64(i, 0);
    rows.u64(i % 7, 1);
    rows.u32(i);
    rows.u8(i & 1);
    rows.u32(1_790_000_000 + i);
  }
  return rows.take();
}

/** Number of different handles that are stored. */
export async function countHandles(store: TrafficStore): Promise<number> {
  const found = await store.rows<{ n: string }>(`SELECT count() AS n FROM ${store.table('handles')}`);
  return Number(found[0]!.n);
}

/** Resolves when a process is gone. */
export async function untilGone(pid: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (!isAlive(pid)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`process ${pid} is still there`);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
