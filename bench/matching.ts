// SPDX-License-Identifier: Apache-2.0
/**
 * Private matching of two nodes' accounts (VOPRF, RFC 9497, ristretto255-SHA512), all steps of both sides on one machine:
 * blind, evaluate with proofs, check and unblind, the server's own tokens.
 * Run: node bench/matching.ts [--smoke] [--size N]. Mark: 24,000 × 24,000 in 180 s on two cores.
 * Exit code 1 where the result is wrong, or the time at full size is above the mark.
 */
import { createMatchPool } from '../packages/sharing/src/matching/pool.ts';
import {
  createMatchServer,
  matchValues,
  type MatchLedger,
  MOST_BATCH,
  publishEpochKey,
} from '../packages/sharing/src/matching/index.ts';

const FULL = 24_000;
const SMOKE = 200;
const MARK_S = 180;
const THREADS = 2;
const COMMON = 0.1;
/** Of small sets, so that both threads have work and little is filler. */
const SMALL_BATCH = 50;

const size = process.argv.includes('--smoke') ? SMOKE : Number(process.argv[process.argv.indexOf('--size') + 1] ?? FULL) || FULL;
const now = Date.now();
const seed = new Uint8Array(32).fill(7);
const accounts = (from: number): string[] => Array.from({ length: size }, (_, i) => `account-${from + i}`);

let asked = 0;
const ledger: MatchLedger = {
  spend: async ({ elements }) => {
    asked += elements;
    return 'spent';
  },
  queries: async () => [],
};

const [clientPool, serverPool] = [createMatchPool(THREADS / 2), createMatchPool(THREADS / 2)];
const batchSize = size < 5_000 ? SMALL_BATCH : MOST_BATCH;
const server = createMatchServer({ seed, pool: serverPool, ledger, batchSize });
const theirs = accounts(Math.round(size * (1 - COMMON)));
const pinned = publishEpochKey(seed, { peer: 'bench', kind: 'account', now, batchSize });
const agreement = { minimum: 3, tells: 'items' } as const;

const cpuBefore = process.cpuUsage();
const began = performance.now();
const output = await matchValues(
  { kind: 'account', values: accounts(0), pinned, agreement, now },
  { evaluate: (request) => server.evaluate('bench', request, now), tokens: (kind) => server.tokens('bench', kind, theirs, now) },
  clientPool,
);
const seconds = (performance.now() - began) / 1000;
const cpu = process.cpuUsage(cpuBefore);
await Promise.all([clientPool.close(), serverPool.close()]);

const expected = Math.round(size * COMMON);
const cpuSeconds = (cpu.user + cpu.system) / 1e6;
const perElement = (cpuSeconds / size) * 1000;
console.log(`${size} × ${size} accounts, ${THREADS} threads, ${asked} elements evaluated in batches of ${pinned.batchSize}`);
console.log(`${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of CPU, ${perElement.toFixed(2)} ms of CPU per account`);
console.log(`${output.items.length} in common of ${expected}`);
const projected = (cpuSeconds / size) * (FULL / THREADS);
console.log(
  `24,000 × 24,000 by CPU on two idle cores: ${projected.toFixed(0)} s; mark ${MARK_S} s, ratio ${(projected / MARK_S).toFixed(2)}`,
);
if (output.items.length !== expected || (size >= FULL && seconds > MARK_S)) process.exitCode = 1;
