// SPDX-License-Identifier: Apache-2.0
/** Every query of the API on two shards of ClickHouse 18.16; `traffic.test.ts` has the same on the embedded engine. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createShardedTables, ingest, openDataFolder, openTrafficStore, type TrafficStore } from '@stillwatch/traffic';
import { CLUSTER, fetchOldClickHouse, type OldServers, startOldServers } from '@stillwatch/traffic/testing/old-clickhouse';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { makeLines, writeLines } from '../log.fixture.ts';
import { queriesContract } from './contract.fixture.ts';

const old = fetchOldClickHouse();
const reason = 'reason' in old ? ` (skipped: ${old.reason})` : '';

describe.skipIf('reason' in old)(`queries of the API on two shards of ClickHouse 18.16${reason}`, () => {
  let root: string;
  let servers: OldServers;
  let dataFolder: ReturnType<typeof openDataFolder>;
  let store: TrafficStore;

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'stillwatch-test-'));
    const file = join(root, 'log.jsonl');
    writeFileSync(file, writeLines(makeLines()));
    servers = await startOldServers('program' in old ? old.program : '', 2);
    for (const url of servers.urls) {
      for (const sql of createShardedTables('stillwatch', false, CLUSTER)) {
        const answer = await fetch(url, { method: 'POST', body: sql });
        expect(answer.ok, sql).toBe(true);
      }
    }
    dataFolder = openDataFolder(join(root, 'data'));
    store = await openTrafficStore({ dataFolder, url: servers.urls[1]! });
    // Twice, as a sender does that heard no answer.
    for (let time = 0; time < 2; time++) {
      await ingest({ paths: [file], endpoint: store.endpoint, secret: dataFolder.secret, workers: 1 });
    }
  });
  afterAll(async () => {
    await store?.close();
    dataFolder?.close();
    await servers?.stop();
    rmSync(root, { recursive: true, force: true });
  });

  queriesContract(() => store);
});
