// SPDX-License-Identifier: Apache-2.0
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely';

/** SQLite's result code for a file on which another connection writes; the statement then did nothing. */
const BUSY = 5;
const PAUSE_MS = 15;
/** Work is done while statements run, and none of them lets anything else happen: after this long, others have a turn. */
const TURN_MS = 10;

/**
 * SQLite for Kysely that waits for another writer without holding up the process: a statement that finds the file busy
 * comes back a little later. SQLite's own waiting (`busy_timeout`) stops the event loop, and with it whoever is waited for
 * where that is the same process. Long transactions let the process do other things between their statements.
 */
export function patientDialect(config: SqliteDialectConfig, waitMs: number): Dialect {
  const dialect = new SqliteDialect(config);
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: (): Driver => new PatientDriver(config, waitMs),
  };
}

class PatientDriver extends SqliteDriver {
  readonly #waitMs: number;
  /** There is one; Kysely remembers it by identity. */
  #connection: DatabaseConnection | null = null;
  #turned = 0;

  constructor(config: SqliteDialectConfig, waitMs: number) {
    super(config);
    this.#waitMs = waitMs;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const inner = await super.acquireConnection();
    this.#connection ??= {
      executeQuery: async (query, options) => {
        if (performance.now() - this.#turned > TURN_MS) {
          await turn();
          this.#turned = performance.now();
        }
        return retry(() => inner.executeQuery(query, options), this.#waitMs);
      },
      streamQuery: (query, size, options) => inner.streamQuery(query, size, options),
    };
    return this.#connection;
  }
}

async function retry<T>(work: () => Promise<T>, waitMs: number): Promise<T> {
  for (let waited = 0; ; waited += PAUSE_MS) {
    try {
      return await work();
    } catch (error) {
      const code = (error as { errcode?: unknown } | null)?.errcode;
      if (typeof code !== 'number' || (code & 0xff) !== BUSY || waited >= waitMs) throw error;
      await sleep(PAUSE_MS);
    }
  }
}
