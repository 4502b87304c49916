// SPDX-License-Identifier: Apache-2.0
import { type TableName, TABLES } from './schema.ts';
import { sqlName } from './sql.ts';

/**
 * DDL of one table.
 * @param modern adds codecs, which ClickHouse 18.16 lacks and no query depends on.
 */
export function createTable(database: string, name: TableName, modern: boolean): string {
  const { columns, engine } = TABLES[name];
  const lines = columns.map(
    (column) => `${sqlName(column.name)} ${column.type}${modern ? codecOf(column.name, column.type) : ''}`,
  );
  const settled = engine.replace(' ORDER BY', '() ORDER BY');
  return `CREATE TABLE IF NOT EXISTS ${sqlName(database)}.${sqlName(name)} (${lines.join(', ')}) ENGINE = ${settled}`;
}

/** Hashes do not compress; everything else does, and better by ZSTD than by the default LZ4. */
function codecOf(name: string, type: string): string {
  if (type === 'DateTime') return ' CODEC(Delta, ZSTD(1))';
  if (type === 'UInt64' && name === 'id') return ' CODEC(NONE)';
  return ' CODEC(ZSTD(1))';
}
