// SPDX-License-Identifier: Apache-2.0
/**
 * Sends batches to an intake and prints what came of them as one JSON line: URL LOG SECONDS RATE CONNECTIONS FIRST.
 * RATE in exchanges a second, whatever the answers are; 0 sends the next batch of a connection when it was answered.
 */
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

/** The key does not stand on a command line, which everybody can read. */
const HEADERS = { 'Content-Type': 'application/x-ndjson', Authorization: process.env['BENCH_AUTHORIZATION'] ?? '' };
const PER_BATCH = 500;
const ID_DIGITS = 12;

export interface LoadFigures {
  readonly accepted: number;
  /** Batches that were refused with 503, and those that could not be sent because every connection was waiting. */
  readonly refused: number;
  readonly held: number;
  readonly failed: number;
  readonly sent: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly p50: number;
  readonly p99: number;
}

const [url, log, seconds, rate, connections, first] = process.argv.slice(2) as [string, string, string, string, string, string];
const batches = makeBatches(readFileSync(log, 'utf8').trimEnd().split('\n'));
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) });
const latencies: number[] = [];
let accepted = 0;
let refused = 0;
let held = 0;
let failed = 0;
let sent = 0;
let number = Number(first);
let busy = 0;
const started = process.cpuUsage();
const begin = performance.now();
const end = begin + Number(seconds) * 1000;

if (Number(rate) === 0) {
  await Promise.all(
    Array.from({ length: Number(connections) }, async () => {
      while (performance.now() < end) await send();
    }),
  );
} else {
  const waiting = new Set<Promise<void>>();
  const interval = (PER_BATCH / Number(rate)) * 1000;
  for (let due = begin; due < end; due += interval) {
    const wait = due - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    if (busy >= Number(connections)) {
      held++;
      // Nothing was awaited: answers have to be heard all the same.
      await new Promise((resolve) => setImmediate(resolve));
      continue;
    }
    const one = send().finally(() => waiting.delete(one));
    waiting.add(one);
  }
  await Promise.all(waiting);
}
agent.destroy();
latencies.sort((a, b) => a - b);
const at = (share: number): number => Math.round(latencies[Math.floor(latencies.length * share)] ?? 0);
const took = (performance.now() - begin) / 1000;
const { user, system } = process.cpuUsage(started);
const figures: LoadFigures = {
  accepted,
  refused,
  held,
  failed,
  sent,
  seconds: took,
  cpuSeconds: (user + system) / 1e6,
  p50: at(0.5),
  p99: at(0.99),
};
console.log(JSON.stringify(figures));

/** Bodies whose ids are written anew before each is sent, so that no two exchanges are the same. */
function makeBatches(lines: readonly string[]): { bytes: Buffer; ids: number[] }[] {
  const made: { bytes: Buffer; ids: number[] }[] = [];
  for (let from = 0; from + PER_BATCH <= lines.length; from += PER_BATCH) {
    const texts = lines.slice(from, from + PER_BATCH).map((line) => {
      const record = JSON.parse(line) as Record<string, unknown>;
      return `${JSON.stringify({ ...record, id: '0'.repeat(ID_DIGITS) })}\n`;
    });
    const bytes = Buffer.from(texts.join(''));
    const ids: number[] = [];
    let offset = 0;
    for (const text of texts) {
      ids.push(offset + text.indexOf('0'.repeat(ID_DIGITS)));
      offset += Buffer.byteLength(text);
    }
    made.push({ bytes, ids });
  }
  return made;
}

async function send(): Promise<void> {
  const { bytes, ids } = batches[number % batches.length]!;
  const base = number++ * PER_BATCH;
  ids.forEach((offset, i) => bytes.write(String(base + i).padStart(ID_DIGITS, '0'), offset, 'latin1'));
  busy++;
  sent++;
  const from = performance.now();
  try {
    const { status, text } = await post(Buffer.from(bytes));
    if (status === 200) {
      accepted += (JSON.parse(text) as { accepted: number }).accepted;
      latencies.push(performance.now() - from);
    } else refused++;
  } catch {
    failed++;
  } finally {
    busy--;
  }
}

function post(body: Buffer): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      { method: 'POST', agent, headers: { ...HEADERS, 'Content-Length': body.length } },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (piece: string) => (text += piece));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
        response.on('error', reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
