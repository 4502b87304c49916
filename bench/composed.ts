// SPDX-License-Identifier: Apache-2.0
/**
 * The composed benchmark: real prompts dealt out over invented accounts on real arrival times, hunted and scored.
 * Run: node bench/composed.ts --help. What is composed of what: docs/reference/bench-composed.md.
 */
import { writeFileSync } from 'node:fs';
import { toAppError } from '@stillwatch/core';
import { benchSeed, type SeedResult } from './compose/bench-seed.ts';
import { type BenchOptions, HELP, readOptions } from './compose/options.ts';
import { CAVEAT, printScore } from './compose/print.ts';
import type { Score } from './compose/score.ts';
import { findData, loadSets } from './compose/sets.ts';
import { addScores, printTotals } from './compose/totals.ts';

const started = performance.now();

try {
  const options = readOptions(process.argv.slice(2));
  if (options === null) console.log(HELP);
  else await runBench(options);
} catch (error) {
  const { code, message, hint } = toAppError(error);
  console.error(`${code}: ${message}${hint === undefined ? '' : `\n${hint}`}`);
  process.exitCode = code === 'USAGE' ? 2 : 1;
}

async function runBench(options: BenchOptions): Promise<void> {
  const data = findData(options.shared);
  if (data === null) {
    console.log('Skipped: the public data sets are absent. They belong in ../shared/data; --shared DIR names another place.');
    return;
  }
  const sets = loadSets(data);
  const results: SeedResult[] = [];
  for (const seed of options.seeds) {
    const result = await benchSeed(sets, seed, options, say);
    results.push(result);
    if (result.score !== null) printSeed(result, result.score, results.length === 1);
  }
  const scores = results.flatMap((result) => result.score ?? []);
  const totals = scores.length > 1 ? addScores(scores) : null;
  if (totals !== null) console.log(`\nAll ${scores.length} seeds\n${printTotals(totals)}`);
  if (options.json !== null)
    writeFileSync(options.json, `${JSON.stringify({ caveat: CAVEAT, options, seeds: results, totals }, null, 2)}\n`);
}

function printSeed(result: SeedResult, score: Score, first: boolean): void {
  if (first) console.log(`${CAVEAT}\n`);
  console.log(`Seed ${result.seed}: ${result.exchanges} exchanges of ${result.accounts} accounts\n`);
  console.log(printScore(score));
  const timings = Object.entries(result.timings).map(([step, seconds]) => `${step} ${seconds.toFixed(1)}`);
  console.log(`\nSeconds: compose ${result.composeSeconds.toFixed(1)}, ${timings.join(', ')}`);
  console.log(`Peak memory of this process: ${result.composePeakMb} MB composed, ${result.huntPeakMb} MB hunted\n`);
}

function say(line: string): void {
  console.error(`${((performance.now() - started) / 1000).toFixed(0).padStart(5)} s  ${line}`);
}
