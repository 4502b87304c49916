// SPDX-License-Identifier: Apache-2.0
import { Readable } from 'node:stream';
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import type { StoreEndpoint } from './engine.ts';
import type { TableName } from './schema.ts';
import { sqlName } from './sql.ts';

/** A client without talk of its own. For worker threads too. */
export function connectClient(endpoint: StoreEndpoint): ClickHouseClient {
  return createClient({
    url: endpoint.url,
    username: endpoint.username,
    password: endpoint.password,
    request_timeout: 600_000,
    max_open_connections: 4,
    log: { level: ClickHouseLogLevel.OFF },
  });
}

/**
 * Inserts RowBinary rows (columns in the order of the schema), complete on every shard when it resolves.
 * For worker threads too. Throws the client's errors: see {@link toStoreError}.
 */
export async function insertRowBinary(
  client: ClickHouseClient,
  database: string,
  table: TableName,
  rows: Uint8Array,
): Promise<void> {
  const result = await client.exec({
    query: `INSERT INTO ${sqlName(database)}.${sqlName(table)} FORMAT RowBinary`,
    values: Readable.from([rows]),
    // A Distributed table would otherwise acknowledge rows that its shards do not have yet.
    clickhouse_settings: { insert_distributed_sync: 1 },
  });
  for await (const _ of result.stream);
}
