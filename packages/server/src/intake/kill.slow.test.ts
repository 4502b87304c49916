// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDataFolder, openTrafficStore } from '@stillwatch/traffic';
import { expect, it } from 'vitest';
import { makeFolder } from './folder.fixture.ts';
import { START } from './intake.fixture.ts';

const script = fileURLToPath(new URL('./intake.child.fixture.ts', import.meta.url));
const PER_BATCH = 25;

it('a node killed while it takes batches has everything that it acknowledged, once', async () => {
  const folder = join(makeFolder(), 'data');
  const acknowledged = new Set<number>();
  // The same batches again each time: what a sender does that heard no answer.
  for (const after of [5, 40, 41, 150]) {
    const child = spawn(process.execPath, [script, folder, '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    let heard = 0;
    let text = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (piece: string) => {
      const whole = (text + piece).split('\n');
      text = whole.pop()!;
      for (const line of whole) acknowledged.add(Number(line));
      heard += whole.length;
      if (heard >= after) child.kill('SIGKILL');
    });
    await once(child, 'close');
    expect(heard).toBeGreaterThanOrEqual(after);
    const dataFolder = openDataFolder(folder);
    const store = await openTrafficStore({ dataFolder });
    try {
      const rows = await store.rows<{ second: string; n: string }>(
        `SELECT toUInt32(ts) AS second, count() AS n FROM ${store.table('exchanges')} GROUP BY second`,
      );
      const counts = new Map(rows.map(({ second, n }) => [Number(second) - START / 1000, Number(n)]));
      for (const batch of acknowledged) {
        for (let i = 0; i < PER_BATCH; i++) expect(counts.get(batch * PER_BATCH + i), `batch ${batch}`).toBe(1);
      }
    } finally {
      await store.close();
      dataFolder.close();
    }
  }
  expect(acknowledged.size).toBeGreaterThan(100);
});
