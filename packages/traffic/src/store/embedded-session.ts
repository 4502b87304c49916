// SPDX-License-Identifier: Apache-2.0
import { Session } from 'chdb';
import { readVarint } from './row-binary.ts';
import { sqlName, sqlValue } from './sql.ts';

/** What a request brings along besides its SQL. */
export interface QueryContext {
  /** Current database, as ClickHouse's `database` parameter. */
  readonly database: string;
  /** Output format of a statement that names none. */
  readonly format: string;
  /** Settings for this query only. */
  readonly settings: ReadonlyMap<string, string>;
}

/** One chDB session: a data directory, one query at a time. */
export interface EmbeddedSession {
  /** Runs one statement; resolves to its output in pieces. Rejects with the engine's own error. */
  query(sql: string, context: QueryContext): Promise<Uint8Array[]>;
  /** Inserts the rows of a file, whose columns are `names`, or all of the table's. */
  insertFile(insert: FileInsert, context: QueryContext): Promise<void>;
}

export interface FileInsert {
  readonly table: string;
  readonly names: readonly string[] | null;
  readonly format: string;
  readonly path: string;
}

interface TableColumn {
  readonly name: string;
  readonly type: string;
}

/** Statements that chDB can stream: several times faster than its materialised results, at half the memory. */
const QUERY = /^(?:\s|\(|--[^\n]*\n|\/\*[\s\S]*?\*\/)*(?:select|with)\b/i;
/** Formats whose pieces simply follow one another; any other would begin and end anew in every piece. */
const STREAMED_FORMATS = new Set(['RowBinary', 'RowBinaryWithNamesAndTypes', 'JSONEachRow', 'TabSeparated', 'TSV', 'CSV']);
const CHANGES_TABLES = /^\s*(?:create|drop|alter|truncate|rename|attach|detach|exchange)\b/i;
/** Long lists of accounts are part of the SQL text. */
const MAX_QUERY_BYTES = 256 * 1024 * 1024;

/** Opens chDB on a directory. Only one may be open in a process. */
export async function openEmbeddedSession(directory: string): Promise<EmbeddedSession> {
  const session = new Session(directory);
  const structures = new Map<string, readonly TableColumn[]>();
  let database = 'default';
  let last: Promise<unknown> = Promise.resolve();

  /** Queries run one after the other: chDB would serialise them anyway, and a failed one must not stop the next. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work, work);
    last = result.catch(() => undefined);
    return result;
  };

  const run = async (sql: string, format = 'TabSeparated'): Promise<Uint8Array[]> => {
    try {
      const output = /\bformat\s+(\w+)\s*;?\s*$/i.exec(sql)?.[1] ?? format;
      if (QUERY.test(sql) && STREAMED_FORMATS.has(output)) {
        const pieces: Uint8Array[] = [];
        for await (const piece of session.queryStream(sql, { format })) pieces.push(piece.raw());
        return output === 'RowBinaryWithNamesAndTypes' ? withOneHeader(pieces) : pieces;
      }
      return [(await session.queryAsync(sql, { format })).bytes()];
    } catch (error) {
      // What a failed query had written already would be put before the output of the next one.
      await session.queryAsync('SELECT 1 FORMAT Null').catch(() => undefined);
      throw error;
    }
  };

  const inContext = async <T>(context: QueryContext, work: () => Promise<T>): Promise<T> => {
    if (context.database !== database) {
      await run(`USE ${sqlName(context.database)}`);
      database = context.database;
    }
    const settings = [...context.settings];
    if (settings.length === 0) return work();
    await run(`SET ${settings.map(([name, value]) => `${name} = ${sqlValue(value)}`).join(', ')}`);
    try {
      return await work();
    } finally {
      const changed = settings.filter(([name]) => !name.startsWith('param_'));
      if (changed.length > 0) await run(`SET ${changed.map(([name]) => `${name} = DEFAULT`).join(', ')}`);
    }
  };

  const structureOf = async (table: string): Promise<readonly TableColumn[]> => {
    const key = `${database} ${table}`;
    let columns = structures.get(key);
    if (columns === undefined) {
      const text = Buffer.concat(await run(`DESCRIBE TABLE ${table} FORMAT JSONEachRow`)).toString('utf8');
      columns = text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as TableColumn);
      structures.set(key, columns);
    }
    return columns;
  };

  await run(`SET max_query_size = ${MAX_QUERY_BYTES}`);
  // Equal rows of one insert stay apart until parts are merged or read with FINAL, as those of two inserts do: half the work.
  await run('SET optimize_on_insert = 0');
  // A database of this name is not there in a new directory.
  await run('CREATE DATABASE IF NOT EXISTS default');
  return {
    query: (sql, context) =>
      inTurn(() =>
        inContext(context, () => {
          if (CHANGES_TABLES.test(sql)) structures.clear();
          return run(sql, context.format);
        }),
      ),
    insertFile: ({ table, names, format, path }, context) =>
      inTurn(() =>
        inContext(context, async () => {
          const all = await structureOf(table);
          const columns =
            names === null ? all : names.map((name) => all.find((column) => column.name === name) ?? { name, type: 'String' });
          const structure = columns.map((column) => `${sqlName(column.name)} ${column.type}`).join(', ');
          const list = columns.map((column) => sqlName(column.name)).join(', ');
          const rows = `file(${sqlValue(path)}, ${sqlName(format)}, ${sqlValue(structure)})`;
          // One thread: whoever sends the rows is busy with the next ones on the other cores.
          await run(`INSERT INTO ${table} (${list}) SELECT ${list} FROM ${rows} SETTINGS max_threads = 1`);
        }),
      ),
  };
}

/** chDB writes the names and types again before every piece; only the first header may stay. */
function withOneHeader(pieces: readonly Uint8Array[]): Uint8Array[] {
  const first = pieces[0];
  if (first === undefined) return [];
  const columns = readVarint(first, 0)!;
  let header = columns.end;
  for (let i = 0; i < columns.value * 2; i++) {
    const length = readVarint(first, header)!;
    header = length.end + length.value;
  }
  return pieces.map((piece, i) => (i === 0 ? piece : piece.subarray(header)));
}
