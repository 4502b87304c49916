// SPDX-License-Identifier: Apache-2.0
/** Every query of a hunt, on the embedded engine and on two shards of ClickHouse 18.16, over one simulated log. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SCENARIOS, writeScenario } from '@stillwatch/simulator';
import { createShardedTables, ingest, openDataFolder, openTrafficStore, type TrafficStore } from '@stillwatch/traffic';
import { CLUSTER, fetchOldClickHouse, type OldServers, startOldServers } from '@stillwatch/traffic/testing/old-clickhouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LoadedWindow, loadWindow, type Window } from './load-table.ts';

const old = fetchOldClickHouse();
const reason = 'reason' in old ? ` (skipped: ${old.reason})` : '';

describe.skipIf('reason' in old)(`a hunt's window loaded from two shards of ClickHouse 18.16${reason}`, () => {
  let root: string;
  let servers: OldServers;
  let dataFolder: ReturnType<typeof openDataFolder>;
  let embedded: TrafficStore;
  let sharded: TrafficStore;
  let span: Window;

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'stillwatch-test-'));
    const logs = join(root, 'logs');
    const scenario = SCENARIOS.find(({ name }) => name === 'demo') ?? SCENARIOS[0]!;
    await writeScenario(scenario, { seed: 5, out: logs, formats: ['litellm', 'native'], scale: 0.1 });
    servers = await startOldServers('program' in old ? old.program : '', 2);
    for (const url of servers.urls) {
      for (const sql of createShardedTables('stillwatch', false, CLUSTER)) {
        const answer = await fetch(url, { method: 'POST', body: sql });
        expect(answer.ok, sql).toBe(true);
      }
    }
    dataFolder = openDataFolder(join(root, 'data'));
    embedded = await openTrafficStore({ dataFolder });
    sharded = await openTrafficStore({ dataFolder, url: servers.urls[1]! });
    for (const store of [embedded, sharded, sharded]) {
      const read = await ingest({ paths: [logs], endpoint: store.endpoint, secret: dataFolder.secret, workers: 2 });
      expect(read.exchanges).toBeGreaterThan(2_000);
      span = { since: Math.floor(read.from! / 1000), until: Math.ceil(read.to! / 1000) };
    }
  });
  afterAll(async () => {
    await embedded?.close();
    await sharded?.close();
    dataFolder?.close();
    await servers?.stop();
    rmSync(root, { recursive: true, force: true });
  });

  const load = (window: Window | null): Promise<[LoadedWindow, LoadedWindow]> =>
    Promise.all([loadWindow(embedded, window), loadWindow(sharded, window)]);

  it('is the same as from the embedded engine, though it was delivered twice', async () => {
    const [one, two] = await load(null);
    expect(one.table.exchanges.count).toBeGreaterThan(2_000);
    expect(one.table.attributes.count).toBeGreaterThan(500);
    expect(two.table).toEqual(one.table);
    for (let account = 0; account < one.table.accounts.count; account++) {
      expect(two.accountHash(account)).toBe(one.accountHash(account));
      expect(two.accountName(account)).toBe(one.accountName(account));
    }
  });

  it('is the same for any part of the time', async () => {
    const hour = 3_600;
    for (const window of [
      { since: span.since, until: span.since + 6 * hour },
      { since: span.since + 30 * hour, until: span.since + 31 * hour },
      { since: span.until - hour, until: span.until + 1 },
      { since: span.until + 1, until: span.until + hour },
    ]) {
      const [one, two] = await load(window);
      expect(two.table).toEqual(one.table);
    }
  });
});
