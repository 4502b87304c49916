// SPDX-License-Identifier: Apache-2.0
import { AppError, type NodeKey } from '@stillwatch/core';
import { connectClient, insertRowBinary } from './client.ts';
import { type Columns, type ColumnSpec, createColumnDecoder } from './columns.ts';
import type { DataFolder } from './data-folder.ts';
import { parseUrl } from './endpoint-url.ts';
import { type Engine, startEmbeddedEngine, type StoreEndpoint } from './engine.ts';
import { type TableName, TABLES } from './schema.ts';
import { sqlName, sqlValue } from './sql.ts';
import { toStoreError } from './store-errors.ts';
import { createTable, type FoundColumn, type FoundTable, listColumns, missingTables, placeOfParts } from './tables.ts';

/** The traffic store: one ClickHouse dialect, embedded or not. Every method throws coded errors only. */
export interface TrafficStore {
  readonly endpoint: StoreEndpoint;
  readonly nodeKey: NodeKey;
  /**
   * A table for the FROM of a query. Exchanges and handles that were delivered more than once are in it once;
   * rows of the other tables may repeat, so that queries group them.
   */
  table(name: TableName): string;
  /**
   * Inserts RowBinary rows (columns in the order of the schema); resolves when they are stored.
   * After ENGINE_LOST the engine is back (or that error says that it will not be), and the same rows may be
   * sent again: equal rows collapse.
   */
  insert(table: TableName, rows: Uint8Array): Promise<void>;
  /** Runs a SELECT without FORMAT; 64-bit integers arrive as strings. */
  rows<T>(sql: string): Promise<T[]>;
  /**
   * Runs a SELECT without FORMAT into typed arrays. The engine holds the whole result until it is sent
   * (about its RowBinary size): page those above 1 GB.
   * @throws AppError ENGINE_QUERY also when names or types of the result are not those of `spec`.
   */
  columns<S extends ColumnSpec>(sql: string, spec: S): Promise<Columns<S>>;
  /** Runs a statement whose output does not matter. */
  command(sql: string): Promise<void>;
  /** Counts the exchanges that are stored, and those that are different. Nothing has to be done about the others. */
  deduplicate(): Promise<{ before: number; after: number }>;
  /** Bytes that each table takes on disk, on all shards of a cluster (on one replica of each). */
  bytesOnDisk(): Promise<Record<TableName, number>>;
  /** Process id of the embedded engine, or null. */
  enginePid(): number | null;
  close(): Promise<void>;
}

export interface StoreOptions {
  readonly dataFolder: DataFolder;
  /** `http://user:password@host:8123/database` of a ClickHouse server; without it, the embedded engine. */
  readonly url?: string | undefined;
  /** Instead of the URL's path, or `stillwatch`. */
  readonly database?: string | undefined;
}

const TABLE_NAMES = Object.keys(TABLES) as TableName[];

/**
 * Opens the traffic store of a data folder and makes what tables are missing.
 * @throws AppError ENGINE_MISSING, ENGINE_UNAVAILABLE, DISK_FULL, CONFIG_INVALID (the URL), NODE_KEY_INVALID (another sketch
 * key than that of the traffic which is stored).
 */
export async function openTrafficStore({ dataFolder, url, database }: StoreOptions): Promise<TrafficStore> {
  const remote = url === undefined ? null : parseUrl(url, database);
  const engine = remote === null ? await startEmbeddedEngine(dataFolder.engineDirectory) : null;
  const endpoint = remote ?? {
    url: engine!.url,
    username: engine!.username,
    password: engine!.password,
    database: database ?? 'stillwatch',
  };
  let store = connectStore(endpoint, dataFolder.nodeKey, { engine, embedded: engine !== null, modern: engine !== null });
  try {
    const modern = isModern(await askVersion(store));
    if (engine === null && modern) {
      await store.close();
      store = connectStore(endpoint, dataFolder.nodeKey, { engine, embedded: false, modern });
    }
    const missing = missingTables(endpoint.database, await store.rows<FoundColumn>(listColumns(endpoint.database)));
    // A login without the right to make databases is enough where everything is there.
    if (missing.length === TABLE_NAMES.length) {
      await store.command(`CREATE DATABASE IF NOT EXISTS ${sqlName(endpoint.database)}`);
    }
    for (const name of missing) await store.command(createTable(endpoint.database, name, modern));
    const { rows, table } = store;
    await dataFolder.settleSketchKey(async () => (await rows(`SELECT 1 AS n FROM ${table('exchanges')} LIMIT 1`)).length > 0);
    return store;
  } catch (error) {
    await store.close();
    const known = toStoreError(error);
    if (known.code !== 'ENGINE_LOST') throw known;
    throw new AppError('ENGINE_UNAVAILABLE', known.message, {
      cause: error,
      hint: 'Is the ClickHouse URL right, and the server running?',
    });
  }
}

/**
 * A second connection to a store that is open already: for a worker thread. Closing it leaves the engine alone,
 * and waiting for an engine that was lost is up to who opened the store.
 * @param embedded what answers at the endpoint is the embedded engine, not a ClickHouse server.
 * @throws AppError ENGINE_LOST, ENGINE_UNAVAILABLE.
 */
export async function joinTrafficStore(endpoint: StoreEndpoint, nodeKey: NodeKey, embedded: boolean): Promise<TrafficStore> {
  const store = connectStore(endpoint, nodeKey, { engine: null, embedded, modern: embedded });
  try {
    if (embedded || !isModern(await askVersion(store))) return store;
  } catch (error) {
    await store.close();
    throw error;
  }
  await store.close();
  return connectStore(endpoint, nodeKey, { engine: null, embedded, modern: true });
}

