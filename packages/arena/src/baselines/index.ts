// SPDX-License-Identifier: Apache-2.0
import type { Baseline } from '../detector.ts';
import { fraudar } from './fraudar.ts';
import { fusion } from './fusion/fusion.ts';
import { mmd } from './mmd.ts';
import { nearDuplicate } from './near-duplicate.ts';
import { rateLimit } from './rate-limit.ts';
import { synchroTrap } from './synchrotrap.ts';

export { fitBaseline, restoreBaseline, teachingTable, type Validation } from './tune.ts';

/** Published and common methods that Stillwatch is compared with, all tuned on the same validation split. */
export const BASELINES: readonly Baseline[] = [rateLimit, nearDuplicate, synchroTrap, fraudar, mmd, fusion];
