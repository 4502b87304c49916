// SPDX-License-Identifier: Apache-2.0
import { runArena } from '@stillwatch/arena';
import { AppError } from '@stillwatch/core';
import { Command } from 'commander';
import { type ArenaFlags, optionsOf, parseEvery, parseList, parseSeeds } from '../arena/options.ts';
import { createArenaProgress } from '../arena/progress.ts';
import { renderArenaReport } from '../arena/render-html.ts';
import { renderArena } from '../arena/render-text.ts';
import { isArenaJson, toArenaJson } from '../arena/to-json.ts';
import { EXIT } from '../exit-codes.ts';
import { onInterrupt } from '../interrupt.ts';
import { checkOutput, isHtmlReport, print, wantsColour, writeOutput } from '../output.ts';
import { parseNumber } from '../parse-number.ts';

const EXAMPLES = `
Examples:
  stillwatch arena --suite small                        minutes: three campaigns, one clean world
  stillwatch arena --suite record --json record.json    attackers of the public record; about an hour
  stillwatch arena --scenario evasion-mixing --ablate   one scenario, and what each family of links is worth

Detectors get hashes, counts and times; the labels stay with the arena. Seeds of tuning and of scoring are apart.
Exit codes: 0 done, 2 wrong usage, 3 something is unavailable, or --require-recall or --max-fpr is not met.`;

/** `stillwatch arena`. */
export function arenaCommand(onExit: (code: number) => void): Command {
  const collect = (value: string, before: string[] = []): string[] => [...before, value];
  return new Command('arena')
    .description('Lets Stillwatch and other detectors compete over simulated campaigns, and scores them.')
    .option('--suite <name>', 'record, evasion or small (default: record)')
    .option('--scenario <name>', 'a scenario by name, instead of a suite; may be repeated', collect)
    .option('--seeds <list>', 'seeds, separated by commas (default: one of scoring, three for evasion)', parseSeeds)
    .option('--tuning', 'for tuning: other seeds than those of scoring, no scenario that is held out')
    .option('--scale <x>', 'multiplies the number of accounts', (text: string) => parseNumber('--scale', text, 0.001, 1000), 1)
    .option('--corpus <folder>', 'prompts to simulate with, instead of our grammars')
    .option('--arrivals <file>', 'trace of arrival times to simulate with')
    .option('--every <hours>', 'analyses along the way: 24h, 6h, or end for none (default: 24h; 6h below four days)', parseEvery)
    .option('--detectors <names>', 'stillwatch, baselines, all, or names (default: all)', parseList, ['all'])
    .option('--ablate', 'also Stillwatch without each family of links')
    .option(
      '--jobs <n>',
      'worlds at a time, each in its own process',
      (text: string) => parseNumber('--jobs', text, 1, 64, true),
      1,
    )
    .option('--keep <folder>', 'keep logs and labels of every world here (default: they are removed)')
    .option('--json <file>', 'the whole result as JSON')
    .option('--report <file>', 'self-contained HTML report')
    .option('--require-recall <x>', 'fail when Stillwatch finds a smaller share of the campaigns', share('--require-recall'))
    .option('--max-fpr <y>', 'fail when Stillwatch accuses a larger share of the benign accounts', share('--max-fpr'))
    .option('--quiet', 'no progress')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: ArenaFlags) => onExit(await compete(flags)));
}

function share(option: string): (text: string) => number {
  return (text) => parseNumber(option, text, 0, 1);
}

async function compete(flags: ArenaFlags): Promise<number> {
  const options = optionsOf(flags);
  if (flags.json !== undefined) checkOutput(flags.json, isArenaJson);
  if (flags.report !== undefined) checkOutput(flags.report, isHtmlReport);
  const progress = createArenaProgress(process.stderr, { isTty: process.stderr.isTTY, quiet: flags.quiet === true });
  const interrupt = onInterrupt();
  try {
    const result = await runArena({ ...options, signal: interrupt.signal, onProgress: progress.update });
    progress.end();
    const width = Math.max(80, Math.min(130, process.stdout.columns ?? 130));
    await print(renderArena(result, { colour: wantsColour(process.stdout), width }));
    const json = toArenaJson(result, { command: process.argv.slice(2), suite: flags.suite, tuning: flags.tuning === true });
    if (flags.json !== undefined) writeOutput(flags.json, `${JSON.stringify(json, null, 2)}\n`);
    if (flags.report !== undefined) writeOutput(flags.report, renderArenaReport(result));
    const unmet = [
      ...unmetOf('--require-recall', flags.requireRecall, result.campaignRecall, (found, wanted) => found >= wanted),
      ...unmetOf('--max-fpr', flags.maxFpr, result.accountFpr, (found, wanted) => found <= wanted),
    ];
    if (unmet.length > 0) throw new AppError('ARENA_UNMET', unmet.join('; '));
    return EXIT.OK;
  } catch (error) {
    if (interrupt.signal.aborted) return EXIT.INTERRUPTED;
    throw error;
  } finally {
    progress.end();
    interrupt.release();
  }
}

function unmetOf(
  option: string,
  wanted: number | undefined,
  found: number | null,
  holds: (found: number, wanted: number) => boolean,
): string[] {
  if (wanted === undefined || (found !== null && holds(found, wanted))) return [];
  return [`${option} ${wanted} is not met: it is ${found ?? 'not known'}`];
}
