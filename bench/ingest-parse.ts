// SPDX-License-Identifier: Apache-2.0
/** The floor under any ingest in JavaScript: lines of the same log through JSON.parse and nothing else. */
import { closeSync, openSync, readSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

interface Share {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

export interface ParseCost {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** Parses every line that begins within a byte range. @returns lines parsed. */
function parseRange({ path, from, to }: Share): number {
  const file = openSync(path, 'r');
  const chunk = Buffer.allocUnsafe(4 << 20);
  let at = from;
  let parsed = 0;
  let first = from > 0;
  while (at < to) {
    const got = readSync(file, chunk, 0, chunk.length, at);
    if (got === 0) break;
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1 && end < got; end = chunk.indexOf(10, start)) {
      if (!first && at + start < to && JSON.parse(chunk.toString('utf8', start, end)) !== null) parsed++;
      first = false;
      start = end + 1;
    }
    if (start === 0) throw new Error('a line longer than a chunk');
    at += start;
  }
  closeSync(file);
  return parsed;
}

/** @param threads 1 or more; the file is cut into as many equal parts. */
export async function measureParse(path: string, bytes: number, lines: number, threads: number): Promise<ParseCost> {
  const cpu = process.cpuUsage();
  const begin = performance.now();
  const counts = await Promise.all(
    Array.from({ length: threads }, (_, t) => {
      const share: Share = { path, from: Math.floor((bytes * t) / threads), to: Math.floor((bytes * (t + 1)) / threads) };
      return new Promise<number>((resolve, reject) => {
        const worker = new Worker(fileURLToPath(import.meta.url), { workerData: share });
        worker.once('message', resolve);
        worker.once('error', reject);
      });
    }),
  );
  const seconds = (performance.now() - begin) / 1000;
  const used = process.cpuUsage(cpu);
  const found = counts.reduce((sum, count) => sum + count, 0);
  // A line on the border of two parts is read by neither: the first line of a later part is left out.
  if (Math.abs(found - lines) > threads) throw new Error(`${found} lines parsed instead of ${lines}`);
  return { seconds, cpuSeconds: (used.user + used.system) / 1e6 };
}

if (!isMainThread) parentPort!.postMessage(parseRange(workerData as Share));
