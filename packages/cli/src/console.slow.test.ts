// SPDX-License-Identifier: Apache-2.0
/**
 * The console in a real browser, against a real node with the demonstration's traffic. Run with UPDATE_GOLDENS=1, it
 * takes the screenshots of README and docs anew.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SCENARIOS, writeScenario } from '@stillwatch/simulator';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, barriersOf, makeBrowser, NEEDS_BROWSER, NO_BROWSER, shoot } from './browser.slow.fixture.ts';
import { type RunningNode, startNode } from './node.slow.fixture.ts';

/** Names of campaigns are two words. */
const NAME = /^[a-z]+-[a-z]+$/;

describe.skipIf(NO_BROWSER)(`the console (${NEEDS_BROWSER})`, () => {
  const browser = makeBrowser();
  let node: RunningNode;
  let page: Page;
  const goTo = (name: string) => page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();

  beforeAll(async () => {
    node = await startNode(['--demonstration']);
    ({ page } = await browser.open('admin'));
  }, 300_000);
  afterAll(async () => {
    await browser.close();
    await node?.stop();
  });

  it('shows nothing before one has signed in, and the demonstration’s campaigns right after', async () => {
    await page.goto(node.address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(page.url()).toContain('/sign-in');
    expect(await barriersOf(page)).toEqual([]);
    await page.goto(node.link);
    await page.getByText('Demonstration.').waitFor();
    // Without a reload: the first hunt ends while one watches.
    const campaigns = page.locator('section[aria-labelledby=campaigns]').getByRole('link', { name: NAME });
    await expect.poll(() => campaigns.count(), { timeout: 120_000 }).toBe(3);
    await expect.poll(() => page.getByText(/reviews? waiting/).count(), { timeout: 30_000 }).toBeGreaterThan(0);
    expect(page.url()).not.toContain('token');
    expect(await barriersOf(page)).toEqual([]);
    await shoot(page, 'overview');
  });

  it('refuses a link that was used', async () => {
    const { page: second } = await browser.open('second');
    await second.goto(node.link);
    await second.getByText('SIGN_IN_FAILED').waitFor();
  });

  it('leads from a campaign to why, and down to the text of an exchange, which is recorded', async () => {
    await page.locator('section[aria-labelledby=campaigns]').getByRole('link', { name: NAME }).first().click();
    await page.getByRole('heading', { name: 'Why: the evidence, in bits' }).waitFor();
    await page.getByRole('heading', { name: 'Prompt templates' }).waitFor();
    await shoot(page, 'campaign');
    expect(await barriersOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Exchanges', exact: true }).click();
    await page
      .getByRole('button', { name: /^Reveal/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(await barriersOf(page)).toEqual([]);
    await dialog.getByRole('textbox').fill('Does the wrapper ask for hidden reasoning?');
    await dialog.getByRole('button', { name: 'Record and show' }).click();
    await dialog.getByRole('heading', { name: 'User' }).waitFor();
    expect(((await dialog.locator('pre').last().textContent()) ?? '').length).toBeGreaterThan(20);
    await shoot(page, 'exchange');
    await page.keyboard.press('Escape');
    await page.goto(`${node.address}/settings/audit`);
    await page.getByText('exchange.revealed').first().waitFor();
    expect(await page.getByText('Does the wrapper ask for hidden reasoning?').count()).toBeGreaterThan(0);
  });

  it('says what the verdict would be without a family of evidence', async () => {
    await goTo('Campaigns');
    await page.getByRole('link', { name: NAME }).first().click();
    await page.getByRole('link', { name: 'What if' }).click();
    await page.getByRole('group', { name: 'Families of evidence to take away' }).getByRole('button').first().click();
    await expect.poll(() => page.getByText(/bits/).count(), { timeout: 60_000 }).toBeGreaterThan(1);
    expect(await barriersOf(page)).toEqual([]);
  });

  it('lets one review with the keyboard alone', async () => {
    await page.goto(`${node.address}/review`);
    await page.getByText('Coordination is not guilt').waitFor();
    await shoot(page, 'review');
    expect(await barriersOf(page)).toEqual([]);
    await page.keyboard.press('c');
    await page.getByText('claimed by you', { exact: true }).waitFor();
    await page.keyboard.press('1');
    await page.locator('input[name=decision]:checked').waitFor();
    await page.keyboard.press('r');
    await page.locator('textarea:focus').waitFor();
    await page.keyboard.type('Same cards, one clock, rubric prompts only.');
    await page.keyboard.press('Escape');
    await page.locator('textarea:focus').waitFor({ state: 'detached' });
    // What is announced may be replaced by the next announcement before anybody looks; the answer is not.
    const answered = page.waitForResponse((response) => /\/reviews\/[^/]+\/decision$/.test(response.url()));
    await page.keyboard.press('Enter');
    expect((await answered).status()).toBe(200);
    await page.goto(`${node.address}/review?status=decided`);
    await page.getByText('Same cards, one clock, rubric prompts only.').first().waitFor();
  });

  it('is dark where the system is, and large enough for a thumb', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(node.address);
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    // Colours and widths settle a moment after the change.
    const brightest = async (): Promise<number> => {
      const colour = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      return Math.max(...colour.match(/\d+/g)!.slice(0, 3).map(Number));
    };
    await expect.poll(brightest, { timeout: 10_000 }).toBeLessThan(80);
    await page.locator('section[aria-labelledby=campaigns]').getByRole('link', { name: NAME }).first().waitFor();
    await expect.poll(() => barriersOf(page), { timeout: 20_000 }).toEqual([]);
    await shoot(page, 'overview-dark');
    await page.setViewportSize({ width: 390, height: 844 });
    const width = () => page.evaluate<number>('document.documentElement.scrollWidth');
    await expect.poll(width, { timeout: 10_000 }).toBeLessThanOrEqual(390);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.emulateMedia({ colorScheme: 'light' });
  });

  it.each(['campaigns', 'traffic', 'accounts', 'templates', 'settings'])('keeps nobody out of /%s', async (path) => {
    await page.goto(`${node.address}/${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle').catch(() => {});
    expect(await barriersOf(page)).toEqual([]);
    await shoot(page, path);
  });

  it('shows an auditor what they may see, and refuses the rest', async () => {
    const who = { name: 'an auditor', email: null, roles: ['auditor'] };
    const { link } = (await ask(page, 'inviteUser', { body: who })).json;
    const { page: theirs } = await browser.open('auditor');
    await theirs.goto(link);
    await theirs.getByRole('heading', { name: 'Overview' }).waitFor();
    await theirs.goto(`${node.address}/review`);
    await theirs
      .getByText(/Deciding needs the analyst or approver role/)
      .first()
      .waitFor();
    const refused = await ask(theirs, 'addKey', { body: { name: 'mine', permissions: ['intake'] } });
    expect([refused.status, refused.code]).toEqual([403, 'FORBIDDEN']);
  });

  it('shows a campaign that arrives while one watches, and tells a webhook of it', async () => {
    const alerts: string[] = [];
    const receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (piece: Buffer) => (body += piece.toString()));
      request.on('end', () => {
        alerts.push(body);
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const { port } = receiver.address() as AddressInfo;
    const out = mkdtempSync(join(tmpdir(), 'stillwatch-test-live-'));
    try {
      // The same days as the demonstration's, so that both are in one window; twice as fast as one could type.
      const until = Number(readFileSync(join(node.data, 'demonstration/until'), 'utf8'));
      const scenario = SCENARIOS.find(({ name }) => name === 'thinking-language')!;
      const start = until - 7 * 86_400_000;
      const written = await writeScenario(scenario, { seed: 5, scale: 0.4, out, formats: ['native'], start });
      const target = `http://127.0.0.1:${port}/hook`;
      await ask(page, 'addChannel', { body: { kind: 'webhook', name: 'test', target } });
      const key = await ask(page, 'addKey', { body: { name: 'gateway', permissions: ['intake'] } });
      const { secret } = key.json;
      await page.goto(`${node.address}/campaigns`);
      const rows = page.getByRole('table').getByRole('link', { name: NAME });
      await expect.poll(() => rows.count()).toBe(3);
      const body = readFileSync(written.files[0]!);
      for (let at = 0; at < body.length; ) {
        let end = Math.min(body.length, at + 8_000_000);
        if (end < body.length) end = body.lastIndexOf(10, end) + 1;
        const answer = await fetch(`${node.address}/v1/intake?format=native`, {
          method: 'POST',
          headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${secret}` },
          body: body.subarray(at, end),
        });
        expect([answer.status, ((await answer.json()) as { rejected: number }).rejected]).toEqual([200, 0]);
        at = end;
      }
      await expect.poll(() => rows.count(), { timeout: 180_000, interval: 1_000 }).toBeGreaterThanOrEqual(4);
      await expect
        .poll(() => alerts.filter((text) => text.includes('campaign.found')).length, { timeout: 60_000 })
        .toBeGreaterThan(0);
    } finally {
      receiver.close();
      rmSync(out, { recursive: true, force: true });
    }
  });

  it('was never complained of by the browser, and the node ends well', async () => {
    expect(browser.complaints.filter((text) => !/403|404/.test(text))).toEqual([]);
    expect(await node.stop()).toBe(0);
    expect(node.output()).toContain('stopped');
  });
});
