// SPDX-License-Identifier: Apache-2.0
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadedWindow } from '@stillwatch/detection';
import type { Actor, Evasion } from '@stillwatch/simulator';
import type { Detector } from './detector.ts';
import { defaultStep, listMoments } from './moments.ts';
import { observe } from './observe.ts';
import { type Score, scoreAnalyses } from './score/score.ts';
import { addTokens, harvestOf, type Truth } from './score/truth.ts';
import { simulateWorld, type WorldSpec } from './world.ts';

/** One simulated world and how each detector did in it. */
export interface Run {
  readonly scenario: string;
  readonly seed: number;
  readonly exchanges: number;
  readonly accounts: number;
  readonly benignAccounts: number;
  /** Benign groups that stand or fall together. */
  readonly benignClusters: number;
  readonly campaignAccounts: number;
  readonly analyses: number;
  /** Evasions that an adaptive attacker settled on, by campaign. */
  readonly adapted: Readonly<Record<string, Evasion>>;
  /** To simulate, to read into the store, to load the whole window once, and all in all. */
  readonly seconds: { readonly simulate: number; readonly read: number; readonly load: number; readonly total: number };
  /** Peak resident memory of the process that simulated, read, detected and scored; the engine's own is not in it. */
  readonly peakMb: number;
  readonly detectors: readonly DetectorRun[];
}

export interface DetectorRun {
  readonly name: string;
  /** Of the processor, for the analysis over everything, without loading. */
  readonly seconds: number;
  readonly microsPerExchange: number;
  readonly score: Score;
}

/**
 * Simulates a world, hunts in it, and scores. Labels stay on this side: the detectors get what was read from the log.
 * @param folder empty folder; what is left in it is the logs and, beside them, the labels.
 */
export async function runWorld(
  spec: WorldSpec,
  detectors: readonly Detector[],
  folder: string,
  options: { readonly workers?: number | undefined; readonly onProgress?: (text: string) => void } = {},
): Promise<Omit<Run, 'adapted'>> {
  const started = performance.now();
  options.onProgress?.('simulating');
  const { scenario, seed, every } = spec;
  const { logs, nodeKey, actors, authorisations, truth: labels } = await simulateWorld(spec, folder);
  const simulateSeconds = (performance.now() - started) / 1000;
  let truth = labels;
  const seen = await observe({
    logs,
    nodeKey,
    authorisations,
    data: join(folder, 'data'),
    detectors,
    moments: momentsOf(actors, every ?? defaultStep(scenario.days)),
    onLoaded: (loaded) => {
      truth = readTokens(truth, actors, loaded);
    },
    ...options,
  });
  rmSync(join(folder, 'data'), { recursive: true, force: true });
  const indexOf = new Map(truth.accounts.map(({ account }, i) => [account, i]));
  const benign = truth.accounts.filter(({ campaign }) => campaign === null);
  return {
    scenario: scenario.name,
    seed,
    exchanges: seen.exchanges,
    accounts: truth.accounts.length,
    benignAccounts: benign.length,
    benignClusters: new Set(benign.map(({ cluster }) => cluster)).size,
    campaignAccounts: truth.accounts.length - benign.length,
    analyses: seen.detectors[0]?.analyses.length ?? 0,
    seconds: { simulate: simulateSeconds, ...seen.seconds, total: (performance.now() - started) / 1000 },
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    detectors: seen.detectors.map(({ name, seconds, analyses }) => ({
      name,
      seconds,
      microsPerExchange: (seconds * 1e6) / Math.max(1, seen.exchanges),
      score: scoreAnalyses(
        truth,
        analyses.map(({ until, groups }) => ({ until, groups: groups.map((group) => group.map((id) => indexOf.get(id)!)) })),
      ),
    })),
  };
}

function momentsOf(actors: readonly Actor[], every: number): number[] {
  if (every === 0) return [];
  let from = Infinity;
  let to = -Infinity;
  for (const { times } of actors) {
    if (times.length === 0) continue;
    from = Math.min(from, times[0]!);
    to = Math.max(to, times.at(-1)!);
  }
  return listMoments(from, to, every);
}

/** Tokens of the campaigns' harvest, as they stand in the log. */
function readTokens(truth: Truth, actors: readonly Actor[], { table, accountName }: LoadedWindow): Truth {
  const actorOf = new Map(actors.map((actor) => [actor.profile.account, actor]));
  const guilty = new Set(truth.campaigns.flatMap(({ accounts }) => accounts.map((i) => truth.accounts[i]!.account)));
  const numberOf = new Map<string, number>();
  for (let a = 0; a < table.accounts.count; a++) {
    const name = accountName(a);
    if (guilty.has(name)) numberOf.set(name, a);
  }
  const { rowStart, ts, inputTokens, outputTokens } = table.exchanges;
  return addTokens(
    truth,
    (i) => {
      const a = numberOf.get(truth.accounts[i]!.account);
      if (a === undefined) return [];
      const first = rowStart[a]!;
      return Array.from({ length: rowStart[a + 1]! - first }, (_, k) => ({
        ts: ts[first + k]!,
        tokens: inputTokens[first + k]! + outputTokens[first + k]!,
      }));
    },
    (i) => harvestOf(actorOf.get(truth.accounts[i]!.account)!),
  );
}
