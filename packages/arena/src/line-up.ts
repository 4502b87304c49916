// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadedWindow, TrafficTable } from '@stillwatch/detection';
import { BASELINES, fitBaseline, restoreBaseline, teachingTable, type Validation } from './baselines/index.ts';
import type { Detector, Setting } from './detector.ts';
import { observe } from './observe.ts';
import type { Truth } from './score/truth.ts';
import { ABLATIONS, STILLWATCH } from './stillwatch.ts';
import type { WorkOptions } from './work-options.ts';
import { simulateWorld, type WorldSpec } from './world.ts';

/** What tuning chose for a baseline. */
export interface Tuned {
  readonly name: string;
  readonly setting: Setting;
  /** Accounts that score above it are accused. */
  readonly threshold: number;
  /** On the validation worlds: mean share of a campaign's accounts accused, and share of benign accounts. */
  readonly recall: number;
  readonly fpr: number;
}

/** Tuned baselines, and what another process needs to fit them again: what is learned may hold functions. */
export interface Tuning {
  readonly tuned: readonly Tuned[];
  readonly teaching: TrafficTable | null;
}

/** Every detector by name: Stillwatch, the baselines, the ablations. */
export const DETECTOR_NAMES = {
  stillwatch: [STILLWATCH.name],
  baselines: BASELINES.map(({ name }) => name),
  ablations: ABLATIONS.map(({ name }) => name),
} as const;

/** @throws RangeError for a name that is neither a detector nor a tuned baseline. */
export function buildDetectors(names: readonly string[], { tuned, teaching }: Tuning): Detector[] {
  return names.map((name) => {
    const ready = [STILLWATCH, ...ABLATIONS].find((detector) => detector.name === name);
    if (ready !== undefined) return ready;
    const baseline = BASELINES.find((one) => one.name === name);
    const chosen = tuned.find((one) => one.name === name);
    if (baseline === undefined || chosen === undefined || teaching === null)
      throw new RangeError(`there is no detector "${name}"`);
    return restoreBaseline(baseline, chosen, teaching);
  });
}

/** Chooses settings and thresholds on worlds of tuning seeds. */
export async function tuneBaselines(
  worlds: readonly WorldSpec[],
  names: readonly string[],
  options: WorkOptions,
): Promise<Tuning> {
  const validation: Validation[] = [];
  for (const [i, world] of worlds.entries()) {
    const step = `world ${i + 1} of ${worlds.length}`;
    const folder = join(options.folder, `${world.scenario.name}-${world.seed}`);
    mkdirSync(folder, { recursive: true });
    options.onProgress(`${step}, simulating`);
    const { logs, nodeKey, authorisations, truth } = await simulateWorld(world, folder);
    await observe({
      logs,
      nodeKey,
      authorisations,
      data: join(folder, 'data'),
      detectors: [],
      moments: [],
      workers: options.workers,
      onProgress: (text) => options.onProgress(`${step}, ${text}`),
      onLoaded: (loaded) => validation.push(labelTable(loaded, truth)),
    });
    rmSync(folder, { recursive: true, force: true });
  }
  const tuned = names.map((name) => {
    options.onProgress(`tuning ${name}`);
    const { setting, threshold, recall, fpr } = fitBaseline(BASELINES.find((one) => one.name === name)!, validation);
    return { name, setting, threshold, recall, fpr };
  });
  return { tuned, teaching: teachingTable(validation) };
}

/** A table of a tuning seed with its truth, for the choice of settings; never made of a scoring seed. */
function labelTable({ table, accountName }: LoadedWindow, truth: Truth): Validation {
  const labels = new Map(truth.accounts.map((account) => [account.account, account.campaign]));
  const numbers = new Map(truth.campaigns.map(({ name }, c) => [name, c]));
  const campaign = Int32Array.from(
    { length: table.accounts.count },
    (_, a) => numbers.get(labels.get(accountName(a)) ?? '') ?? -1,
  );
  return { table, campaign, benign: Uint8Array.from(campaign, (number) => (number === -1 ? 1 : 0)) };
}
