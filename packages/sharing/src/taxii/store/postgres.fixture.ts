// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { CollectionStore } from './collection-store.ts';
import { openCollectionStore } from './open.store.ts';
import type { TaxiiTables } from './tables.ts';

/** A PostgreSQL of a test's own, reached through a socket in a temporary folder that goes with it. */
export interface PostgresServer {
  /** Collections in an empty database. */
  collections(): Promise<PostgresCollections>;
  stop(): Promise<void>;
}

export interface PostgresCollections {
  readonly store: CollectionStore;
  readonly db: Kysely<TaxiiTables>;
  /** Empties its tables, which is faster than another database. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

const START_MS = 60_000;
const TABLES = ['documents', 'roots', 'collections', 'labels', 'objects', 'statuses'].map((name) => `taxii_${name}`);

/** Folder of Debian's newest PostgreSQL; null where none is installed. */
export function findPostgres(): string | null {
  const version = (path: string): number => Number(/postgresql\/(\d+)/.exec(path)?.[1] ?? 0);
  const newest = globSync('/usr/lib/postgresql/*/bin/postgres').sort((a, b) => version(a) - version(b));
  return newest.length === 0 ? null : dirname(newest.at(-1)!);
}

/** Its databases sort by the rules of a language, on which nothing may depend. */
export async function startPostgres(bin: string): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-taxii-'));
  const idOf = (which: string): number => Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }));
  // PostgreSQL does not run as root.
  const identity = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (identity.uid !== undefined) chownSync(folder, identity.uid, identity.gid);
  chmodSync(folder, 0o700);
  const data = join(folder, 'data');
  const language = ['--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=en'];
  const options = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', ...language, '--no-sync'];
  execFileSync(join(bin, 'initdb'), options, {
    ...identity,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: START_MS,
  });
  const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, 'fsync=off', 'max_connections=60'];
  const child = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
    ...identity,
    cwd: folder,
    stdio: 'ignore',
  });
  const connect = (database: string): Kysely<TaxiiTables> => {
    const pool = new pg.Pool({ host: folder, user: 'postgres', database, max: 10 });
    pool.on('error', () => {});
    return new Kysely({ dialect: new PostgresDialect({ pool }) });
  };
  const administration = connect('postgres');
  const stop = async (): Promise<void> => {
    await administration.destroy();
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  for (let waited = 0; ; waited += 100) {
    try {
      await sql`select 1`.execute(administration);
      break;
    } catch (error) {
      if (waited > START_MS || child.exitCode !== null) {
        await stop();
        throw error;
      }
    }
    await sleep(100);
  }
  let made = 0;
  return {
    stop,
    async collections() {
      const name = `taxii_${++made}`;
      await sql.raw(`create database ${name}`).execute(administration);
      const db = connect(name);
      const store = await openCollectionStore({ db, dialect: 'postgres', now: 0 });
      const clear = async (): Promise<void> => {
        await sql.raw(`truncate ${TABLES.join(', ')} restart identity`).execute(db);
      };
      return { db, store, clear, close: () => db.destroy() };
    },
  };
}

/** Immediate shutdown: what it holds is thrown away. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGQUIT');
  await Promise.race([gone, sleep(10_000)]);
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await gone;
}
