// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildSample } from '../proven.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'report-'));
const file = join(folder, 'report.html');
let browser: Browser;
beforeAll(async () => {
  writeFileSync(file, buildSample().files.get('data/report.html')!);
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each([320, 1000])('at %i pixels nothing is cut off, and nothing is asked for', async (width) => {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  expect(asked).toEqual([pathToFileURL(file).href]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  await page.close();
});

test('pictures have words, headings are in order', async () => {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(file).href);
  const labels = await page
    .locator('svg')
    .evaluateAll((all) => all.map((one) => (one as { getAttribute(name: string): string | null }).getAttribute('aria-label')));
  expect(labels).toHaveLength(3);
  for (const label of labels) expect(label!.length).toBeGreaterThan(20);
  expect(await page.locator('h1').count()).toBe(1);
  await page.close();
});
