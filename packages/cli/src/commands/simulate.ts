// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, statSync } from 'node:fs';
import { AppError } from '@stillwatch/core';
import {
  readArrivals,
  readCorpus,
  SCENARIOS,
  type SimulateOptions,
  type WireFormat,
  WIRE_FORMATS,
  writeScenario,
} from '@stillwatch/simulator';
import { nearest } from '@stillwatch/traffic';
import { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { print } from '../output.ts';
import { parseNumber } from '../parse-number.ts';

/** Fewer prompts than this are a mistake. */
const LEAST_PROMPTS = 100;

interface SimulateFlags {
  readonly out?: string;
  readonly seed: number;
  readonly scale: number;
  readonly format: WireFormat[];
  readonly corpus?: string;
  readonly arrivals?: string;
  readonly json?: true;
}

/** `stillwatch simulate`. */
export function simulateCommand(onExit: (code: number) => void): Command {
  return new Command('simulate')
    .description('Writes simulated traffic with labels: populations and campaigns shaped on the public record.')
    .argument('[scenario]', 'name of a scenario; none lists them')
    .option('--out <folder>', 'where logs/ and labels.jsonl go (must be empty or new)')
    .option('--seed <n>', 'same seed, same traffic', (text) => parseNumber('--seed', text, 0, 2 ** 31), 1)
    .option('--scale <x>', 'multiplies the number of accounts', (text) => parseNumber('--scale', text, 0.001, 1000), 1)
    .option('--format <names>', 'log formats, separated by commas', parseFormats, ['litellm', 'native'] as WireFormat[])
    .option('--corpus <folder>', 'prompts of txt, json, jsonl and csv files instead of made-up ones')
    .option('--arrivals <file>', 'a trace (csv or jsonl with timestamps) whose gaps and hours people keep to')
    .option('--json', 'as JSON')
    .action(async (name: string | undefined, flags: SimulateFlags) => {
      if (name === undefined) await listScenarios(flags.json === true);
      else await simulate(name, flags);
      onExit(EXIT.OK);
    });
}

async function listScenarios(json: boolean): Promise<void> {
  const list = SCENARIOS.map(({ name, about, days, suites }) => ({ name, about, days, suites }));
  await print(json ? JSON.stringify(list, null, 2) : list.map(({ name, about }) => `${name.padEnd(22)} ${about}`).join('\n'));
}

async function simulate(name: string, flags: SimulateFlags): Promise<void> {
  const scenario = SCENARIOS.find((entry) => entry.name === name);
  if (scenario === undefined) {
    const names = SCENARIOS.map((entry) => entry.name);
    throw new AppError('USAGE', `there is no scenario "${name}"`, {
      hint: `Did you mean ${nearest(name, names) ?? names.join(', ')}?`,
    });
  }
  if (flags.out === undefined) throw new AppError('USAGE', 'say where to write with --out FOLDER');
  if (existsSync(flags.out) && readdirSync(flags.out).length > 0) {
    throw new AppError('USAGE', 'the folder is not empty', {
      place: { file: flags.out },
      hint: 'Choose a new folder for --out.',
    });
  }
  const { seed, scale, out, format: formats } = flags;
  const written = await writeScenario(scenario, { seed, scale, out, formats, ...readMaterial(flags) });
  if (flags.json === true) return print(JSON.stringify(written, null, 2));
  await print(
    `${written.exchanges.toLocaleString('en')} exchanges of ${written.accounts.toLocaleString('en')} accounts\n` +
      `logs    ${written.files.join('\n        ')}\nlabels  ${written.labels}  (not for the hunt)\n` +
      `permits ${written.authorisations}  (for --authorisations)`,
  );
}

/** Reads what is to be used instead of our own grammars and hours. */
function readMaterial({ corpus, arrivals }: SimulateFlags): Pick<SimulateOptions, 'corpus' | 'arrivals'> {
  const material: { corpus?: readonly string[]; arrivals?: NonNullable<SimulateOptions['arrivals']> } = {};
  if (corpus !== undefined) {
    if (!existsSync(corpus) || !statSync(corpus).isDirectory()) throw absent('folder', corpus);
    const { prompts, files, skipped } = readCorpus(corpus);
    if (prompts.length < LEAST_PROMPTS) {
      throw new AppError('INPUT_EMPTY', `only ${prompts.length} prompts in ${files} files; ${skipped} entries skipped`, {
        place: { file: corpus },
        hint: 'Prompts are lines or paragraphs of .txt, or members named prompt, instruction, question, input, text …',
      });
    }
    process.stderr.write(`${prompts.length.toLocaleString('en')} prompts of ${files} files; ${skipped} entries skipped\n`);
    material.corpus = prompts;
  }
  if (arrivals !== undefined) {
    if (!existsSync(arrivals) || !statSync(arrivals).isFile()) throw absent('file', arrivals);
    const trace = readArrivals(arrivals);
    if (trace === null) {
      throw new AppError('INPUT_EMPTY', 'the trace holds fewer than 16 readable timestamps', {
        place: { file: arrivals },
        hint: 'It takes .csv with a header or .jsonl, and a column named timestamp, time, arrived_at …',
      });
    }
    material.arrivals = trace;
  }
  return material;
}

function absent(what: string, path: string): AppError {
  return new AppError('INPUT_NOT_FOUND', `there is no such ${what}`, { place: { file: path } });
}

function parseFormats(text: string): WireFormat[] {
  return text.split(',').map((name) => {
    const found = WIRE_FORMATS.find((format) => format === name.trim());
    if (found === undefined)
      throw new AppError('USAGE', `the simulator does not write "${name}"`, { hint: `It writes ${WIRE_FORMATS.join(', ')}.` });
    return found;
  });
}
