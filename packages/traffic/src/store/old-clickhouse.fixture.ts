// SPDX-License-Identifier: Apache-2.0
/** Real ClickHouse 18.16 servers from Debian's packages, unpacked by `scripts/fetch-clickhouse.sh`; nothing is installed. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../../../scripts/fetch-clickhouse.sh', import.meta.url));
/** Name of the cluster that the servers form. */
export const CLUSTER = 'shards';

/** Path of the server's program, or why it cannot be had here. STILLWATCH_CLICKHOUSE_DIR keeps it between runs. */
export function fetchOldClickHouse(): { program: string } | { reason: string } {
  if (process.platform !== 'linux') return { reason: 'not Linux' };
  const folder = process.env.STILLWATCH_CLICKHOUSE_DIR ?? join(tmpdir(), 'stillwatch-test-clickhouse-18.16');
  const program = join(folder, 'clickhouse-server');
  if (existsSync(program)) return { program };
  try {
    execFileSync(SCRIPT, [folder], { stdio: ['ignore', 'ignore', 'pipe'], timeout: 300_000 });
    return { program };
  } catch (error) {
    const talk = String((error as { stderr?: Buffer }).stderr ?? error);
    return { reason: talk.trim().split('\n').at(-1) ?? 'unknown' };
  }
}

export interface OldServers {
  /** HTTP address of each, without user and database. */
  readonly urls: readonly string[];
  /** Ends a server at once, as if its machine had failed. */
  kill(server: number): Promise<void>;
  /** Starts it again on its data. */
  revive(server: number): Promise<void>;
  stop(): Promise<void>;
}

interface Ports {
  readonly http: number;
  readonly tcp: number;
  readonly interserver: number;
}

/** Starts servers on loopback that know each other as the shards of {@link CLUSTER}. */
export async function startOldServers(program: string, count: number): Promise<OldServers> {
  const root = mkdtempSync(join(tmpdir(), 'stillwatch-test-shards-'));
  const ports: Ports[] = [];
  for (let i = 0; i < count; i++) ports.push({ http: await freePort(), tcp: await freePort(), interserver: await freePort() });
  const children: (ChildProcess | null)[] = [];
  const start = async (server: number): Promise<void> => {
    const folder = join(root, String(server));
    for (const name of ['data', 'tmp', 'log']) mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, 'config.xml'), serverConfig(ports[server]!, ports));
    writeFileSync(join(folder, 'users.xml'), USERS);
    const child = spawn(program, ['--config-file=config.xml'], { cwd: folder, stdio: 'ignore' });
    children[server] = child;
    await untilUp(child, ports[server]!.http, join(folder, 'log', 'error.log'));
  };
  const end = async (server: number, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    const child = children[server];
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  };
  const stop = async (): Promise<void> => {
    await Promise.all(children.map((_, server) => end(server, 'SIGKILL')));
    rmSync(root, { recursive: true, force: true });
  };
  try {
    await Promise.all(ports.map((_, server) => start(server)));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    urls: ports.map(({ http }) => `http://127.0.0.1:${http}`),
    kill: (server) => end(server, 'SIGKILL'),
    revive: start,
    stop,
  };
}

async function untilUp(child: ChildProcess, port: number, log: string): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt++) {
    if (child.exitCode !== null) break;
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/ping`);
      if (answer.ok) return;
    } catch {
      // Not yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`ClickHouse did not start: ${existsSync(log) ? readFileSync(log, 'utf8').slice(-2_000) : 'no log'}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

function serverConfig(own: Ports, all: readonly Ports[]): string {
  const shards = all.map(({ tcp }) => `<shard><replica><host>127.0.0.1</host><port>${tcp}</port></replica></shard>`).join('');
  return `<?xml version="1.0"?>
<yandex>
  <logger><level>warning</level><log>log/server.log</log><errorlog>log/error.log</errorlog></logger>
  <timezone>UTC</timezone>
  <http_port>${own.http}</http_port>
  <tcp_port>${own.tcp}</tcp_port>
  <interserver_http_port>${own.interserver}</interserver_http_port>
  <listen_host>127.0.0.1</listen_host>
  <path>data/</path>
  <tmp_path>tmp/</tmp_path>
  <users_config>users.xml</users_config>
  <default_profile>default</default_profile>
  <default_database>default</default_database>
  <mark_cache_size>5368709</mark_cache_size>
  <max_concurrent_queries>50</max_concurrent_queries>
  <remote_servers><${CLUSTER}>${shards}</${CLUSTER}></remote_servers>
</yandex>
`;
}

const USERS = `<?xml version="1.0"?>
<yandex>
  <profiles><default><max_memory_usage>4000000000</max_memory_usage><load_balancing>random</load_balancing></default></profiles>
  <users>
    <default>
      <password></password>
      <networks><ip>127.0.0.1</ip></networks>
      <profile>default</profile>
      <quota>default</quota>
    </default>
  </users>
  <quotas>
    <default>
      <interval>
        <duration>3600</duration>
        <queries>0</queries><errors>0</errors><result_rows>0</result_rows><read_rows>0</read_rows><execution_time>0</execution_time>
      </interval>
    </default>
  </quotas>
</yandex>
`;
