// SPDX-License-Identifier: Apache-2.0
import type { Evasion } from '@stillwatch/simulator';
import { adapt } from './adapt.ts';
import { buildDetectors, tuneBaselines, type Tuning } from './line-up.ts';
import { type Run, runWorld } from './run.ts';
import type { WorkOptions } from './work-options.ts';
import type { WorldSpec } from './world.ts';

/** What a process of its own is asked to do. Everything is plain data. */
export type Job =
  | { readonly kind: 'run'; readonly world: WorldSpec; readonly detectors: readonly string[]; readonly tuning: Tuning }
  | { readonly kind: 'tune'; readonly worlds: readonly WorldSpec[]; readonly baselines: readonly string[] }
  | { readonly kind: 'adapt'; readonly world: WorldSpec };

/** What each kind of job answers. */
export interface Answers {
  readonly run: Omit<Run, 'adapted'>;
  readonly tune: Tuning;
  readonly adapt: Readonly<Record<string, Evasion>>;
}

export function doJob(job: Job, options: WorkOptions): Promise<Answers[Job['kind']]> {
  switch (job.kind) {
    case 'run':
      return runWorld(job.world, buildDetectors(job.detectors, job.tuning), options.folder, options);
    case 'tune':
      return tuneBaselines(job.worlds, job.baselines, options);
    case 'adapt':
      return adapt(job.world, options);
  }
}
