// SPDX-License-Identifier: Apache-2.0
/**
 * The hunt at the size of the public record: 24,000 accounts and 16 million exchanges of three campaigns among other
 * customers, from JSON lines to named campaigns, by the command that everybody uses.
 *
 *   npm run bench:february -- [--smoke] [--share 1] [--customers 100000] [--keep FOLDER] [--workers N]
 *
 * Mark: ten minutes on two cores. Needs about 1.2 GB of disk per million exchanges. `--share` takes a part of the
 * accounts of each campaign. Exit code 1 when a campaign is missed or the mark is, at full size. Linux only.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { HuntReport } from '@stillwatch/core';
import { type Label, listParts, readParts, writePart, writeParts } from './february-world.ts';
import { watchFamily } from './watch-family.ts';

const MARK_SECONDS = 600;
const MB = 1_048_576;

const { values } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    share: { type: 'string' },
    customers: { type: 'string' },
    keep: { type: 'string' },
    workers: { type: 'string' },
    write: { type: 'string' },
    folder: { type: 'string' },
  },
});
const share = Number(values.share ?? (values.smoke ? 0.02 : 1));
const customers = Number(values.customers ?? (values.smoke ? 2_000 : 100_000));
if (!(share > 0 && share <= 1)) throw new Error('--share is above 0 and at most 1');
if (!Number.isInteger(customers) || customers < 100) throw new Error('--customers is a whole number from 100');
const parts = listParts(share, customers);

if (values.write !== undefined) await writePart(values.folder!, parts.find(({ name }) => name === values.write)!);
else await measure();

async function measure(): Promise<void> {
  const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'stillwatch-february-'));
  try {
    if (!existsSync(join(folder, 'logs'))) {
      await writeParts(folder, parts, ['--share', `${share}`, '--customers', `${customers}`], availableParallelism());
    }
    const { labels, bytes } = readParts(folder, parts);
    print(
      `${(bytes / 1e9).toFixed(1)} GB of log, ${availableParallelism()} cores, load ${loadavg()[0]!.toFixed(1)}, Node ${process.versions.node}`,
    );
    const json = join(folder, 'hunt.json');
    const figures = await hunt(folder, json);
    const report = JSON.parse(readFileSync(json, 'utf8')) as HuntReport;
    const missed = printReport(report, labels);
    const steps = Object.entries(report.timings).map(([step, seconds]) => `${step} ${seconds.toFixed(0)}`);
    print(
      `seconds              ${figures.seconds.toFixed(0)}      mark ${MARK_SECONDS}, ratio ${(figures.seconds / MARK_SECONDS).toFixed(2)}`,
    );
    print(`of which             ${steps.join(', ')}`);
    print(`processor            ${figures.cpuSeconds.toFixed(0)} s`);
    print(`peak memory          ${figures.peaks.map((peak) => `${Math.round(peak / MB)} MB`).join(' + engine ')}`);
    if (missed > 0 || (share === 1 && figures.seconds > MARK_SECONDS)) process.exitCode = 1;
  } finally {
    if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

async function hunt(folder: string, json: string) {
  const main = fileURLToPath(new URL('../packages/cli/src/main.ts', import.meta.url));
  const workers = values.workers === undefined ? [] : ['--workers', values.workers];
  const authorisations = ['--authorisations', join(folder, 'others', 'authorisations.json')];
  const begin = performance.now();
  const child = spawn(process.execPath, [main, 'hunt', join(folder, 'logs'), '--json', json, ...authorisations, ...workers], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const family = watchFamily(child.pid!);
  const [code] = (await once(child, 'exit')) as [number | null];
  const seconds = (performance.now() - begin) / 1000;
  const { cpuSeconds, peaks } = family.end();
  if (code !== 0 && code !== 1) throw new Error(`the hunt ended with ${code}`);
  return { seconds, cpuSeconds, peaks };
}

/** @returns how many campaigns were missed: less than half of their accounts accused. */
function printReport(report: HuntReport, labels: readonly Label[]): number {
  const truth = new Map(labels.map((label) => [label.account, label]));
  const accusing = report.campaigns.filter(({ tier }) => tier !== 'watch');
  const accused = new Set(accusing.flatMap(({ accounts }) => accounts));
  print(`${report.read.exchanges.toLocaleString('en')} exchanges of ${report.accounts.toLocaleString('en')} accounts\n`);
  for (const { name, tier, bits, accounts } of report.campaigns) {
    const held = Map.groupBy(accounts, (account) => truth.get(account)?.campaign ?? `[${truth.get(account)?.kind}]`);
    const holds = [...held].map(([who, list]) => `${who} ${list.length}`).toSorted();
    print(`${tier.padEnd(10)} ${bits.toFixed(0).padStart(4)} bits  ${name}: ${holds.slice(0, 6).join(', ')}`);
  }
  let missed = 0;
  for (const [campaign, members] of Map.groupBy(
    labels.filter((label) => label.campaign !== null),
    (label) => label.campaign!,
  )) {
    const found = members.filter(({ account }) => accused.has(account)).length;
    if (found < members.length / 2) missed++;
    print(`${campaign.padEnd(20)} ${found} of ${members.length} accounts accused`);
  }
  const benign = labels.filter((label) => label.campaign === null);
  const wronged = benign.filter(({ account }) => accused.has(account)).length;
  print(`${'customers'.padEnd(20)} ${wronged} of ${benign.length} accused\n`);
  return missed;
}

function print(line: string): void {
  console.log(line);
}
