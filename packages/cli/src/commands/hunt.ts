// SPDX-License-Identifier: Apache-2.0
import { statSync } from 'node:fs';
import { AppError, type HuntReport } from '@stillwatch/core';
import { Command, Option } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { hunt } from '../hunt.ts';
import type { HuntOptions } from '../hunt-options.ts';
import { onInterrupt } from '../interrupt.ts';
import { checkOutput, isHtmlReport, isJsonReport, print, wantsColour, writeOutput } from '../output.ts';
import { renderHtmlReport } from '../report/index.ts';
import { createProgress, renderText } from '../terminal/index.ts';
import { parseMoment } from '../times.ts';

interface HuntFlags {
  readonly format?: string;
  readonly map?: string;
  readonly data?: string;
  readonly since?: number;
  readonly until?: number;
  readonly authorisations?: string;
  readonly clickhouse?: string;
  readonly workers?: number;
  /** True without a file name: standard output. */
  readonly json?: string | true;
  readonly report?: string;
  readonly explain?: true;
  readonly quiet?: true;
  /** A line at the top of the report. */
  readonly notice?: string;
}

const EXAMPLES = `
Examples:
  stillwatch hunt logs/                                 hunt every log below a folder
  stillwatch hunt logs/ --report report.html --explain  with pictures, and every bit of evidence
  stillwatch hunt calls.csv --map columns.json --json   any table, as JSON on standard output
  zcat *.gz | stillwatch hunt -                         standard input
  stillwatch hunt today/ --data node/                   keep what was read; the next hunt adds to it

Environment: STILLWATCH_DATA (as --data), STILLWATCH_CLICKHOUSE (as --clickhouse), NO_COLOR.
Exit codes: 0 nothing found, 1 campaigns found, 2 wrong usage or input, 3 something is unavailable.`;

/** `stillwatch hunt`. */
export function huntCommand(onExit: (code: number) => void): Command {
  return new Command('hunt')
    .description('Reads logs of a model API and names the distillation campaigns in them.')
    .argument('[paths...]', 'files, folders, or - for standard input; plain, gzip or zstd')
    .option('--format <name>', 'log format (default: recognised file by file; see `stillwatch formats`)')
    .option('--map <file>', 'mapping file for CSV or JSON lines of any shape')
    .option('--data <folder>', 'data folder that keeps what was read (default: a temporary one)')
    .option('--since <time>', 'leave out what is earlier (ISO 8601, UTC unless it says otherwise)', parseMoment)
    .option('--until <time>', 'leave out what is at this time or later', parseMoment)
    .option('--authorisations <file>', 'JSON list of permitted uses: {account | org, kind, note, from?, to?}')
    .option('--clickhouse <url>', 'a ClickHouse server instead of the embedded engine')
    .option('--workers <n>', 'reading threads (default: one per core)', parseCount)
    .option('--json [file]', 'the whole result as JSON, on standard output or into a file')
    .option('--report <file>', 'self-contained HTML report')
    .option('--explain', 'every line of evidence, in bits')
    .option('--quiet', 'no progress')
    .addOption(new Option('--notice <text>', 'a line at the top of the report').hideHelp())
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], flags: HuntFlags) => onExit(await runHunt(...takeJsonPath(paths, flags))));
}

/** `--json logs/` means "as JSON, of logs/": what stands there as a folder, or as the only path, is to be hunted. */
function takeJsonPath(paths: string[], flags: HuntFlags): [string[], HuntFlags] {
  const { json } = flags;
  if (json === '-' && paths.length > 0) return [paths, { ...flags, json: true }];
  const isPath =
    typeof json === 'string' && (paths.length === 0 || statSync(json, { throwIfNoEntry: false })?.isDirectory() === true);
  return isPath ? [[...paths, json], { ...flags, json: true }] : [paths, flags];
}

async function runHunt(paths: string[], flags: HuntFlags): Promise<number> {
  const { json } = flags;
  if (paths.length === 0)
    throw new AppError('USAGE', 'say what to hunt', { hint: 'Give files, folders, or - for standard input.' });
  if (typeof json === 'string') checkOutput(json, isJsonReport);
  if (flags.report !== undefined) checkOutput(flags.report, isHtmlReport);
  if (flags.since !== undefined && flags.until !== undefined && flags.since >= flags.until) {
    throw new AppError('USAGE', '--since must be earlier than --until');
  }
  const progress = createProgress(process.stderr, { isTty: process.stderr.isTTY && flags.quiet !== true });
  const interrupt = onInterrupt();
  try {
    const report = await hunt({ ...optionsOf(paths, flags), signal: interrupt.signal }, progress.update);
    progress.end();
    await writeResults(report, flags);
    return report.campaigns.length > 0 ? EXIT.FOUND : EXIT.NOTHING_FOUND;
  } catch (error) {
    if (interrupt.signal.aborted) return EXIT.INTERRUPTED;
    throw error;
  } finally {
    progress.end();
    interrupt.release();
  }
}

function optionsOf(paths: string[], flags: HuntFlags): HuntOptions {
  return {
    paths,
    format: flags.format,
    map: flags.map,
    data: flags.data ?? (process.env.STILLWATCH_DATA || undefined),
    since: flags.since,
    until: flags.until,
    authorisations: flags.authorisations,
    clickhouseUrl: flags.clickhouse ?? (process.env.STILLWATCH_CLICKHOUSE || undefined),
    workers: flags.workers,
  };
}

async function writeResults(report: HuntReport, flags: HuntFlags): Promise<void> {
  const json = JSON.stringify(report, null, 2);
  if (flags.json === true) await print(json);
  else {
    const width = Math.min(120, process.stdout.columns ?? 100);
    await print(renderText(report, { explain: flags.explain === true, colour: wantsColour(process.stdout), width }));
  }
  if (typeof flags.json === 'string') writeOutput(flags.json, `${json}\n`);
  if (flags.report === undefined) return;
  writeOutput(flags.report, renderHtmlReport(report, { notice: flags.notice }));
  if (flags.quiet !== true) process.stderr.write(`report: ${flags.report}\n`);
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 64)
    throw new AppError('USAGE', `--workers takes a whole number from 1 to 64, not ${text}`);
  return count;
}
