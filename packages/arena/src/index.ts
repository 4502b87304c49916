// SPDX-License-Identifier: Apache-2.0
export { type ArenaOptions, type ArenaProgress, runArena } from './arena.ts';
export type { Baseline, Detector, DetectorInput, DetectorOutput, Setting } from './detector.ts';
export { DETECTOR_NAMES, type Tuned } from './line-up.ts';
export type { ArenaResult, ScenarioResult } from './result.ts';
export type { DetectorRun, Run } from './run.ts';
export type { CampaignScore } from './score/campaign.ts';
export type { Rate } from './score/rate.ts';
export type { FalseGroup } from './score/score.ts';
export { STRATA } from './score/tally.ts';
export type { CampaignTotals, Totals } from './totals.ts';
