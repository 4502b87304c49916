// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '@stillwatch/core';
import { CATALOGUE } from './campaigns/catalogue.ts';

export interface BenchOptions {
  readonly accounts: number;
  readonly days: number;
  readonly seeds: readonly number[];
  /** Names of campaigns; null = drawn by seed. */
  readonly only: readonly string[] | null;
  readonly sparse: boolean;
  readonly out: string | null;
  readonly keep: boolean;
  readonly hunt: boolean;
  readonly json: string | null;
  readonly shared: string;
}

export const HELP = `node bench/composed.ts [options]
  --accounts N    benign accounts (20000)
  --seed S        1 to 5 are for tuning, 11 to 15 for scoring (1)
  --suite SEEDS   several seeds, such as 11-15 or 1,2, and their totals
  --days D        length of the log (7)
  --only NAMES    campaigns by name, separated by commas, or all, or none; absent: half of them, drawn by seed
  --sparse        an operator that keeps neither payment nor device nor the day of creation
  --out DIR       where to write logs/, labels.jsonl, truth.json and authorisations.json; absent: a temporary folder
  --keep          keep the temporary folder
  --no-hunt       compose only
  --json FILE     also write the scores as JSON
  --shared DIR    folder that holds data/; absent: ../shared beside the repository
Campaigns: ${CATALOGUE.map((kind) => kind.name).join(', ')}`;

/** Options of a command line; null when help is asked for. @throws AppError BAD_FLAG */
export function readOptions(args: readonly string[]): BenchOptions | null {
  const { values } = parseFlags(args);
  if (values.help === true) return null;
  if (values.suite !== undefined && values.seed !== undefined) throw badFlag('--suite and --seed exclude each other');
  return {
    accounts: readCount('--accounts', values.accounts ?? '20000', 500),
    days: readCount('--days', values.days ?? '7', 2),
    seeds: readSeeds(values.suite ?? values.seed ?? '1'),
    only: values.only === undefined ? null : readNames(values.only),
    sparse: values.sparse ?? false,
    out: values.out ?? null,
    keep: values.keep ?? false,
    hunt: values['no-hunt'] !== true,
    json: values.json ?? null,
    shared: values.shared ?? resolve(import.meta.dirname, '..', '..', '..', 'shared'),
  };
}

function parseFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        accounts: { type: 'string' },
        seed: { type: 'string' },
        suite: { type: 'string' },
        days: { type: 'string' },
        only: { type: 'string' },
        sparse: { type: 'boolean' },
        out: { type: 'string' },
        keep: { type: 'boolean' },
        'no-hunt': { type: 'boolean' },
        json: { type: 'string' },
        shared: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw badFlag((error as Error).message);
  }
}

function readCount(flag: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least)
    throw badFlag(`${flag} must be a whole number of at least ${least}, not "${text}"`);
  return value;
}

function readSeeds(text: string): number[] {
  const seeds = text.split(',').flatMap((part) => {
    const [first, last = first] = part.split('-');
    const from = readCount('a seed', first ?? '', 0);
    const until = readCount('a seed', last ?? '', from);
    return Array.from({ length: until - from + 1 }, (_, i) => from + i);
  });
  return [...new Set(seeds)];
}

function readNames(text: string): string[] {
  const known = CATALOGUE.map((kind) => kind.name);
  if (text === 'all') return known;
  if (text === 'none') return [];
  const names = text.split(',');
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw badFlag(`no campaign is called "${unknown}"; known are ${known.join(', ')}`);
  return names;
}

function badFlag(message: string): AppError {
  return new AppError('USAGE', message, { hint: 'node bench/composed.ts --help' });
}
