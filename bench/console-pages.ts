// SPDX-License-Identifier: Apache-2.0
/** What a person at the console waits for, measured in the browser itself. */
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { CHROMIUM, CHROMIUM_ARGS } from '../packages/cli/src/chromium.fixture.ts';
import { OBSERVE, SCROLL, type Scrolled } from './console-in-page.ts';

const ARGS = [...CHROMIUM_ARGS, '--enable-precise-memory-info'];
const WAIT_MS = 120_000;
const SETTLE_MS = 1_500;

export interface OpenedPage {
  readonly page: Page;
  /** Compressed bytes of script that were transferred. */
  readonly scriptBytes: number;
  /** Milliseconds from the start of the navigation to when each selector first matched. */
  readonly seenAt: Readonly<Record<string, number>>;
  /** The longest stretch in which the page could not answer, milliseconds; 0 where none was above 50. */
  readonly longestTask: number;
  /** Milliseconds of processor that the costliest task of the page's own thread took, without what it waited for. */
  readonly longestCpu: number;
}

/** Durations in microseconds; `tdur` is that on the processor. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** @param profile folder that is empty, so that nothing is cached. */
export async function openBrowser(profile: string): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(join(profile, 'browser'), {
    executablePath: CHROMIUM,
    args: ARGS,
    viewport: { width: 1280, height: 800 },
    timezoneId: 'UTC',
  });
  context.setDefaultTimeout(WAIT_MS);
  await context.addInitScript(OBSERVE);
  return context;
}

export async function signIn(page: Page, link: string): Promise<string> {
  await page.goto(link);
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  const cookies = await page.context().cookies();
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

/** Opens an address in a page of its own, until every selector has matched and the page has come to rest. */
export async function openPage(context: BrowserContext, address: string, selectors: readonly string[]): Promise<OpenedPage> {
  const page = await context.newPage();
  await page.addInitScript(`globalThis.bench.watch(${JSON.stringify(selectors)})`);
  const session = await context.newCDPSession(page);
  const costliest = new Map<string, number>();
  const mains = new Set<string>();
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const { name, pid, tid, tdur = 0, args } of value as unknown as TraceEvent[]) {
      const thread = `${pid}/${tid}`;
      if (name === 'thread_name' && args?.name === 'CrRendererMain') mains.add(thread);
      else if (name === 'RunTask') costliest.set(thread, Math.max(costliest.get(thread) ?? 0, tdur));
    }
  });
  await session.send('Tracing.start', { traceConfig: { includedCategories: ['disabled-by-default-devtools.timeline'] } });
  await page.goto(address);
  for (const selector of selectors) await page.locator(selector).first().waitFor({ state: 'attached' });
  await page.waitForTimeout(SETTLE_MS);
  const ended = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.end');
  await ended;
  const longestCpu = Math.max(0, ...[...mains].map((thread) => costliest.get(thread) ?? 0)) / 1_000;
  const seen = await page.evaluate<Omit<OpenedPage, 'page' | 'longestCpu'>>('globalThis.bench.opened()');
  return { page, ...seen, longestCpu };
}

/** Scrolls the list of the page until its last row. */
export function scrollList(page: Page): Promise<Scrolled> {
  return page.evaluate<Scrolled>(SCROLL);
}
