// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { HuntReport } from '@stillwatch/core';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, CHROMIUM_ARGS } from '../chromium.fixture.ts';
import { renderHtmlReport } from './render-html-report.ts';
import { buildEmptyReport, buildHostileReport, buildSampleReport } from './sample-report.fixture.ts';

describe.skipIf(!existsSync(CHROMIUM))(`the report in a browser (skipped without ${CHROMIUM})`, () => {
  let folder: string;
  let context: BrowserContext;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'stillwatch-report-'));
    context = await chromium.launchPersistentContext(join(folder, 'profile'), {
      executablePath: CHROMIUM,
      args: CHROMIUM_ARGS,
      viewport: { width: 1280, height: 900 },
    });
  });
  afterAll(async () => {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens a report from disk, offline; `seen` collects what went wrong and what was asked for. */
  async function open(report: HuntReport, name: string): Promise<{ page: Page; seen: string[]; requests: string[] }> {
    const file = join(folder, `${name}.html`);
    writeFileSync(file, renderHtmlReport(report));
    const page = await context.newPage();
    const seen: string[] = [];
    const requests: string[] = [];
    page.on('console', (message) => seen.push(message.text()));
    page.on('pageerror', (error) => seen.push(error.message));
    page.on('dialog', (dialog) => {
      seen.push('dialog');
      void dialog.dismiss();
    });
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    return { page, seen, requests };
  }

  const attribute = (page: Page, selector: string, name: string) => page.locator(selector).first().getAttribute(name);

  test('opens from disk with no error, no request but itself, and pictures that have a size', async () => {
    const { page, seen, requests } = await open(buildSampleReport(), 'sample');
    expect(seen).toEqual([]);
    expect(requests).toHaveLength(1);
    const sizes = await page
      .locator('svg.plot, svg.bar, .graph > svg, svg.spark')
      .evaluateAll((all) => all.map((svg) => [svg.getBoundingClientRect().width, svg.getBoundingClientRect().height]));
    expect(sizes).toHaveLength(3 * 4);
    for (const [width, height] of sizes) {
      expect(width).toBeGreaterThan(100);
      expect(height).toBeGreaterThan(20);
    }
    await page.close();
  });

  test('fits a telephone without scrolling sideways', async () => {
    for (const report of [buildSampleReport(), buildEmptyReport(), buildHostileReport()]) {
      const { page } = await open(report, 'narrow');
      await page.setViewportSize({ width: 390, height: 844 });
      const over = await page.locator('html').evaluate((root) => root.scrollWidth - root.clientWidth);
      expect(over).toBe(0);
      await page.close();
    }
  });

  test('every control is reached by tabbing, and arrow keys read values and accounts', async () => {
    const { page } = await open(buildSampleReport({ campaigns: 1 }), 'keys');
    const reached: string[] = [];
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Tab');
      const focused = page.locator(':focus');
      if ((await focused.count()) === 0) break;
      const name = await focused.evaluate((element) => element.getAttribute('class') ?? element.tagName.toLowerCase());
      reached.push(name);
      if (name === 'plot') {
        await page.keyboard.press('ArrowRight');
        expect(await attribute(page, '.plot', 'aria-valuetext')).toMatch(/^28 Sep 01:00 · campaign \d+ · everyone else \d+$/);
      }
      if (name === 'svg') {
        await page.keyboard.press('ArrowRight');
        expect(await page.locator('.readout').textContent()).toMatch(/^key-0-000000: linked to \d+ others?$/);
      }
      if (name === 'summary') await page.keyboard.press('Enter');
    }
    expect(reached).toEqual(expect.arrayContaining(['skip', 'plot', 'svg', 'summary', 'button', 'scroll']));
    await page.close();
  });

  test('the pointer shows values, and the list is copied', async () => {
    const { page } = await open(buildSampleReport({ campaigns: 1 }), 'pointer');
    await page.locator('.plot').hover({ position: { x: 500, y: 90 } });
    expect(await page.locator('.cursor text').textContent()).toMatch(/campaign \d+ · everyone else \d+/);
    await page.locator('summary').last().click();
    await page.getByRole('button', { name: 'Copy the list' }).click();
    await expect.poll(() => page.locator('.copied').textContent()).toMatch(/^(Copied|Selected)/);
    await page.close();
  });

  test('dark is dark, light is light, and paper is white', async () => {
    const { page } = await open(buildSampleReport({ campaigns: 1 }), 'schemes');
    const ground = () =>
      page.locator('body').evaluate((body) => body.ownerDocument.defaultView!.getComputedStyle(body).backgroundColor);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await ground()).toBe('rgb(20, 23, 28)');
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await ground()).toBe('rgb(251, 251, 249)');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await ground()).toBe('rgb(255, 255, 255)');
    await page.close();
  });

  test('hostile names run nothing and load nothing', async () => {
    const { page, seen, requests } = await open(buildHostileReport(), 'hostile');
    expect(seen).toEqual([]);
    expect(requests).toHaveLength(1);
    expect(await page.locator('img, iframe, [onerror], [onload], a[href^="javascript"]').count()).toBe(0);
    expect(await page.evaluate(() => (globalThis as { hacked?: number }).hacked ?? null)).toBeNull();
    await page.close();
  });
});
