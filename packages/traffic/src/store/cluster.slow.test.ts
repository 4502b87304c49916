// SPDX-License-Identifier: Apache-2.0
/** The same code on ClickHouse 18.16, alone and as two shards, against the embedded engine. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSender } from '../ingest/sender.ts';
import { ingest, type IngestResult } from '../ingest/ingest.ts';
import { makeFacts, makeLogFolder, readStored, writeLog } from '../ingest/ingest.fixture.ts';
import { makeTempFolder } from '../read/read.fixture.ts';
import { openDataFolder } from './data-folder.ts';
import { CLUSTER, fetchOldClickHouse, type OldServers, startOldServers } from './old-clickhouse.fixture.ts';
import { countHandles, handleRows } from './store.fixture.ts';
import { openTrafficStore, type TrafficStore } from './store.ts';
import { createShardedTables } from './tables.ts';
import type { TableName } from './schema.ts';

const old = fetchOldClickHouse();
const reason = 'reason' in old ? ` (skipped: ${old.reason})` : '';
const root = makeTempFolder();

const FACTS = Array.from({ length: 3_000 }, (_, i) => makeFacts(i));
const logs = makeLogFolder(root, {
  'a.jsonl': writeLog(FACTS.slice(0, 1_700), 'native'),
  'b.jsonl': writeLog(FACTS.slice(1_500), 'litellm'),
  'c.jsonl': FACTS.slice(0, 200)
    .map(({ id, account, time }, i) =>
      JSON.stringify({
        id: `with-system-${id}`,
        account,
        time,
        session: `s${i}`,
        api: 'anthropic.messages',
        request: {
          model: "it's \\ a \u0000 name",
          system: `You are assistant number ${i % 7} of the house.`,
          messages: [
            { role: 'assistant', content: [{ type: 'thinking', thinking: '', signature: `signature-${i % 50}` }] },
            { role: 'user', content: 'go on' },
          ],
        },
        response: { content: [{ type: 'thinking', thinking: '', signature: `signature-${i % 50}` }] },
      }),
    )
    .join('\n'),
});

describe.skipIf('reason' in old)(`ClickHouse 18.16${reason}`, () => {
  let servers: OldServers;
  let dataFolder: ReturnType<typeof openDataFolder>;
  let embedded: TrafficStore;
  let expected: Record<string, unknown[]>;

  const read = (store: TrafficStore): Promise<IngestResult> =>
    ingest({ paths: [logs], endpoint: store.endpoint, secret: dataFolder.secret, workers: 2 });

  beforeAll(async () => {
    servers = await startOldServers('program' in old ? old.program : '', 2);
    dataFolder = openDataFolder(join(root, 'data'));
    embedded = await openTrafficStore({ dataFolder });
    await read(embedded);
    expected = await readStored(embedded);
  });
  afterAll(async () => {
    await embedded?.close();
    dataFolder?.close();
    await servers?.stop();
  });

  it('alone, needs nothing but its address: tables are made, and what is stored is the same', async () => {
    expect(expected.exchanges!.length).toBe(3_200);
    expect(expected.systems!.length).toBe(7);
    expect(expected.handles!.length).toBeGreaterThan(300);
    const store = await openTrafficStore({ dataFolder, url: `${servers.urls[0]}/alone` });
    await read(store);
    expect(await readStored(store)).toEqual(expected);
    await read(store);
    expect(await readStored(store)).toEqual(expected);
    const bytes = await store.bytesOnDisk();
    expect(Object.values(bytes).every((size) => size > 0)).toBe(true);
    await store.close();
    const again = await openTrafficStore({ dataFolder, url: `${servers.urls[0]}/alone` });
    expect(await readStored(again)).toEqual(expected);
    await again.close();
  });

  it('as two shards, stores the same through either server, once however often it is delivered', async () => {
    for (const url of servers.urls) for (const sql of createShardedTables('sharded', false, CLUSTER)) await run(url, sql);
    const [first, second] = await Promise.all(servers.urls.map((url) => openTrafficStore({ dataFolder, url: `${url}/sharded` })));
    await read(first!);
    expect(await readStored(first!)).toEqual(expected);
    // Both servers really hold a part, and only a part.
    const shares: number[] = [];
    for (const url of servers.urls) shares.push(Number(await run(url, 'SELECT count() FROM sharded.exchanges_local')));
    expect(Math.min(...shares)).toBeGreaterThan(500);

    await read(second!);
    await read(first!);
    for (const store of [first!, second!]) {
      expect(await readStored(store)).toEqual(expected);
      expect((await store.deduplicate()).after).toBe(3_200);
    }
    const bytes = await first!.bytesOnDisk();
    expect(bytes.exchanges).toBe(
      Number(await run(servers.urls[0]!, sizeOf('exchanges'))) + Number(await run(servers.urls[1]!, sizeOf('exchanges'))),
    );
    await first!.close();
    await second!.close();
  });

  it('as two shards, refuses by code while one is gone, and takes the same batch when it is back', async () => {
    const store = await openTrafficStore({ dataFolder, url: `${servers.urls[0]}/sharded` });
    const before = await countHandles(store);
    await servers.kill(1);
    await expect(store.insert('handles', handleRows(0, 5_000))).rejects.toThrowWithCode('ENGINE_LOST');
    await expect(countHandles(store)).rejects.toThrowWithCode('ENGINE_LOST');
    const sender = createSender((table, rows) => store.insert(table, rows));
    sender.send([{ table: 'handles', rows: 5_000, bytes: handleRows(0, 5_000) }]);
    await servers.revive(1);
    await sender.finish();
    expect(await countHandles(store)).toBe(before + 5_000);
    await store.close();
  });

  it('with tables of another shape is refused before anything is written', async () => {
    const url = servers.urls[0]!;
    await run(url, 'CREATE DATABASE other');
    await run(url, 'CREATE TABLE other.exchanges (account UInt64) ENGINE = Memory');
    await expect(openTrafficStore({ dataFolder, url: `${url}/other` })).rejects.toThrowWithCode('DATA_VERSION');
    expect((await run(url, "SELECT count() FROM system.tables WHERE database = 'other'")).trim()).toBe('1');
  });

  it('refuses a wrong password by code', async () => {
    const { host } = new URL(servers.urls[0]!);
    await expect(openTrafficStore({ dataFolder, url: `http://default:wrong@${host}/alone` })).rejects.toThrowWithCode(
      'ENGINE_UNAVAILABLE',
    );
    await expect(openTrafficStore({ dataFolder, url: `http://nobody:x@${host}/alone` })).rejects.toThrowWithCode(
      'ENGINE_UNAVAILABLE',
    );
  });
});

function sizeOf(name: TableName): string {
  return `SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND database = 'sharded' AND table = '${name}_local'`;
}

async function run(url: string, sql: string): Promise<string> {
  const answer = await fetch(url, { method: 'POST', body: sql });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${sql.slice(0, 100)}: ${text}`);
  return text;
}
