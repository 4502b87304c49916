// SPDX-License-Identifier: Apache-2.0
/**
 * TAXII: how many objects a second are served and taken over HTTP, and whether a page costs the same wherever it is.
 *
 *   npm run bench:taxii -- [--smoke] [--objects N] [--posted N]
 *
 * Marks, on two cores that server and client share: 5,000 objects/s served and 2,000 objects/s taken with full STIX
 * validation, a collection of one million, memory flat. Exit code 1 when something that does not depend on the machine is
 * not kept: every object comes once, pages at the end cost what pages at the beginning do, memory does not grow.
 * Linux only.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createTaxiiClient } from '../packages/sharing/src/taxii/index.ts';
import type { NodeReady } from './taxii-node.ts';
import { BENCH_COLLECTION, BENCH_ROOT, benchObject } from './taxii-objects.ts';
import { type Walk, walk } from './taxii-walk.ts';

const MARK_SERVED = 5_000;
const MARK_TAKEN = 2_000;
/** A page at the end may cost so many times one at the beginning. */
const LIMIT_RATIO = 1.5;
/** Resident memory of the server may grow so much while pages are read. */
const LIMIT_GROWTH = 1.35;
const PAGE = 1_000;
const MB = 1_048_576;

const { values } = parseArgs({
  options: { smoke: { type: 'boolean', default: false }, objects: { type: 'string' }, posted: { type: 'string' } },
});
const objects = Number(values.objects ?? (values.smoke ? 30_000 : 1_000_000));
const posted = Number(values.posted ?? (values.smoke ? 4_000 : 50_000));
if (!(objects >= 1_000 && posted >= 100)) throw new Error('--objects is a number from 1000, --posted from 100');

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-bench-'));
const script = fileURLToPath(new URL('./taxii-node.ts', import.meta.url));
const node = spawn(process.execPath, [script, join(folder, 'taxii.sqlite'), String(objects)], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
const failures: string[] = [];
try {
  const { url, loadSeconds } = await readyOf(node);
  const collections = `${url}/${BENCH_ROOT}/collections`;
  print(`${thousands(objects)} objects of ${JSON.stringify(benchObject(1)).length} bytes, pages of ${PAGE}`);
  print(`${availableParallelism()} cores, load ${loadavg()[0]!.toFixed(1)}, Node ${process.versions.node}\n`);
  print(`prepared                  ${thousands(objects / loadSeconds)}/s`);

  const memory: number[] = [];
  const full = `${collections}/${BENCH_COLLECTION.full}/objects/`;
  const cpuMs = (): number => cpuMsOf(node);
  const before = cpuMs();
  const whole = await walk(full, PAGE, { member: true, onPage: () => memory.push(residentOf(node)), cpuMs });
  const cpu = (cpuMs() - before) / 1000;
  report('served, all visible', whole, objects);
  print(`  CPU of the server       one idle core could serve ${thousands(objects / cpu)}/s`);
  const partly = await walk(full, PAGE, { member: false, onPage: () => memory.push(residentOf(node)), cpuMs });
  report('served, a tenth hidden', partly, objects - Math.ceil(objects / 10));
  const manifest = await walk(`${collections}/${BENCH_COLLECTION.full}/manifest/`, PAGE, {
    member: true,
    onPage: () => {},
    cpuMs,
  });
  report('manifest', manifest, objects);

  const growth = Math.max(...memory.slice(-10)) / Math.max(...memory.slice(0, Math.ceil(memory.length / 3)));
  print(`memory of the server      ${Math.round(memory.at(-1)! / MB)} MB, ${growth.toFixed(2)} times that of the first third`);
  if (!values.smoke && growth > LIMIT_GROWTH) failures.push(`memory grew ${growth.toFixed(2)} times`);

  const client = createTaxiiClient({ url: `${url}/taxii2/`, auth: { kind: 'bearer', token: () => 'member' } });
  const root = `${url}/${BENCH_ROOT}/`;
  const serverCpu = cpuMs();
  let begun = performance.now();
  const texts = Array.from({ length: posted }, (_, n) => JSON.stringify(benchObject(objects + n)));
  const pushed = await client.push({ root, collection: BENCH_COLLECTION.empty, objects: texts });
  print(`taken, with validation    ${rate(posted, begun, MARK_TAKEN)}`);
  print(`  CPU of the server       one idle core could take ${thousands((posted * 1000) / (cpuMs() - serverCpu))}/s`);
  if (pushed.successes !== posted) failures.push(`${pushed.successes} of ${posted} were taken: ${pushed.failures[0]?.message}`);
  begun = performance.now();
  const again = await client.push({ root, collection: BENCH_COLLECTION.empty, objects: texts });
  print(`taken again, as nothing   ${rate(posted, begun, MARK_TAKEN)}`);
  begun = performance.now();
  const pulled = await client.pull({
    root,
    collection: BENCH_COLLECTION.empty,
    cursor: null,
    pageSize: PAGE,
    onPage: async () => {},
  });
  print(`pulled by the client      ${rate(pulled.objects, begun, MARK_SERVED)}`);
  if (again.successes !== posted || pulled.objects !== posted) failures.push('what was pushed is not what is pulled');
  for (const failure of failures) print(`FAILED: ${failure}`);
  if (failures.length > 0) process.exitCode = 1;
} finally {
  node.stdin.end();
  if (node.exitCode === null) await once(node, 'exit');
  rmSync(folder, { recursive: true, force: true });
}

function report(name: string, { ids, seconds, firstMs, lastMs }: Walk, expected: number): void {
  const ratio = lastMs / firstMs;
  const served = ids / seconds;
  print(
    `${name.padEnd(25)} ${thousands(served)}/s, mark ${thousands(MARK_SERVED)}/s, ratio ${(served / MARK_SERVED).toFixed(2)}`,
  );
  print(
    `  a page                  ${firstMs.toFixed(1)} ms of CPU at the beginning, ${lastMs.toFixed(1)} ms at the end, ratio ${ratio.toFixed(2)}`,
  );
  if (ids !== expected) failures.push(`${name}: ${ids} objects, ${expected} expected`);
  if (!values.smoke && ratio > LIMIT_RATIO) failures.push(`${name}: pages at the end cost ${ratio.toFixed(2)} times as much`);
}

async function readyOf(child: ChildProcess): Promise<NodeReady> {
  for await (const line of createInterface({ input: child.stdout! })) return JSON.parse(line) as NodeReady;
  throw new Error('the server did not start');
}

function residentOf({ pid }: ChildProcess): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024;
}

/** Milliseconds that the server's main thread, which does all of the work, was on a processor. */
function cpuMsOf({ pid }: ChildProcess): number {
  return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
}

function rate(count: number, begun: number, mark: number): string {
  const perSecond = count / ((performance.now() - begun) / 1000);
  return `${thousands(perSecond)}/s, mark ${thousands(mark)}/s, ratio ${(perSecond / mark).toFixed(2)}`;
}

function thousands(number: number): string {
  return `${(number / 1000).toFixed(1)}k`;
}

function print(line: string): void {
  console.log(line);
}
