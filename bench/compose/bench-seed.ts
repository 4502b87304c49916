// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HuntReport } from '@stillwatch/core';
import { hunt } from '../../packages/cli/src/hunt.ts';
import { CATALOGUE } from './campaigns/catalogue.ts';
import { compose } from './compose.ts';
import type { BenchOptions } from './options.ts';
import { type Score, scoreReport } from './score.ts';
import type { Sets } from './sets.ts';

export interface SeedResult {
  readonly seed: number;
  readonly accounts: number;
  readonly exchanges: number;
  readonly bytes: number;
  readonly composeSeconds: number;
  /** Largest resident memory of the process so far, before and after the hunt. */
  readonly composePeakMb: number;
  readonly huntPeakMb: number;
  /** Null when nothing was hunted. */
  readonly score: Score | null;
  readonly timings: HuntReport['timings'];
}

/**
 * Composes, hunts and scores one seed.
 * @param say receives one line at each stage, for a person who waits.
 */
export async function benchSeed(
  sets: Sets,
  seed: number,
  options: BenchOptions,
  say: (line: string) => void,
): Promise<SeedResult> {
  const folder = folderOf(seed, options);
  try {
    say(`seed ${seed}: composing`);
    const started = performance.now();
    const only = options.only === null ? null : CATALOGUE.map((kind) => kind.name).filter((name) => options.only!.includes(name));
    const { accounts, days, sparse } = options;
    const composition = compose(sets, folder, { accounts, seed, days, only, sparse });
    const composed = {
      seed,
      accounts: composition.plan.accounts.length,
      exchanges: composition.exchanges,
      bytes: composition.bytes,
      composeSeconds: (performance.now() - started) / 1000,
      composePeakMb: peakMb(),
    };
    say(
      `seed ${seed}: ${composed.exchanges} exchanges of ${composed.accounts} accounts, ${(composed.bytes / 1e6).toFixed(0)} MB in ${composed.composeSeconds.toFixed(1)} s${options.out === null ? '' : `, in ${folder}`}`,
    );
    if (!options.hunt) return { ...composed, huntPeakMb: 0, score: null, timings: {} };
    let stage = '';
    const report = await hunt({ paths: [composition.logs], authorisations: composition.authorisations }, (progress) => {
      if (progress.stage === stage) return;
      stage = progress.stage;
      say(`seed ${seed}: ${stage}`);
    });
    return {
      ...composed,
      huntPeakMb: peakMb(),
      score: scoreReport(report, composition.plan, composition.truths),
      timings: report.timings,
    };
  } finally {
    if (options.out === null && !options.keep) rmSync(folder, { recursive: true, force: true });
    else if (options.out === null) say(`seed ${seed}: kept in ${folder}`);
  }
}

function folderOf(seed: number, options: BenchOptions): string {
  if (options.out === null) return mkdtempSync(join(tmpdir(), `composed-${seed}-`));
  const folder = options.seeds.length === 1 ? options.out : join(options.out, `seed-${seed}`);
  mkdirSync(folder, { recursive: true });
  // Logs of an earlier run would be hunted as well.
  rmSync(join(folder, 'logs'), { recursive: true, force: true });
  return folder;
}

function peakMb(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}
