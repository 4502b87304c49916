// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { type Evasion, type Scenario, TUNING_SEEDS } from '@stillwatch/simulator';
import { applyEvasions } from './adapt.ts';
import { DETECTOR_NAMES, type Tuning } from './line-up.ts';
import { doInChild } from './processes.ts';
import { type ArenaResult, gatherResult } from './result.ts';
import type { Run } from './run.ts';
import { shrinkScenario, type WorldSpec } from './world.ts';

export interface ArenaOptions {
  readonly scenarios: readonly Scenario[];
  /** What baselines are tuned on, on a tuning seed; those that are held out are left out. */
  readonly validation: readonly Scenario[];
  readonly seeds: readonly number[];
  readonly scale: number;
  /** Hours between analyses; 0 = only at the end; null = by the length of each scenario. */
  readonly every: number | null;
  /** Names out of {@link DETECTOR_NAMES}. */
  readonly detectors: readonly string[];
  /** Folder of prompts, and file of arrival times, that take the place of the simulator's own. */
  readonly corpus?: string | undefined;
  readonly arrivals?: string | undefined;
  /** Worlds at a time, each in a process of its own. */
  readonly jobs: number;
  /** Folder that keeps the logs and labels of every world; absent: they are removed. */
  readonly keep?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ArenaProgress) => void) | undefined;
}

/** What goes on: a task began to do something, or (with `run`) a world is through. */
export interface ArenaProgress {
  /** `tuning`, `adapting NAME`, `SCENARIO seed SEED`. */
  readonly task: string;
  readonly text: string;
  readonly done: number;
  readonly total: number;
  readonly run?: Run;
}

/**
 * Lets detectors compete over simulated worlds: tunes the baselines once, lets adaptive attackers choose, then
 * simulates, hunts and scores every scenario with every seed.
 * @throws AppError as a hunt does; the signal's reason when it is given.
 */
export async function runArena(options: ArenaOptions): Promise<ArenaResult> {
  const failed = new AbortController();
  const signal = AbortSignal.any([failed.signal, ...(options.signal === undefined ? [] : [options.signal])]);
  const total = options.scenarios.length * options.seeds.length;
  let done = 0;
  const say = (task: string, text: string, run?: Run): void =>
    options.onProgress?.({ task, text, done, total, ...(run === undefined ? {} : { run }) });

  const tuning = await tune({ ...options, signal }, (text) => say('tuning', text));
  const adapted = new Map<string, Record<string, Evasion>>();
  for (const scenario of options.scenarios) adapted.set(scenario.name, await adaptAttackers(scenario));

  const worlds = options.scenarios.flatMap((scenario) => options.seeds.map((seed) => ({ scenario, seed })));
  const runs: Run[] = [];
  let next = 0;
  const lanes = Array.from({ length: Math.min(options.jobs, worlds.length) }, async () => {
    while (next < worlds.length) {
      const index = next++;
      runs[index] = await runOne(worlds[index]!.scenario, worlds[index]!.seed);
    }
  });
  // What fails ends the others, which must be gone before this is over.
  const first = await Promise.all(lanes).catch((error: unknown) => {
    failed.abort(error);
    return { error };
  });
  await Promise.allSettled(lanes);
  if ('error' in first) throw first.error;
  return gatherResult(options, tuning.tuned, runs);

  async function adaptAttackers(scenario: Scenario): Promise<Record<string, Evasion>> {
    if (!scenario.campaigns.some(({ variants }) => variants !== undefined && variants.length > 0)) return {};
    const world = tuningWorld(options, scenario);
    const onProgress = (text: string): void => say(`adapting ${scenario.name}`, text);
    return doInChild<'adapt'>({ kind: 'adapt', world }, { signal, onProgress });
  }

  async function runOne(scenario: Scenario, seed: number): Promise<Run> {
    const task = `${scenario.name} seed ${seed}`;
    const evasions = adapted.get(scenario.name)!;
    const { scale, every, corpus, arrivals } = options;
    const world: WorldSpec = { scenario: applyEvasions(scenario, evasions), seed, scale, every, corpus, arrivals };
    const answer = await doInChild<'run'>(
      { kind: 'run', world, detectors: options.detectors, tuning },
      {
        keep: options.keep === undefined ? undefined : join(options.keep, `${scenario.name}-${seed}`),
        signal,
        // Reading threads: the cores are the jobs' already.
        workers: options.jobs > 1 ? 1 : undefined,
        onProgress: (text) => say(task, text),
      },
    );
    const run = { ...answer, adapted: evasions };
    done++;
    say(task, 'done', run);
    return run;
  }
}

/** Tunes the baselines that take part on shrunken worlds of a tuning seed, never on a family that is held out. */
async function tune(options: ArenaOptions, onProgress: (text: string) => void): Promise<Tuning> {
  const baselines = options.detectors.filter((name) => DETECTOR_NAMES.baselines.includes(name));
  if (baselines.length === 0) return { tuned: [], teaching: null };
  const worlds = options.validation.filter(({ heldOut }) => heldOut !== true).map((scenario) => tuningWorld(options, scenario));
  return doInChild<'tune'>({ kind: 'tune', worlds, baselines }, { signal: options.signal, onProgress });
}

function tuningWorld({ corpus, arrivals }: ArenaOptions, scenario: Scenario): WorldSpec {
  return { scenario: shrinkScenario(scenario), seed: TUNING_SEEDS[0], scale: 1, every: 0, corpus, arrivals };
}
