// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** A PostgreSQL of a test's own: on loopback, in a temporary folder, gone when it is stopped. */
export interface PostgresServer {
  /** Makes a database and gives its URL. */
  database(): Promise<string>;
  /** Runs one statement in the database that administers the others. */
  admin(statement: string): Promise<void>;
  stop(): Promise<void>;
}

const START_MS = 60_000;

/** Folder of Debian's PostgreSQL, the newest; null where none is installed. */
export function findPostgres(): string | null {
  const newest = globSync('/usr/lib/postgresql/*/bin/postgres')
    .sort((a, b) => version(a) - version(b))
    .at(-1);
  return newest === undefined ? null : dirname(newest);
}

function version(path: string): number {
  return Number(/postgresql\/(\d+)/.exec(path)?.[1] ?? 0);
}

/** Its databases sort by the rules of a language, which nothing in the records may depend on. */
export async function startPostgres(bin: string): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-postgres-'));
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
  const port = await freePort();
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
    'fsync=off',
    'max_connections=60',
  ];
  const child = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
    ...identity,
    cwd: folder,
    stdio: 'ignore',
  });
  const url = (database: string): string => `postgres://postgres@127.0.0.1:${port}/${database}`;
  const admin = (statement: string): Promise<void> => run(url('postgres'), statement);
  let made = 0;
  const stop = async (): Promise<void> => {
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answering(() => admin('select 1'), child);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    admin,
    stop,
    async database() {
      const name = `records_${++made}`;
      await admin(`create database ${name}`);
      return url(name);
    },
  };
}

function idOf(which: '-u' | '-g'): number {
  return Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function answering(ask: () => Promise<void>, child: ChildProcess): Promise<void> {
  for (let waited = 0; ; waited += 100) {
    try {
      return await ask();
    } catch (error) {
      if (waited > START_MS || child.exitCode !== null) throw error;
    }
    await sleep(100);
  }
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
