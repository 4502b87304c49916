// SPDX-License-Identifier: Apache-2.0
/**
 * The console and its API at size: one campaign of 5,000 accounts, 100,000 accounts in all, in a real browser.
 *
 *   npm run bench:console -- [--smoke] [--json FILE] [--seed N]
 *
 * Simulates a world, delivers it through a followed folder, waits for its hunt and measures. Exit code 1 when a limit
 * that does not depend on the machine is not kept: bytes, rows reached, rows in the document. Times are told with their
 * limit and judged by whoever reads them. Needs Chromium (`CHROMIUM` names it) and a built console; Linux only.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeScenario } from '@stillwatch/simulator';
import type { BrowserContext } from 'playwright-core';
import { type ApiFigure, asker, awaitHunt, awaitStored, measureApi } from './console-api.ts';
import { serveNode } from './console-node.ts';
import { openBrowser, type OpenedPage, openPage, scrollList, signIn } from './console-pages.ts';
import { type Figure, keeps, printFigures, ratioOf } from './console-table.ts';
import { consoleWorld, FULL, SMOKE } from './console-world.ts';

const SCRIPT_BYTES = 300_000;
/** Above this, a person feels that the page hangs. */
const TASK_MS = 200;
const LEDGER_MS = 1_000;
const GRAPH_MS = 5_000;
const DOM_ROWS = 150;
const ANSWER_MS = 500;
const MB = 1_048_576;
const DAY = 86_400_000;

const { values } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    json: { type: 'string' },
    seed: { type: 'string', default: '11' },
  },
});
const size = values.smoke ? SMOKE : FULL;
const folder = mkdtempSync(join(tmpdir(), 'stillwatch-bench-console-'));
const figures: Figure[] = [];
const started = performance.now();
const machine = `${availableParallelism()} cores, load ${loadavg()[0]!.toFixed(1)} at the start, Node ${process.versions.node}`;

try {
  say('simulating');
  const start = Math.floor(Date.now() / DAY) * DAY - 2 * DAY;
  const out = join(folder, 'world');
  const written = await writeScenario(consoleWorld(size), { seed: Number(values.seed), out, formats: ['native'], start });
  say(`${written.exchanges} exchanges of ${written.accounts} accounts; starting the node`);
  const node = await serveNode(join(folder, 'data'), join(out, 'logs'));
  try {
    const browser = await openBrowser(folder);
    try {
      const [first] = browser.pages();
      const cookie = await signIn(first!, node.link);
      await first!.close();
      const ask = asker(node.address, cookie);
      await awaitStored(ask, written.exchanges);
      say('stored; hunting');
      const { campaign, accounts, seconds } = await awaitHunt(ask, node.address, cookie);
      say(`the largest campaign has ${campaign.accounts} accounts; asking the API`);
      told('hunt over everything', seconds, 's');
      told('accounts of the largest campaign', campaign.accounts, 'rows');
      addApi(await measureApi(ask, campaign.id, values.smoke ? 5 : 20));
      say('opening pages');
      await measurePages(browser, node.address, { campaign: campaign.id, members: campaign.accounts, accounts });
      told('memory of the node afterwards', node.residentBytes() / MB, 'MB');
    } finally {
      await browser.close();
    }
  } finally {
    await node.stop();
  }
  console.log(`${machine}, ${loadavg()[0]!.toFixed(1)} at the end\n`);
  console.log(printFigures(figures));
  if (values.json !== undefined) {
    const rows = figures.map((figure) => ({ ...figure, ratio: ratioOf(figure) }));
    writeFileSync(values.json, `${JSON.stringify({ machine, size, exchanges: written.exchanges, figures: rows }, null, 1)}\n`);
  }
  const broken = figures.filter((figure) => figure.exact === true && !keeps(figure));
  for (const { name } of broken) console.log(`FAILED: ${name}`);
  if (broken.length > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measurePages(
  context: BrowserContext,
  address: string,
  { campaign, members, accounts }: { campaign: string; members: number; accounts: number },
): Promise<void> {
  const overview = await openPage(context, address, ['.uplot canvas']);
  exact('overview: compressed script', overview.scriptBytes / 1_000, 'kB', SCRIPT_BYTES / 1_000);
  addTasks('overview', overview);
  await overview.page.close();

  const ledger = 'table.ledger tbody tr';
  const graph = '.graph[data-placed=true]';
  const why = await openPage(context, `${address}/campaigns/${campaign}`, [ledger, graph]);
  timed('campaign: evidence ledger is there', why.seenAt[ledger]!, LEDGER_MS);
  timed('campaign: graph is placed', why.seenAt[graph]!, GRAPH_MS);
  addTasks('campaign', why);
  await why.page.close();

  const lists = [
    ['accounts of the campaign', `${address}/campaigns/${campaign}?tab=accounts`, members],
    ['accounts', `${address}/accounts`, accounts],
  ] as const;
  for (const [name, at, rows] of lists) {
    const { page } = await openPage(context, at, ['.table-box tbody tr:not(.spacer)']);
    const scrolled = await scrollList(page);
    exact(`${name}: rows reached`, scrolled.rows, 'rows', rows, true);
    exact(`${name}: rows in the document`, scrolled.domRows, 'rows', DOM_ROWS);
    timed(`${name}: longest task while scrolling`, scrolled.longestTask, TASK_MS, `${scrolled.longTasks} above 50 ms`);
    told(`${name}: blocked beyond 50 ms, in all`, scrolled.blockedMs, 'ms', `of ${scrolled.seconds.toFixed(1)} s`);
    told(`${name}: memory of the page’s script`, scrolled.heapBytes / MB, 'MB');
    await page.close();
  }
}

function addApi(answers: readonly ApiFigure[]): void {
  const least = answers[0]!.p50;
  for (const { name, p50, p95 } of answers) {
    figures.push({
      name: `API ${name}, p95`,
      value: p95,
      unit: 'ms',
      limit: ANSWER_MS,
      note: `p50 ${p50.toFixed(1)} ms, ${(p50 / least).toFixed(1)} × the least answer`,
    });
  }
}

function addTasks(name: string, { longestTask, longestCpu }: OpenedPage): void {
  timed(
    `${name}: longest task while opening`,
    longestTask,
    TASK_MS,
    'with what it waited for: drawing in software, other programs',
  );
  timed(`${name}: processor of the costliest task`, longestCpu, TASK_MS);
}

function exact(name: string, value: number, unit: Figure['unit'], limit: number, least?: true): void {
  figures.push({ name, value, unit, limit, exact: true, ...(least === undefined ? {} : { least }) });
}

function timed(name: string, value: number, limit: number, note?: string): void {
  figures.push({ name, value, unit: 'ms', limit, ...(note === undefined ? {} : { note }) });
}

function told(name: string, value: number, unit: Figure['unit'], note?: string): void {
  figures.push({ name, value, unit, limit: null, ...(note === undefined ? {} : { note }) });
}

function say(line: string): void {
  console.error(`${((performance.now() - started) / 1_000).toFixed(0).padStart(5)} s  ${line}`);
}
