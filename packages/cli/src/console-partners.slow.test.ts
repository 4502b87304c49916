// SPDX-License-Identifier: Apache-2.0
/**
 * Partners in a real browser, over two real nodes: each enters the other, and they compare lists that neither shows.
 * With SCREENSHOTS=folder it takes one of every page, to be looked at.
 */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { fact, noBarriers, region } from './browser-steps.slow.fixture.ts';
import { ask, look, NEEDS_BROWSER, NO_BROWSER } from './browser.slow.fixture.ts';
import { consolePair, pull, sweep } from './console-pair.slow.fixture.ts';
import type { RunningNode } from './node.slow.fixture.ts';

/** Of these 40 the partner has 30; and what stands in the list is a bucket, not 30. */
const ADDRESSES = Array.from({ length: 40 }, (_, i) => `198.51.100.${i + 1}`);
const IN_COMMON = 30;

describe.skipIf(NO_BROWSER)(`partners in the console (${NEEDS_BROWSER})`, () => {
  const consoles = consolePair();
  const part = (of: Page, name: string): Promise<void> =>
    of.getByRole('navigation', { name: 'Parts of sharing' }).getByRole('link', { name }).click();

  it('begins with nothing, and says what comes first', async () => {
    const { pair, atB } = consoles();
    for (const [name, words] of [
      ['', 'Nothing has been received'],
      ['/outbox', 'Nothing has been written to leave'],
      ['/peers', 'There is no partner yet'],
      ['/matching', 'Nothing has been matched yet'],
    ] as const) {
      await atB.goto(`${pair.b.address}/sharing${name}`);
      await atB.getByText(words).waitFor();
      await noBarriers(atB);
      await look(atB, `empty${name.replace('/', '-')}`);
    }
  });

  it('lets each administrator enter the other node as a partner', async () => {
    const { pair, atA, atB } = consoles();
    const whoIs = async (of: Page, node: RunningNode): Promise<{ organisation: string; key: string; url: string }> => {
      await of.goto(`${node.address}/sharing/node`);
      await region(of, 'What partners need').waitFor();
      await noBarriers(of);
      return {
        organisation: await fact(of, 'Signs as'),
        key: await fact(of, 'Public key'),
        url: await fact(of, 'TAXII 2.1 address'),
      };
    };
    const [a, b] = [await whoIs(atA, pair.a), await whoIs(atB, pair.b)];
    expect([a.organisation, b.organisation, a.url]).toEqual([
      'lab-a.example',
      'lab-b.example',
      expect.stringContaining(pair.a.address),
    ]);
    const add = async (of: Page, name: string, other: typeof a, signIn?: { user: string; password: string }): Promise<void> => {
      await part(of, 'Peers');
      await of.getByRole('button', { name: 'Add a partner' }).first().click();
      const dialog = of.getByRole('dialog');
      await dialog.getByLabel('Name, as you call it').fill(name);
      await dialog.getByLabel('Organisation, as it signs').fill(other.organisation);
      await dialog.getByLabel(/^TAXII API root/).fill(other.url);
      await dialog.getByLabel(/^Public key/).fill(other.key);
      await dialog.getByLabel(/^Sharing groups/).fill('frontier-labs');
      if (signIn !== undefined) await fillSignIn(dialog, signIn);
      await noBarriers(of);
      await look(of, `peer-add-${other.organisation}`);
      await dialog.getByRole('button', { name: 'Add it' }).click();
      await of.getByRole('heading', { level: 1, name }).waitFor();
    };
    const fillSignIn = async (dialog: Locator, { user, password }: { user: string; password: string }): Promise<void> => {
      await dialog.getByLabel('How this node signs in there').selectOption('basic');
      await dialog.getByLabel('User there').fill(user);
      await dialog.getByLabel('Password there').fill(password);
    };
    const credential = async (of: Page): Promise<{ user: string; password: string }> => {
      await of.getByRole('button', { name: 'Make a credential…' }).click();
      await of.getByRole('button', { name: 'Make it' }).click();
      const shown = of.getByRole('dialog').locator('code.secret');
      await expect.poll(() => shown.count()).toBe(2);
      await noBarriers(of);
      const [user, password] = await shown.allTextContents();
      await of.keyboard.press('Escape');
      await of.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await of.getByText(password!).count()).toBe(0);
      return { user: user!, password: password! };
    };
    await add(atA, 'Laboratory B', b);
    const forB = await credential(atA);
    await add(atB, 'Laboratory A', a, forB);
    const forA = await credential(atB);
    await atA.getByRole('button', { name: 'Change…' }).click();
    const change = atA.getByRole('dialog');
    await fillSignIn(change, forA);
    await change.getByRole('button', { name: 'Save' }).click();
    await change.waitFor({ state: 'detached' });
    await atA.getByText('by user and password, as').waitFor();
    for (const [page, node, partner] of [
      [atA, pair.a, 'Laboratory B'],
      [atB, pair.b, 'Laboratory A'],
    ] as const) {
      await pull(page, node, partner);
      await page.getByText('answers', { exact: true }).waitFor();
      await noBarriers(page);
    }
    await look(atA, 'peer-new');
  });

  it('compares lists with a partner in buckets, and shows neither its values', async () => {
    const { pair, atB, ida, ben } = consoles();
    await atB.goto(`${pair.b.address}/sharing/matching`);
    await atB.getByRole('button', { name: 'Own lists…' }).click();
    const lists = atB.getByRole('dialog');
    await lists.getByRole('radio', { name: 'addresses' }).check();
    const kept = [...ADDRESSES.slice(0, IN_COMMON), ...Array.from({ length: 25 }, (_, i) => `203.0.113.${i + 1}`)];
    await lists.getByLabel(/^Values/).fill(kept.join('\n'));
    await lists.getByLabel('Why are they kept?').fill('Addresses of the accounts we closed.');
    await noBarriers(atB);
    await look(atB, 'matching-lists');
    await lists.getByRole('button', { name: `Keep ${kept.length} values in place of the list before` }).click();
    await lists.waitFor({ state: 'detached' });
    await ida.goto(`${pair.a.address}/sharing/matching`);
    await ida.getByRole('button', { name: 'Match with a partner' }).first().click();
    const start = ida.getByRole('dialog');
    await start.getByRole('radio', { name: 'addresses' }).check();
    await start.getByLabel(/^Only these/).fill(ADDRESSES.join('\n'));
    await start.getByLabel('Why is it matched?').fill('Is it worth asking about the campaign?');
    await noBarriers(ida);
    await look(ida, 'matching-start');
    await start.getByRole('button', { name: 'Start it' }).click();
    await start.waitFor({ state: 'detached' });
    await ida.getByRole('row', { name: /Laboratory B.*20 or more.*addresses.*40/ }).waitFor();
    await noBarriers(ida);
    await look(ida, 'matching');
    const { json } = await ask(ida, 'listMatches');
    expect(json.items).toMatchObject([{ state: 'done', atLeast: 20, minimum: 10, values: 40, problem: null }]);
    expect(JSON.stringify(json)).not.toContain('198.51.100.');
    await ben.goto(`${pair.b.address}/sharing/matching`);
    const budgets = region(ben, 'What partners have asked here in this epoch');
    await budgets.getByText('Laboratory A').waitFor();
    await look(ben, 'matching-budgets');
    const { budgets: spent } = (await ask(ben, 'listMatchBudgets')).json;
    expect(spent[0]!.asked.find(({ kind }) => kind === 'address')!.elements).toBeGreaterThanOrEqual(ADDRESSES.length);
    await noBarriers(ben);
  });

  it('is dark where the system is, and fits a phone', async () => {
    const { pair, atA, ida } = consoles();
    const [peer] = (await ask(atA, 'listPeers')).json.items;
    await sweep(atA, pair.a, { peers: '/sharing/peers', peer: `/sharing/peers/${peer!.id}`, node: '/sharing/node' });
    await sweep(ida, pair.a, { matching: '/sharing/matching' });
  });

  it('was never complained of by the browser, and both nodes end well', async () => {
    const { pair, complaints } = consoles();
    expect(complaints).toEqual([]);
    expect([await pair.a.stop(), await pair.b.stop()]).toEqual([0, 0]);
  });
});
