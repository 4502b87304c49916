// SPDX-License-Identifier: Apache-2.0
/**
 * Live intake: how many exchanges a second are taken over HTTP and acknowledged when stored, for how long, and what
 * happens to what is too much.
 *
 *   npm run bench:intake -- [--smoke] [--format native|litellm] [--seconds N] [--connections N]
 *
 * Marks: 20,000 exchanges/s sustained on two cores (which the load generator shares), memory flat, refusals and no
 * acknowledged loss at three times that. Exit code 1 when a limit that does not depend on the machine is not kept:
 * every acknowledged exchange is stored, memory does not grow, overload is refused. Linux only.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { writeLog } from './ingest-log.ts';
import type { LoadFigures } from './intake-load.ts';
import { startBenchNode } from './intake-node.ts';

const MARK_RATE = 20_000;
/** Resident memory may grow so much from a third of the time to its end. */
const LIMIT_GROWTH = 1.25;
const MAX_PENDING_BYTES = 64e6;
const MB = 1_048_576;

const { values } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    format: { type: 'string', default: 'native' },
    seconds: { type: 'string' },
    connections: { type: 'string', default: '16' },
  },
});
if (values.format !== 'litellm' && values.format !== 'native') throw new Error('--format is litellm or native');
const seconds = Number(values.seconds ?? (values.smoke ? 4 : 66));
if (!(seconds >= 1)) throw new Error('--seconds is a number from 1');

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-bench-'));
const node = await startBenchNode(values.smoke ? 4e6 : MAX_PENDING_BYTES);
try {
  const log = join(folder, 'log.jsonl');
  const lines = 10_000;
  const bytes = await writeLog(log, lines, values.format, 2_000);
  print(`${values.format}, ${Math.round(bytes / lines)} bytes an exchange, 500 a batch`);
  print(`${availableParallelism()} cores, load ${loadavg()[0]!.toFixed(1)}, Node ${process.versions.node}\n`);

  const cpu = cpuSeconds();
  const third = sampleMemory((seconds * 1000) / 3);
  const steady = await load(log, seconds, 0, Number(values.connections), 0);
  const used = minus(cpuSeconds(), cpu);
  const end = memory();
  const early = await third;
  const rate = steady.accepted / steady.seconds;
  print(
    `sustained                 ${thousands(rate)}/s over ${steady.seconds.toFixed(0)} s      mark ${thousands(MARK_RATE)}/s, ratio ${(rate / MARK_RATE).toFixed(2)}`,
  );
  const perMillion = 1e6 / steady.accepted;
  print(
    `CPU per million           ${(used.node * perMillion).toFixed(1)} s + engine ${(used.engine * perMillion).toFixed(1)} s (load generator ${(steady.cpuSeconds * perMillion).toFixed(1)} s): two idle cores could do ${thousands(2 / ((used.node + used.engine + steady.cpuSeconds) / steady.accepted))}/s`,
  );
  print(`answered after            ${steady.p50} ms half of them, ${steady.p99} ms 99 %`);
  print(`memory after 1/3, 3/3     ${describe(early)}, ${describe(end)}`);

  // Connections enough to fill what may wait, and some beyond.
  const flood = await load(log, values.smoke ? 3 : 20, 3 * MARK_RATE, 256, 1_000_000);
  const after = memory();
  print(
    `at 3 × ${thousands(MARK_RATE)}/s            ${thousands(flood.accepted / flood.seconds)}/s taken, ${flood.refused} of ${flood.sent} batches refused, ${flood.held} held back by full connections, ${flood.failed} failed`,
  );
  print(`memory afterwards         ${describe(after)}`);
  const stored = await node.countStored();
  print(`acknowledged, stored      ${steady.accepted + flood.accepted}, ${stored}`);

  const growth = end.node / early.node;
  const failures = [
    ...(stored === steady.accepted + flood.accepted ? [] : ['what was acknowledged is not what is stored']),
    ...(steady.failed + flood.failed === 0 ? [] : ['connections failed']),
    ...(values.smoke || growth <= LIMIT_GROWTH ? [] : [`memory grew ${growth.toFixed(2)} times`]),
    ...(node.pendingBytes() === 0 ? [] : ['something still waits']),
  ];
  for (const failure of failures) print(`FAILED: ${failure}`);
  if (failures.length > 0) process.exitCode = 1;
} finally {
  await node.close();
  rmSync(folder, { recursive: true, force: true });
}

async function load(log: string, duration: number, rate: number, connections: number, first: number): Promise<LoadFigures> {
  const script = fileURLToPath(new URL('./intake-load.ts', import.meta.url));
  const args = [script, node.url, log, ...[duration, rate, connections, first].map(String)];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    env: { ...process.env, BENCH_AUTHORIZATION: node.headers['authorization'] },
  });
  return JSON.parse(stdout) as LoadFigures;
}

/** Something of the node with its workers, and of the engine. */
interface Share {
  readonly node: number;
  readonly engine: number;
}

function memory(): Share {
  return { node: residentOf(process.pid), engine: residentOf(node.enginePid) };
}

/** Processor seconds of the node and of its engine; /proc counts in hundredths. */
function cpuSeconds(): Share {
  const { user, system } = process.cpuUsage();
  const fields = readFileSync(`/proc/${node.enginePid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return { node: (user + system) / 1e6, engine: (Number(fields[11]) + Number(fields[12])) / 100 };
}

function minus(a: Share, b: Share): Share {
  return { node: a.node - b.node, engine: a.engine - b.engine };
}

async function sampleMemory(afterMs: number): Promise<Share> {
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  return memory();
}

function residentOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024;
}

function describe({ node, engine }: Share): string {
  return `${Math.round(node / MB)} MB + engine ${Math.round(engine / MB)} MB`;
}

function thousands(number: number): string {
  return `${(number / 1000).toFixed(1)}k`;
}

function print(line: string): void {
  console.log(line);
}
