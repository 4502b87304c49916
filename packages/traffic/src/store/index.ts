// SPDX-License-Identifier: Apache-2.0
export { connectClient, insertRowBinary } from './client.ts';
export { type Columns, type ColumnSpec, decodeColumns } from './columns.ts';
export { type DataFolder, openDataFolder } from './data-folder.ts';
export { type Engine, hasEmbeddedEngine, startEmbeddedEngine, type StoreEndpoint } from './engine.ts';
export * from './schema.ts';
export { sqlList, sqlName, sqlValue } from './sql.ts';
export { joinTrafficStore, openTrafficStore, type StoreOptions, type TrafficStore } from './store.ts';
export { toStoreError } from './store-errors.ts';
export { createShardedTables, createTable } from './tables.ts';
