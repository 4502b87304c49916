// SPDX-License-Identifier: Apache-2.0
/** What the intake benchmark measures: the intake of a node behind a plain HTTP server, with an embedded engine of its own. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDataFolder, openTrafficStore } from '@stillwatch/traffic';
import { createIntake } from '../packages/server/src/intake/index.ts';

export interface BenchNode {
  readonly url: string;
  readonly enginePid: number;
  counters(): { exchanges: number; refused: number };
  pendingBytes(): number;
  /** Different exchanges that are stored. */
  countStored(): Promise<number>;
  close(): Promise<void>;
}

export async function startBenchNode(maxPendingBytes: number): Promise<BenchNode> {
  const dataFolder = openDataFolder(null);
  const store = await openTrafficStore({ dataFolder });
  const values = new Map<string, string>();
  const intake = createIntake({
    store,
    dataFolder,
    records: {
      values: {
        get: (name) => Promise.resolve(values.get(name) ?? null),
        set: (name, value) => Promise.resolve(void values.set(name, value)),
      },
    },
    config: { maxBytes: 16e6, maxPendingBytes, follow: [], keepText: 0 },
    clock: { now: Date.now },
    onStored() {},
  });
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      intake.take(Buffer.concat(parts), { format: null, encoding: 'identity', mediaType: 'application/x-ndjson' }).then(
        (answer) => response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer)),
        () => response.writeHead(503, { 'Retry-After': '5' }).end(),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/intake`,
    enginePid: store.enginePid()!,
    counters: () => intake.counters(),
    pendingBytes: () => intake.pendingBytes(),
    countStored: async () => (await store.deduplicate()).after,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await intake.close();
      await store.close();
      dataFolder.close();
    },
  };
}
