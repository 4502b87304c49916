// SPDX-License-Identifier: Apache-2.0
/**
 * A TAXII server for `taxii.ts`, in a process of its own: node bench/taxii-node.ts FILE OBJECTS
 * Fills a collection, writes one line of JSON to standard output once it listens, and ends when its input does.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import {
  type Collection,
  createTaxii,
  createTaxiiServer,
  type DatedObject,
  openCollectionStore,
  stixVerdict,
} from '../packages/sharing/src/taxii/index.ts';
import { openSqliteKysely } from '../packages/sharing/src/taxii/store/sqlite.fixture.ts';
import { BENCH_COLLECTION, BENCH_ROOT, benchObject } from './taxii-objects.ts';

export interface NodeReady {
  readonly url: string;
  readonly loadSeconds: number;
}

const [file = '', objects = ''] = process.argv.slice(2);
const count = Number(objects);
/** 2026-01-01, microseconds. */
const START = Date.UTC(2026, 0, 1) * 1000;
const LOAD = 10_000;

const db = openSqliteKysely(file);
const store = await openCollectionStore({ db, dialect: 'sqlite', now: Date.now() });
await store.putRoot({ name: BENCH_ROOT, title: 'Bench', description: null, maxContentLength: 10_000_000 });
const collection = (id: string): Collection => ({
  root: BENCH_ROOT,
  id,
  alias: null,
  title: id,
  description: null,
  canRead: true,
  canWrite: true,
  mediaTypes: [],
});
await store.putCollection(collection(BENCH_COLLECTION.full));
await store.putCollection(collection(BENCH_COLLECTION.empty));

const begun = performance.now();
for (let i = 0; i < count; i += LOAD) {
  const length = Math.min(LOAD, count - i);
  await store.load(
    collection(BENCH_COLLECTION.full),
    Array.from({ length }, (_, k): DatedObject => {
      const { id, type, modified, ...rest } = benchObject(i + k);
      const body = JSON.stringify({ id, type, modified, ...rest });
      return {
        id,
        type,
        spec: '2.1',
        version: modified,
        body,
        label: (i + k) % 10 === 0 ? 'amber' : 'green',
        added: START + i + k,
      };
    }),
  );
}
const loadSeconds = (performance.now() - begun) / 1000;

const taxii = createTaxii({
  store,
  authenticate: async ({ headers }) => ({ id: headers['authorization'] === undefined ? 'partner' : 'member' }),
  authorise: async () => ({ read: true, write: true }),
  validate: (object) => stixVerdict(object),
  labelOf: () => 'green',
  isVisible: ({ id }, { label }) => id === 'member' || label === 'green',
  clock: { now: Date.now },
  cursorKey: new Uint8Array(32).fill(1),
  onError: (error) => {
    throw error;
  },
});
const server = createTaxiiServer(taxii).listen(0, '127.0.0.1');
await once(server, 'listening');
const ready: NodeReady = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, loadSeconds };
console.log(JSON.stringify(ready));

process.stdin.resume();
await once(process.stdin, 'end');
server.closeAllConnections();
server.close();
await db.destroy();
