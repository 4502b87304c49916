// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ingest, openDataFolder, openTrafficStore, type TrafficStore } from '@stillwatch/traffic';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadWindow } from './load-table.ts';

const START = Date.UTC(2026, 8, 7);
const ACCOUNTS = 30;

describe('a window loaded while the node takes in more', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-test-'));
  const dataFolder = openDataFolder(join(folder, 'data'));
  let store: TrafficStore;

  /** Every account asks at each of these minutes. */
  const deliver = async (name: string, accounts: readonly string[], minutes: readonly number[]): Promise<void> => {
    const lines = accounts.flatMap((account) =>
      minutes.map((minute) => {
        const messages = [{ role: 'user', content: `${account} asks for the minutes of the ${minute}th meeting` }];
        const request = { model: account === 'late' ? 'another' : 'one', messages };
        const time = new Date(START + minute * 60_000).toISOString();
        return JSON.stringify({ id: `${name}-${account}-${minute}`, account, time, api: 'openai.chat', request, response: {} });
      }),
    );
    const path = join(folder, `${name}.jsonl`);
    writeFileSync(path, `${lines.join('\n')}\n`);
    const read = await ingest({ paths: [path], endpoint: store.endpoint, secret: dataFolder.secret, workers: 1 });
    expect(read.exchanges).toBe(lines.length);
    read.release();
  };
  /** The store, in which something happens as soon as the accounts are listed. */
  const busyStore = (happen: () => Promise<void>): TrafficStore => {
    let listed = false;
    return {
      ...store,
      columns: async (sql, spec) => {
        const found = await store.columns(sql, spec);
        if (!listed) await happen();
        listed = true;
        return found;
      },
    };
  };
  const names = Array.from({ length: ACCOUNTS }, (_, a) => `account-${a}`);

  beforeAll(async () => {
    store = await openTrafficStore({ dataFolder });
    await deliver('first', names, [2, 4, 6]);
  });
  afterAll(async () => {
    await store.close();
    dataFolder.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('gives nobody what somebody else sent', async () => {
    const before = await loadWindow(store, null);
    const busy = busyStore(() => deliver('second', [...names.slice(0, 20), 'late'], [1, 3, 5, 7]));
    const { table, accountName } = await loadWindow(busy, null);
    expect(table.accounts.count).toBe(ACCOUNTS);
    expect([...table.exchanges.rowStart]).toEqual([...before.table.exchanges.rowStart]);
    expect(table.exchanges.models).toEqual(['one']);
    const after = await loadWindow(store, null);
    expect(after.table.exchanges.count).toBe(ACCOUNTS * 3 + 21 * 4);
    const textsOf = ({ table: { exchanges }, accountName: nameOf }: typeof after, name: string): number[] => {
      const account = Array.from({ length: exchanges.rowStart.length - 1 }, (_, a) => a).find((a) => nameOf(a) === name)!;
      return [...exchanges.text.subarray(exchanges.rowStart[account], exchanges.rowStart[account + 1])];
    };
    for (let a = 0; a < ACCOUNTS; a++) {
      const name = accountName(a);
      const seen = [...table.exchanges.text.subarray(table.exchanges.rowStart[a], table.exchanges.rowStart[a + 1])];
      expect(seen).toHaveLength(3);
      expect(textsOf(after, name)).toEqual(expect.arrayContaining(seen));
      expect(table.exchanges.account.subarray(table.exchanges.rowStart[a], table.exchanges.rowStart[a + 1])).toEqual(
        new Uint32Array(3).fill(a),
      );
    }
  });

  it('leaves out what was deleted', async () => {
    const old = Math.floor(START / 1000) + 3 * 60;
    const exchanges = store.table('exchanges').replace(' FINAL', '');
    const busy = busyStore(() =>
      store.command(`ALTER TABLE ${exchanges} DELETE WHERE ts < toDateTime(${old}) SETTINGS mutations_sync = 1`),
    );
    const { table } = await loadWindow(busy, null);
    expect(table.accounts.count).toBe(ACCOUNTS + 1);
    expect(table.exchanges.count).toBe(ACCOUNTS * 2 + 21 * 3);
    expect(table.exchanges.ts.every((ts) => ts >= START / 1000 + 180)).toBe(true);
    expect(table.exchanges.rowStart.at(-1)).toBe(table.exchanges.count);
  });
});
