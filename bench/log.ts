// SPDX-License-Identifier: Apache-2.0
/**
 * What the transparency log costs: node bench/log.ts [--smoke]
 * Durable appends (in batches, and one at a time beside the disk's own flush), proofs, and the audit of a log of a million
 * leaves; `--smoke` uses small numbers. Times are wall times and suffer from whatever else runs, processor times hardly do:
 * both are printed, and a missed mark is said. Exit code 1 when the audit finds something or a proof does not hold.
 */
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ed25519PrivateKey, leafHash, makeLeaf, noteSigner, openLog, verifyInclusion } from '@stillwatch/accountability';
import type { NewEntry, TransparencyLog } from '@stillwatch/accountability';

const ORIGIN = 'bench.example/evidence';
const { smoke } = parseArgs({ options: { smoke: { type: 'boolean', default: false } } }).values;
const SIZES = smoke
  ? { batched: 10_000, batch: 500, single: 50, concurrent: 500, proofs: 500, large: 30_000, largeBatch: 5000 }
  : { batched: 100_000, batch: 500, single: 500, concurrent: 5000, proofs: 10_000, large: 1_000_000, largeBatch: 8000 };
const MARKS = { appendsPerSecond: 5000, proofMs: 1, auditSeconds: 60 };

const salt = new Uint8Array(32).fill(1);

/** A leaf as the node writes it, about 330 bytes. */
function entryOf(name: string, i: number): NewEntry {
  const key = `${name}/${i}`;
  const payload = { account: `account ${i}`, rung: 'throttle' };
  return {
    key,
    entry: makeLeaf({ kind: 'verdict', at: 1_790_000_000_000 + i, actor: 'node', subject: `s${i}`, key, payload, salt }).entry,
  };
}

const entriesOf = (name: string, from: number, to: number): NewEntry[] =>
  Array.from({ length: to - from }, (_, i) => entryOf(name, from + i));

const open = (folder: string): Promise<TransparencyLog> =>
  openLog({
    folder,
    origin: ORIGIN,
    signer: noteSigner(ORIGIN, ed25519PrivateKey(new Uint8Array(32).fill(7))),
    clock: { now: () => Date.now() },
  });

/** Milliseconds that something takes. */
async function timed(work: () => Promise<unknown> | void): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function print(what: string, value: string, mark = '', isMet = true): void {
  process.stdout.write(`${what.padEnd(44)} ${value.padStart(16)}  ${mark}${isMet ? '' : '  MISSED'}\n`);
}

const count = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 3 : 0 });

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Median milliseconds of an append, and of writing as many bytes to another file and flushing it, taken in turns. */
async function singles(log: TransparencyLog, folder: string): Promise<{ append: number; flush: number; mean: number }> {
  const file = openSync(join(folder, 'flush'), 'w');
  const [append, flush]: [number[], number[]] = [[], []];
  let at = 0;
  for (const entry of entriesOf('single', 0, SIZES.single)) {
    append.push(await timed(() => log.append([entry])));
    flush.push(
      await timed(() => {
        at += writeSync(file, entry.entry, 0, entry.entry.length, at);
        fdatasyncSync(file);
      }),
    );
  }
  closeSync(file);
  return { append: median(append), flush: median(flush), mean: append.reduce((sum, one) => sum + one, 0) / append.length };
}

async function appends(folder: string): Promise<void> {
  const log = await open(join(folder, 'appends'));
  const batches = Array.from({ length: SIZES.batched / SIZES.batch }, (_, i) =>
    entriesOf('batched', i * SIZES.batch, (i + 1) * SIZES.batch),
  );
  const before = process.cpuUsage();
  const batched = await timed(async () => {
    for (const batch of batches) await log.append(batch);
  });
  const { user, system } = process.cpuUsage(before);
  const rate = (SIZES.batched / batched) * 1000;
  const mark = MARKS.appendsPerSecond;
  const what = `durable appends/s, ${count(SIZES.batched)} in batches of ${SIZES.batch}`;
  print(what, count(rate), `mark >= ${count(mark)}`, rate >= mark);

  print('processor per append, ms', ((user + system) / 1000 / SIZES.batched).toFixed(3));
  const { append, flush, mean } = await singles(log, folder);
  print('durable appends/s, one at a time', count(1000 / mean), `median ${append.toFixed(3)} ms`);
  print(
    'flush of as many bytes by the disk alone, ms',
    flush.toFixed(3),
    `median; an append takes ${(append / flush).toFixed(1)} of it`,
  );
  const many = entriesOf('concurrent', 0, SIZES.concurrent);
  const concurrent = await timed(() => Promise.all(many.map((entry) => log.append([entry]))));
  print('durable appends/s, all callers at once', count((SIZES.concurrent / concurrent) * 1000));
  await proofs(log);
  await log.close();
}

async function proofs(log: TransparencyLog): Promise<void> {
  await log.checkpoint();
  const size = log.size();
  // A stride that visits the log all over: 2^32 divided by the golden ratio.
  const indexes = Array.from({ length: SIZES.proofs }, (_, i) => (i * 2_654_435_769) % size);
  const each =
    (await timed(async () => {
      for (const index of indexes) await log.proof(index);
    })) / SIZES.proofs;
  const mark = MARKS.proofMs;
  print(`proof of an entry, ms (log of ${count(size)})`, each.toFixed(3), `mark <= ${mark}`, each <= mark);
  const index = indexes[1]!;
  const claim = { index, size, leaf: leafHash(await log.entry(index)), root: log.root(), proof: await log.inclusion(index) };
  if (!verifyInclusion(claim)) throw new Error('a proof does not hold');
  const steps =
    (await timed(async () => {
      for (const from of indexes) await log.consistency(from, size);
    })) / SIZES.proofs;
  print('proof of consistency, ms', steps.toFixed(3), `mark <= ${mark}`, steps <= mark);
}

async function largeLog(folder: string): Promise<void> {
  const place = join(folder, 'large');
  let log = await open(place);
  const built = await timed(async () => {
    for (let from = 0; from < SIZES.large; from += SIZES.largeBatch) {
      await log.append(entriesOf('large', from, Math.min(SIZES.large, from + SIZES.largeBatch)));
    }
    await log.checkpoint();
  });
  print(`appends/s, ${count(SIZES.large)} leaves made meanwhile`, count((SIZES.large / built) * 1000));
  await log.close();
  const opened = await timed(async () => {
    log = await open(place);
  });
  print(`opening the log of ${count(SIZES.large)}, ms`, opened.toFixed(1));
  let ok = false;
  const before = process.cpuUsage();
  const audited = await timed(async () => {
    const report = await log.audit();
    ok = report.ok && report.size === SIZES.large && report.agrees.includes(SIZES.large);
  });
  const seconds = audited / 1000;
  print(
    `audit of ${count(SIZES.large)} leaves, s`,
    seconds.toFixed(1),
    `mark < ${MARKS.auditSeconds}`,
    ok && seconds < MARKS.auditSeconds,
  );
  const { user, system } = process.cpuUsage(before);
  print('of it processor, s', ((user + system) / 1e6).toFixed(1));
  if (!ok) process.exitCode = 1;
  await proofs(log);
  await log.close();
  const { rss, heapUsed } = process.memoryUsage();
  print('memory at the end, MB (of it heap)', `${count(rss / 1e6)} (${count(heapUsed / 1e6)})`);
}

print(`${availableParallelism()} cores, Node ${process.versions.node}, load`, loadavg()[0]!.toFixed(1));
const folder = mkdtempSync(join(tmpdir(), 'stillwatch-bench-log-'));
try {
  await appends(folder);
  await largeLog(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
