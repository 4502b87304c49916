// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync } from 'node:fs';
import { AppError } from '@stillwatch/core';
import { SCENARIOS, type WireFormat, WIRE_FORMATS, writeScenario } from '@stillwatch/simulator';
import { nearest } from '@stillwatch/traffic';
import { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { print } from '../output.ts';

interface SimulateFlags {
  readonly out?: string;
  readonly seed: number;
  readonly scale: number;
  readonly format: WireFormat[];
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
    .option('--json', 'as JSON')
    .action(async (name: string | undefined, flags: SimulateFlags) => {
      if (name === undefined) await listScenarios(flags.json === true);
      else await simulate(name, flags);
      onExit(EXIT.OK);
    });
}

async function listScenarios(json: boolean): Promise<void> {
  const list = SCENARIOS.map(({ name, about, days }) => ({ name, about, days }));
  await print(json ? JSON.stringify(list, null, 2) : list.map(({ name, about }) => `${name.padEnd(12)} ${about}`).join('\n'));
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
  const written = await writeScenario(scenario, { seed: flags.seed, scale: flags.scale, out: flags.out, formats: flags.format });
  if (flags.json === true) return print(JSON.stringify(written, null, 2));
  await print(
    `${written.exchanges.toLocaleString('en')} exchanges of ${written.accounts.toLocaleString('en')} accounts\n` +
      `logs    ${written.files.join('\n        ')}\nlabels  ${written.labels}  (not for the hunt)`,
  );
}

function parseNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < least || value > most)
    throw new AppError('USAGE', `${option} takes a number from ${least} to ${most}, not ${text}`);
  return value;
}

function parseFormats(text: string): WireFormat[] {
  return text.split(',').map((name) => {
    const found = WIRE_FORMATS.find((format) => format === name.trim());
    if (found === undefined)
      throw new AppError('USAGE', `the simulator does not write "${name}"`, { hint: `It writes ${WIRE_FORMATS.join(', ')}.` });
    return found;
  });
}
