// SPDX-License-Identifier: Apache-2.0
import { PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { toCount, toParameter } from './parameters.ts';

const CONNECTIONS = 10;
const CONNECT_MS = 10_000;
const STATEMENT_MS = 60_000;

/** Counts and integer columns are eight bytes wide, which the driver would give as text. */
const getTypeParser = ((oid: Parameters<typeof pg.types.getTypeParser>[0], format: 'text') =>
  oid === pg.types.builtins.INT8 ? toCount : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser;

/** A pool of connections to PostgreSQL, with the same parameter checks as SQLite. */
export function openPostgres(url: string): PostgresDialect {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'stillwatch',
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    types: { getTypeParser },
  });
  // An idle connection that is lost is replaced by the next query, which says so if it cannot be.
  pool.on('error', () => {});
  // One that is lost between two statements of a transaction would end the process; the next statement says so.
  pool.on('connect', (client) => client.on('error', () => {}));
  return new PostgresDialect({ pool: checked(pool) });
}

function checked(pool: pg.Pool): PostgresPool {
  // Kysely remembers connections by identity.
  const wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect();
      const known = wrapped.get(client);
      if (known !== undefined) return known;
      const made = {
        query: (text: string, values: readonly unknown[]) => client.query(text, values.map(toParameter)),
        release: (destroy?: boolean) => client.release(destroy),
      } as unknown as PostgresPoolClient;
      wrapped.set(client, made);
      return made;
    },
  };
}
