// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync } from 'node:fs';
import { type ArenaOptions, DETECTOR_NAMES } from '@stillwatch/arena';
import { AppError } from '@stillwatch/core';
import { type Scenario, SCENARIOS, SCORING_SEEDS, TUNING_SEEDS } from '@stillwatch/simulator';
import { nearest } from '@stillwatch/traffic';
import { parseNumber } from '../parse-number.ts';

export interface ArenaFlags {
  readonly suite?: string;
  readonly scenario?: readonly string[];
  readonly seeds?: readonly number[];
  readonly tuning?: true;
  readonly scale: number;
  readonly corpus?: string;
  readonly arrivals?: string;
  readonly every?: number;
  readonly detectors: readonly string[];
  readonly ablate?: true;
  readonly jobs: number;
  readonly keep?: string;
  readonly json?: string;
  readonly report?: string;
  readonly requireRecall?: number;
  readonly maxFpr?: number;
  readonly quiet?: true;
}

const SUITES = ['record', 'evasion', 'small'] as const;

/** What the flags ask for. @throws AppError USAGE */
export function optionsOf(flags: ArenaFlags): ArenaOptions {
  const scenarios = scenariosOf(flags);
  const { keep } = flags;
  if (keep !== undefined && existsSync(keep) && readdirSync(keep).length > 0) {
    throw new AppError('USAGE', 'the folder is not empty', { place: { file: keep }, hint: 'Choose a new folder for --keep.' });
  }
  return {
    scenarios,
    validation: validationOf(scenarios),
    seeds: seedsOf(flags, scenarios),
    scale: flags.scale,
    corpus: flags.corpus,
    arrivals: flags.arrivals,
    every: flags.every ?? null,
    detectors: detectorsOf(flags),
    jobs: flags.jobs,
    keep,
  };
}

function scenariosOf({ suite, scenario, tuning }: ArenaFlags): Scenario[] {
  if (suite !== undefined && scenario !== undefined) throw new AppError('USAGE', 'give --suite or --scenario, not both');
  const chosen =
    scenario === undefined
      ? ofSuite(pick('suite', suite ?? 'record', SUITES))
      : scenario.map((name) => {
          const found = pick(
            'scenario',
            name,
            SCENARIOS.map((one) => one.name),
          );
          return SCENARIOS.find((one) => one.name === found)!;
        });
  const held = chosen.filter(({ heldOut }) => heldOut === true);
  if (tuning === true && scenario !== undefined && held.length > 0) {
    throw new AppError('USAGE', `${held[0]!.name} is held out: nothing may be tuned on it`);
  }
  return tuning === true ? chosen.filter((one) => !held.includes(one)) : chosen;
}

function ofSuite(suite: (typeof SUITES)[number]): Scenario[] {
  return SCENARIOS.filter(({ suites }) => suites.includes(suite));
}

/** Baselines are tuned on the suite of the first scenario; scenarios of no suite of ours, on the small one. */
function validationOf([first]: readonly Scenario[]): Scenario[] {
  const suite = SUITES.find((name) => first?.suites.includes(name)) ?? 'small';
  return ofSuite(suite).filter(({ heldOut }) => heldOut !== true);
}

function seedsOf({ seeds, tuning }: ArenaFlags, scenarios: readonly Scenario[]): readonly number[] {
  const scoring: readonly number[] = SCORING_SEEDS;
  if (seeds === undefined) {
    if (tuning === true) return TUNING_SEEDS.slice(0, 1);
    return scoring.slice(0, scenarios.some(({ suites }) => suites.includes('evasion')) ? 3 : 1);
  }
  const wrong = tuning === true ? seeds.find((seed) => scoring.includes(seed)) : seeds.find((seed) => !scoring.includes(seed));
  if (wrong === undefined) return seeds;
  throw new AppError('USAGE', tuning === true ? `${wrong} is a seed of scoring` : `${wrong} is no seed of scoring`, {
    hint: tuning === true ? `Tune on ${TUNING_SEEDS.join(', ')}.` : `Score on ${scoring.join(', ')}, or say --tuning.`,
  });
}

function detectorsOf({ detectors, ablate }: ArenaFlags): string[] {
  const { stillwatch, baselines, ablations } = DETECTOR_NAMES;
  const groups: Record<string, readonly string[]> = { stillwatch, baselines, all: [...stillwatch, ...baselines] };
  const single = [...stillwatch, ...baselines, ...ablations];
  const asked = detectors.flatMap((name) => groups[name] ?? [pick('detector', name, [...single, 'baselines', 'all'])]);
  return [...new Set([...asked, ...(ablate === true ? [...stillwatch, ...ablations] : [])])];
}

function pick<T extends string>(what: string, name: string, names: readonly T[]): T {
  const found = names.find((one) => one === name);
  if (found !== undefined) return found;
  throw new AppError('USAGE', `there is no ${what} "${name}"`, {
    hint: `Did you mean ${nearest(name, names) ?? names.join(', ')}?`,
  });
}

export function parseList(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}

export function parseSeeds(text: string): number[] {
  return [...new Set(parseList(text).map((seed) => parseNumber('--seeds', seed, 0, 2 ** 31, true)))];
}

/** Hours, or 0 for `end`. */
export function parseEvery(text: string): number {
  if (text === 'end') return 0;
  return parseNumber('--every', text.replace(/h$/, ''), 1, 24 * 28);
}
