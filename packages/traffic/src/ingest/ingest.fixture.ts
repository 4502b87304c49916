// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Mapping } from '../adapter.ts';
import { type DataFolder, openDataFolder } from '../store/data-folder.ts';
import { openTrafficStore, type TrafficStore } from '../store/store.ts';
import { ingest, type IngestOptions, type IngestResult } from './ingest.ts';

/** What one exchange says, whatever format it is logged in. */
export interface Facts {
  readonly id: string;
  readonly account: string;
  /** Milliseconds since 1970 UTC. */
  readonly time: number;
  readonly session: string;
  readonly ip: string;
  readonly agent: string;
  readonly model: string;
  readonly text: string;
  readonly maxTokens: number;
  readonly temperature: number;
  readonly input: number;
  readonly output: number;
  readonly plan: string;
  readonly device: string;
}

export const START = Date.UTC(2026, 8, 1, 23, 0);
const WORDS = 'sort these numbers name the river translate a letter about the garden explain why bread rises in the oven'.split(
  ' ',
);

/** Exchange number `i` of a fixed sequence: 40 accounts, one exchange a minute, so that a few hundred cross midnight. */
export function makeFacts(i: number): Facts {
  const account = (i * 7) % 40;
  const text = Array.from({ length: 12 + (i % 9) }, (_, w) => WORDS[(i * 31 + w * w * 7) % WORDS.length]).join(' ');
  return {
    id: `call-${i}`,
    account: `account-${account}`,
    time: START + i * 60_000 + (i % 1_000),
    session: `session-${Math.floor(i / 4)}`,
    ip: `198.51.${account % 5}.${i % 3}`,
    agent: `client/${account % 4}.0`,
    model: i % 5 === 0 ? 'small' : 'large',
    text: `${text} ${i}`,
    maxTokens: 256 + (i % 3) * 100,
    temperature: (i % 4) / 4,
    input: 20 + (i % 50),
    output: i % 300,
    plan: account % 3 === 0 ? 'team' : 'free',
    device: `device-${account % 20}`,
  };
}

export type LineFormat = 'native' | 'litellm' | 'jsonl' | 'csv';

export const MAPPING: Mapping = {
  fields: {
    id: ['id'],
    account: ['account'],
    time: ['time'],
    session: ['session'],
    ip: ['ip'],
    userAgent: ['agent'],
    model: ['model'],
    user: ['text'],
    maxTokens: ['maxTokens'],
    temperature: ['temperature'],
    inputTokens: ['input'],
    outputTokens: ['output'],
    plan: ['plan'],
    device: ['device'],
  },
  constants: {},
  timeUnit: 'ms',
};

const CSV_HEADER = Object.keys(makeFacts(0)).join(',');

/** A whole log file of these exchanges. */
export function writeLog(facts: readonly Facts[], format: LineFormat): string {
  if (format !== 'csv') return facts.map((fact) => `${JSON.stringify(RECORDS[format](fact))}\n`).join('');
  const rows = facts.map((fact) =>
    Object.values(fact)
      .map((value) => `"${String(value).replaceAll('"', '""')}"`)
      .join(','),
  );
  return `${[CSV_HEADER, ...rows].join('\n')}\n`;
}

const RECORDS: Record<Exclude<LineFormat, 'csv'>, (facts: Facts) => unknown> = {
  jsonl: (facts) => facts,
  native: ({ id, account, time, session, ip, agent, model, text, maxTokens, temperature, input, output, plan, device }) => ({
    id,
    account,
    time: new Date(time).toISOString(),
    session,
    ip,
    user_agent: agent,
    plan,
    device,
    api: 'openai.chat',
    request: { model, max_tokens: maxTokens, temperature, messages: [{ role: 'user', content: text }] },
    response: { usage: { prompt_tokens: input, completion_tokens: output } },
  }),
  litellm: ({ id, account, time, session, ip, agent, model, text, maxTokens, temperature, input, output, plan, device }) => ({
    id,
    trace_id: session,
    call_type: 'acompletion',
    startTime: time / 1000,
    model,
    messages: [{ role: 'user', content: text }],
    response: { usage: { prompt_tokens: input, completion_tokens: output } },
    model_parameters: { max_tokens: maxTokens, temperature },
    requester_ip_address: ip,
    request_tags: [`User-Agent: ${agent}`],
    metadata: { user_api_key_hash: account, user_api_key_auth_metadata: { plan, device_fingerprint: device } },
  }),
};

/** A folder of files below `root`. */
export function makeLogFolder(root: string, files: Record<string, string | Uint8Array>): string {
  const folder = mkdtempSync(join(root, 'logs-'));
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return folder;
}

export interface Bench {
  /** A new, empty store on the one engine of the test file. */
  openFresh(): Promise<TrafficStore>;
  read(store: TrafficStore, options: Partial<IngestOptions> & { paths: readonly string[] }): Promise<IngestResult>;
}

/** One engine for the tests of a file; each store is a database of its own on it, reached by its URL. */
export function useEngine(): Bench {
  let dataFolder: DataFolder;
  let engine: TrafficStore;
  const stores: TrafficStore[] = [];
  beforeAll(async () => {
    dataFolder = openDataFolder(null);
    engine = await openTrafficStore({ dataFolder });
  });
  afterAll(async () => {
    for (const store of stores) await store.close();
    await engine.close();
    dataFolder.close();
  });
  return {
    async openFresh() {
      const url = new URL(engine.endpoint.url);
      url.username = engine.endpoint.username;
      url.password = engine.endpoint.password;
      const store = await openTrafficStore({ dataFolder, url: url.href, database: `fresh${stores.length}` });
      stores.push(store);
      return store;
    },
    read: (store, options) => ingest({ endpoint: store.endpoint, secret: dataFolder.secret, workers: 1, ...options }),
  };
}

/** All that a store says, in an order of its own: what was stored twice, or by another reader, makes no difference. */
export async function readStored(store: TrafficStore): Promise<Record<string, unknown[]>> {
  const accounts = await store.rows<{ account: string; id: string }>(
    `SELECT account, argMax(sealed, seen) AS id, argMax(plan, seen) AS p, argMax(org, seen) AS o, max(created) AS c
     FROM ${store.table('accounts')} GROUP BY account ORDER BY account`,
  );
  return {
    exchanges: await store.rows(`SELECT * FROM ${store.table('exchanges')} ORDER BY account, ts, id`),
    attributes: await store.rows(
      `SELECT account, field, value, first, max(last) AS until FROM ${store.table('attributes')}
       GROUP BY account, field, value, first ORDER BY account, field, value, first`,
    ),
    accounts: accounts.map((row) => ({ ...row, id: store.nodeKey.open(row.id) })),
    systems: await store.rows(`SELECT DISTINCT * FROM ${store.table('systems')} ORDER BY sys`),
    handles: await store.rows(`SELECT * FROM ${store.table('handles')} ORDER BY handle, account, session, issued, ts`),
  };
}
