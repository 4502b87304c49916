// SPDX-License-Identifier: Apache-2.0
/** A browser as the tests of the console use it: one profile for each person, what keeps somebody out, what it complained of. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { API, type OperationId, type ResponseOf } from '@stillwatch/core/api';
import axe from 'axe-core';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { CHROMIUM, CHROMIUM_ARGS } from './chromium.fixture.ts';

const IMAGES = fileURLToPath(new URL('../../../docs/images/', import.meta.url));
const BUILT = existsSync(fileURLToPath(new URL('../../console/dist/index.html', import.meta.url)));
const UPDATE = process.env.UPDATE_GOLDENS === '1';
/** Folder for every screenshot, to look at while one works on the console. */
const SCREENSHOTS = process.env.SCREENSHOTS;

/** Is there neither a browser nor a console to look at? */
export const NO_BROWSER = !existsSync(CHROMIUM) || !BUILT;
export const NEEDS_BROWSER = `skipped without ${CHROMIUM} or a built console`;

export interface TestBrowser {
  /** Opens the browser of one more person, with a profile of its own. */
  open(person: string): Promise<{ readonly context: BrowserContext; readonly page: Page }>;
  /** What pages complained of; 401 before signing in is expected. */
  readonly complaints: string[];
  close(): Promise<void>;
}

export function makeBrowser(): TestBrowser {
  const profile = mkdtempSync(join(tmpdir(), 'stillwatch-test-browser-'));
  const opened: BrowserContext[] = [];
  const complaints: string[] = [];
  return {
    complaints,
    async open(person) {
      const context = await chromium.launchPersistentContext(join(profile, person), {
        executablePath: CHROMIUM,
        args: CHROMIUM_ARGS,
        viewport: { width: 1280, height: 800 },
        timezoneId: 'UTC',
      });
      opened.push(context);
      context.setDefaultTimeout(60_000);
      const page = context.pages()[0] ?? (await context.newPage());
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text());
      });
      return { context, page };
    },
    async close() {
      for (const context of opened) await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Takes a screenshot for the docs, when they are taken anew. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (UPDATE) await page.screenshot({ path: join(IMAGES, `${name}.png`) });
  await look(page, name);
}

/** Takes one of the whole page for whoever works on the console, when SCREENSHOTS names a folder. */
export async function look(page: Page, name: string): Promise<void> {
  if (SCREENSHOTS === undefined) return;
  await page.evaluate('scrollTo(0, 0)');
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}

/** Findings of axe-core that keep somebody out. */
export async function barriersOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

interface Question {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly etag?: string;
}

/** Asks the API as whoever is signed in there. @returns also the code of a refusal; what it answers is then something else. */
export async function ask<K extends OperationId>(
  page: Page,
  id: K,
  { params = {}, query = {}, body, etag }: Question = {},
): Promise<{ status: number; code: unknown; json: ResponseOf<K> }> {
  const { method, path } = API[id];
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const asked = {
    method,
    url: `${filled}?${new URLSearchParams(query).toString()}`,
    sent: body === undefined ? null : JSON.stringify(body),
    match: etag === undefined ? {} : { 'if-match': etag },
  };
  const { status, text } = await page.evaluate(async ({ method: how, url, sent, match }) => {
    const { csrfToken } = (await (await fetch('/v1/session')).json()) as { csrfToken: string };
    const type = sent === null ? {} : { 'content-type': 'application/json' };
    const answer = await fetch(url, { method: how, headers: { 'x-csrf-token': csrfToken, ...type, ...match }, body: sent });
    return { status: answer.status, text: await answer.text() };
  }, asked);
  const json: unknown = text.startsWith('{') ? JSON.parse(text) : {};
  return { status, code: (json as { code?: unknown }).code, json: json as ResponseOf<K> };
}
