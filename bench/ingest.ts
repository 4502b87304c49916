// SPDX-License-Identifier: Apache-2.0
/**
 * Ingest: how fast a log becomes rows of the embedded store, at what cost, beside JSON.parse of the same lines.
 *
 *   npm run bench:ingest -- [--smoke] [--format litellm|native] [--exchanges N] [--workers N]
 *
 * Marks: 100,000 exchanges/s on two cores, at most 110 bytes stored per exchange, memory flat in input size.
 * The rate is wall time and suffers from whatever else runs; CPU seconds hardly do. Exit code 1 when a limit
 * that does not depend on the machine (bytes per exchange, flat memory) is not kept. Linux only.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { COMPILE_CACHE } from '../scripts/launch/node.mjs';
import { type BenchFormat, writeLog } from './ingest-log.ts';
import { measureParse } from './ingest-parse.ts';
import type { RunFigures } from './ingest-run.ts';

const MARK_RATE = 100_000;
const LIMIT_BYTES = 110;
/** Peak memory may grow this much from a quarter of the input to the whole. */
const LIMIT_GROWTH = 1.35;
const MB = 1_048_576;
const EXCHANGES_PER_ACCOUNT = 50;

const { values } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    format: { type: 'string', default: 'litellm' },
    exchanges: { type: 'string' },
    workers: { type: 'string' },
  },
});
if (values.format !== 'litellm' && values.format !== 'native') throw new Error('--format is litellm or native');
const format: BenchFormat = values.format;
const count = Number(values.exchanges ?? (values.smoke ? 100_000 : 1_000_000));
if (!Number.isInteger(count) || count < 1_000) throw new Error('--exchanges is a whole number from 1000');

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-bench-'));
try {
  const path = join(folder, 'whole.jsonl');
  const quarter = join(folder, 'quarter.jsonl');
  const accounts = Math.ceil(count / EXCHANGES_PER_ACCOUNT);
  const bytes = await writeLog(path, count, format, accounts);
  await writeLog(quarter, Math.floor(count / 4), format, accounts);
  print(`${count.toLocaleString('en')} exchanges, ${format}, ${Math.round(bytes / count)} bytes a line`);
  print(`${availableParallelism()} cores, load ${loadavg()[0]!.toFixed(1)}, Node ${process.versions.node}\n`);

  const small = await run(quarter);
  const full = await run(path);
  const one = await measureParse(path, bytes, count, 1);
  const two = await measureParse(path, bytes, count, 2);
  const perMillion = 1e6 / count;
  const rate = count / full.seconds;
  const cpu = full.cpuSeconds * perMillion;
  const parse = one.cpuSeconds * perMillion;
  const stored = full.storedBytes / full.exchanges;
  const growth = peak(full) / peak(small);

  print(
    `rate to the store         ${thousands(rate)}/s wall      mark ${thousands(MARK_RATE)}/s, ratio ${(rate / MARK_RATE).toFixed(2)}`,
  );
  print(
    `CPU per million           ${cpu.toFixed(1)} s (engine ${(full.engineCpuSeconds * perMillion).toFixed(1)} s): two idle cores could do ${thousands(2e6 / cpu)}/s`,
  );
  print(
    `JSON.parse alone          ${parse.toFixed(1)} CPU-s per million; 1 thread ${thousands(count / one.seconds)}/s, 2 threads ${thousands(count / two.seconds)}/s wall`,
  );
  print(
    `ingest / JSON.parse       ${(cpu / parse).toFixed(1)} × its CPU; ${(count / two.seconds / rate).toFixed(1)} × slower than 2 threads of it`,
  );
  print(
    `peak memory               ${megabytes(full.peakBytes)} + engine ${megabytes(full.enginePeakBytes)}; a quarter of the input: ${megabytes(small.peakBytes)} + ${megabytes(small.enginePeakBytes)}`,
  );
  print(`stored per exchange       ${stored.toFixed(1)} bytes      limit ${LIMIT_BYTES}`);
  const failures = [
    ...(full.rejected === 0 ? [] : [`${full.rejected} records were rejected`]),
    ...(stored <= LIMIT_BYTES ? [] : [`${stored.toFixed(1)} bytes per exchange are above ${LIMIT_BYTES}`]),
    // Below a few batches, memory is still filling up to its plateau.
    ...(count < 1_000_000 || growth <= LIMIT_GROWTH
      ? []
      : [`peak memory grew ${growth.toFixed(2)} times from a quarter of the input`]),
  ];
  for (const failure of failures) print(`FAILED: ${failure}`);
  if (failures.length > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function run(path: string): Promise<RunFigures> {
  const script = fileURLToPath(new URL('./ingest-run.ts', import.meta.url));
  // As the command runs: its threads start from compiled sources.
  const env = { NODE_COMPILE_CACHE: COMPILE_CACHE, ...process.env };
  const args = [script, path, ...(values.workers === undefined ? [] : [values.workers])];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  return JSON.parse(stdout) as RunFigures;
}

function peak(figures: RunFigures): number {
  return figures.peakBytes + figures.enginePeakBytes;
}

function thousands(number: number): string {
  return `${(number / 1000).toFixed(1)}k`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / MB)} MB`;
}

function print(line: string): void {
  console.log(line);
}
