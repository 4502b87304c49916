// SPDX-License-Identifier: Apache-2.0
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeTempFolder } from '../read/read.fixture.ts';
import { openDataFolder } from '../store/data-folder.ts';
import { openTrafficStore } from '../store/store.ts';
import { untilGone } from '../store/store.fixture.ts';
import { ingest } from './ingest.ts';
import { makeFacts, writeLog } from './ingest.fixture.ts';

const EXCHANGES = 350_000;
const KILLS_AT = [20_000, 110_000, 111_000, 250_000];

describe('the engine killed in the middle of an ingest', () => {
  it('comes back each time; the ingest ends, and everything it read is there once', async () => {
    const folder = makeTempFolder();
    const path = join(folder, 'large.jsonl');
    const file = createWriteStream(path);
    for (let from = 0; from < EXCHANGES; from += 5_000) {
      const facts = Array.from({ length: 5_000 }, (_, i) => ({
        ...makeFacts(from + i),
        time: Date.UTC(2026, 8, 1) + (from + i) * 500,
      }));
      if (!file.write(writeLog(facts, 'native'))) await once(file, 'drain');
    }
    file.end();
    await once(file, 'finish');

    const dataFolder = openDataFolder(join(folder, 'data'));
    const store = await openTrafficStore({ dataFolder });
    try {
      const engines = new Set<number>([store.enginePid()!]);
      const waiting = [...KILLS_AT];
      const result = await ingest({
        paths: [path],
        endpoint: store.endpoint,
        secret: dataFolder.secret,
        workers: 2,
        onProgress(exchanges) {
          if (exchanges < (waiting[0] ?? Infinity)) return;
          waiting.shift();
          const pid = store.enginePid()!;
          engines.add(pid);
          process.kill(pid, 'SIGKILL');
        },
      });
      expect(waiting).toEqual([]);
      expect(result).toMatchObject({ exchanges: EXCHANGES, rejected: 0, problems: [] });
      expect(await store.rows(`SELECT count() AS n, uniqExact(id) AS ids FROM ${store.table('exchanges')}`)).toEqual([
        { n: String(EXCHANGES), ids: String(EXCHANGES) },
      ]);
      expect(engines.size).toBeGreaterThan(2);
      // Once more after the end, and the folder again in another engine.
      const last = store.enginePid()!;
      process.kill(last, 'SIGKILL');
      await untilGone(last);
      expect((await store.deduplicate()).after).toBe(EXCHANGES);
    } finally {
      await store.close();
      dataFolder.close();
    }
  });
});
