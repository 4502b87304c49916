// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { type TableName, TABLES } from './schema.ts';
import { sqlName, sqlValue } from './sql.ts';

/**
 * DDL of one table.
 * @param modern adds codecs, which ClickHouse 18.16 lacks and no query depends on.
 * @param as another name for it, as that of the local part of a distributed table.
 */
export function createTable(database: string, name: TableName, modern: boolean, as: string = name): string {
  const { columns, key } = TABLES[name];
  const lines = columns.map(
    (column) => `${sqlName(column.name)} ${column.type}${modern ? codecOf(column.name, column.type) : ''}`,
  );
  return `CREATE TABLE IF NOT EXISTS ${sqlName(database)}.${sqlName(as)} (${lines.join(', ')}) ENGINE = ReplacingMergeTree() ORDER BY ${key}`;
}

/**
 * DDL that an operator runs on every server of a sharded cluster, before Stillwatch is given the address of
 * any of them: for each table its local part, and the distributed table over all parts under the name that
 * Stillwatch uses.
 * @param cluster name under which the servers' configuration lists the shards.
 */
export function createShardedTables(database: string, modern: boolean, cluster: string): string[] {
  const names = Object.keys(TABLES) as TableName[];
  return [
    `CREATE DATABASE IF NOT EXISTS ${sqlName(database)}`,
    ...names.flatMap((name) => {
      const local = `${name}_local`;
      const columns = TABLES[name].columns.map((column) => `${sqlName(column.name)} ${column.type}`).join(', ');
      const shards = [sqlName(cluster), sqlName(database), sqlName(local), sqlName(TABLES[name].shardBy)].join(', ');
      return [
        createTable(database, name, modern, local),
        `CREATE TABLE IF NOT EXISTS ${sqlName(database)}.${sqlName(name)} (${columns}) ENGINE = Distributed(${shards})`,
      ];
    }),
  ];
}

/** Columns of every table of a database, in their order. */
export function listColumns(database: string): string {
  return `SELECT table, name, type FROM system.columns WHERE database = ${sqlValue(database)}`;
}

export interface FoundColumn {
  readonly table: string;
  readonly name: string;
  readonly type: string;
}

/**
 * Tables that are missing; those that are there (of an earlier run, or a cluster operator's) are kept as they are.
 * @throws AppError DATA_VERSION when one of them has other columns: rows would be written into the wrong ones.
 */
export function missingTables(database: string, found: readonly FoundColumn[]): TableName[] {
  const missing: TableName[] = [];
  for (const name of Object.keys(TABLES) as TableName[]) {
    const columns = found.filter(({ table }) => table === name).map((column) => `${column.name} ${plainType(column.type)}`);
    if (columns.length === 0) missing.push(name);
    else if (columns.join(', ') !== TABLES[name].columns.map((column) => `${column.name} ${column.type}`).join(', ')) {
      throw new AppError('DATA_VERSION', `the table ${database}.${name} has other columns than this Stillwatch writes`, {
        hint: 'Use the Stillwatch that wrote it, or another database.',
      });
    }
  }
  return missing;
}

export interface FoundTable {
  readonly name: string;
  readonly engine: string;
  readonly engine_full: string;
}

/** Where the parts of a table are listed: those of a distributed table are its shards' local ones. */
export function placeOfParts(
  database: string,
  name: TableName,
  tables: readonly FoundTable[],
): { from: string; database: string; table: string } {
  const found = tables.find((table) => table.name === name);
  if (found?.engine === 'Distributed') {
    const [cluster, shardDatabase, table] = /^Distributed\(([^()]*)/
      .exec(found.engine_full)![1]!
      .split(',')
      .map((part) => part.trim().replace(/^['`"]|['`"]$/g, ''));
    return { from: `cluster(${sqlValue(cluster!)}, system, parts)`, database: shardDatabase!, table: table! };
  }
  return { from: 'system.parts', database, table: name };
}

/** An operator may choose a column's encoding and time zone, not what is in it. */
function plainType(type: string): string {
  return type.replace(/^LowCardinality\((.*)\)$/, '$1').replace(/^DateTime\(.*\)$/, 'DateTime');
}

/** Hashes do not compress; everything else does, and better by ZSTD than by the default LZ4. */
function codecOf(name: string, type: string): string {
  if (type === 'DateTime') return ' CODEC(Delta, ZSTD(1))';
  if (type === 'UInt64' && name === 'id') return ' CODEC(NONE)';
  return ' CODEC(ZSTD(1))';
}