/** Something else may listen at the address, and would swallow rows without a word. */
async function askVersion(store: TrafficStore): Promise<string> {
  const version = (await store.rows<{ v?: unknown }>('SELECT version() AS v'))[0]?.v;
  if (typeof version === 'string' && /^\d+\.\d+/.test(version)) return version;
  throw new AppError('ENGINE_UNAVAILABLE', 'what answers at the ClickHouse URL is no ClickHouse server', {
    hint: 'Is it the HTTP port (8123 unless configured otherwise)?',
  });
}

/** Codecs and headers with types came long before 22; nothing between 18.16 and 22 was tried. */
function isModern(version: string): boolean {
  return Number(version.split('.')[0]) >= 22;
}

type Settings = Readonly<Record<string, string | number>>;

/** The engine's own limit is 256 KiB, which a long list of accounts exceeds. */
const REMOTE_SETTINGS: Settings = { max_query_size: 256 * 1024 * 1024, wait_end_of_query: 1 };

interface Connection {
  /** The engine that this store started, if it did. */
  readonly engine: Engine | null;
  readonly embedded: boolean;
  readonly modern: boolean;
}

function connectStore(endpoint: StoreEndpoint, nodeKey: NodeKey, { engine, embedded, modern }: Connection): TrafficStore {
  const client = connectClient(endpoint);
  const nameOf = (name: TableName): string => `${sqlName(endpoint.database)}.${sqlName(name)}`;
  const table = (name: TableName): string => nameOf(name) + (TABLES[name].collapse ? ' FINAL' : '');

  /** Turns every failure into a coded one; a lost engine is waited for, so that the next call works. */
  const guard = async <T>(work: () => Promise<T>, repeatable: boolean): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      const known = toStoreError(error);
      if (known.code !== 'ENGINE_LOST' || engine === null) throw known;
      await untilRevived(engine);
      if (repeatable) return guard(work, false);
      throw known;
    }
  };

  /** Sends one statement and hands on its output piece by piece. */
  const read = async (
    sql: string,
    settings: Settings,
    onPiece: (piece: Uint8Array) => void,
    onLength?: (length: number) => void,
  ): Promise<void> => {
    const result = await client.exec({
      query: sql,
      clickhouse_settings: { ...(embedded ? {} : REMOTE_SETTINGS), ...settings },
    });
    const length = Number(result.response_headers['content-length'] ?? Number.NaN);
    if (Number.isFinite(length)) onLength?.(length);
    for await (const piece of result.stream) onPiece(piece as Buffer);
  };

  const store: TrafficStore = {
    endpoint,
    nodeKey,
    table,
    insert: (name, rows) => guard(() => insertRowBinary(client, endpoint.database, name, rows), false),
    rows: <T>(sql: string) =>
      guard(async () => {
        const pieces: Uint8Array[] = [];
        // Quoted, because JSON numbers would be rounded above 2^53; engines differ in their default.
        await read(`${sql}\nFORMAT JSONEachRow`, { output_format_json_quote_64bit_integers: 1 }, (piece) => pieces.push(piece));
        const text = Buffer.concat(pieces).toString('utf8');
        return text
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line) as T);
      }, true),
    columns: (sql, spec) =>
      guard(async () => {
        let decoder = createColumnDecoder(spec, { header: modern });
        const format = modern ? 'RowBinaryWithNamesAndTypes' : 'RowBinary';
        try {
          await read(
            `${sql}\nFORMAT ${format}`,
            {},
            (piece) => decoder.push(piece),
            (length) => {
              decoder = createColumnDecoder(spec, { header: modern, expectedBytes: length });
            },
          );
          return decoder.finish();
        } catch (error) {
          if (error instanceof RangeError) throw new AppError('ENGINE_QUERY', error.message, { cause: error });
          throw error;
        }
      }, true),
    command: (sql) => guard(() => read(sql, {}, () => {}), false),
    async deduplicate() {
      const count = async (from: string): Promise<number> =>
        Number((await store.rows<{ n: string }>(`SELECT count() AS n FROM ${from}`))[0]!.n);
      return { before: await count(nameOf('exchanges')), after: await count(table('exchanges')) };
    },
    async bytesOnDisk() {
      const tables = await store.rows<FoundTable>(
        `SELECT name, engine, engine_full FROM system.tables WHERE database = ${sqlValue(endpoint.database)}`,
      );
      const bytesOf = async (name: TableName): Promise<number> => {
        const parts = placeOfParts(endpoint.database, name, tables);
        const found = await store.rows<{ bytes: string }>(
          `SELECT sum(bytes_on_disk) AS bytes FROM ${parts.from} WHERE active AND database = ${sqlValue(parts.database)} AND table = ${sqlValue(parts.table)}`,
        );
        return Number(found[0]!.bytes);
      };
      const sizes: [TableName, number][] = [];
      for (const name of TABLE_NAMES) sizes.push([name, await bytesOf(name)]);
      return Object.fromEntries(sizes) as Record<TableName, number>;
    },
    enginePid: () => engine?.pid() ?? null,
    async close() {
      await client.close();
      await engine?.stop();
    },
  };
  return store;
}

/** The connection breaks a moment before the child's end is known. */
async function untilRevived(engine: Engine): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 50));
  await engine.ready();
}
