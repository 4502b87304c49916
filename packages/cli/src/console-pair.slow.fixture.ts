// SPDX-License-Identifier: Apache-2.0
/** Two nodes and who sits before their consoles: what journeys through sharing begin with, and steps that they have in common. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { invite, noBarriers, openEntry } from './browser-steps.slow.fixture.ts';
import { ask, look, makeBrowser } from './browser.slow.fixture.ts';
import type { RunningNode } from './node.slow.fixture.ts';
import { type SharingPair, startPair } from './sharing-pair.slow.fixture.ts';

interface People {
  /** First people of the nodes, who administer them. */
  readonly atA: Page;
  readonly atB: Page;
  /** At A: an analyst who may write releases, and somebody who only lets them leave. At B: an analyst. */
  readonly ida: Page;
  readonly grace: Page;
  readonly ben: Page;
}

export interface ConsolePair extends People {
  readonly pair: SharingPair;
  /** What pages complained of. */
  readonly complaints: readonly string[];
}

/** Opens it before the first test of a suite and closes it after the last; where a test fails, every page is looked at. */
export function consolePair(): () => ConsolePair {
  const browser = makeBrowser();
  let pair: SharingPair | undefined;
  let people: People | undefined;
  beforeAll(async () => {
    pair = await startPair();
    const [{ page: atA }, { page: atB }] = [await browser.open('admin of A'), await browser.open('admin of B')];
    for (const [page, node] of [
      [atA, pair.a],
      [atB, pair.b],
    ] as const) {
      await page.goto(node.link);
      await page.getByRole('heading', { name: 'Overview' }).waitFor();
    }
    people = {
      atA,
      atB,
      ida: await invite(browser, atA, 'Ida', ['analyst', 'releaser']),
      grace: await invite(browser, atA, 'Grace', ['releaser']),
      ben: await invite(browser, atB, 'Ben', ['analyst']),
    };
  }, 420_000);
  afterAll(async () => {
    await browser.close();
    await pair?.close();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    for (const [name, page] of Object.entries<Page>({ ...people })) await look(page, `failed-${name}`);
  });
  return () => ({ pair: pair!, ...people!, complaints: browser.complaints });
}

/** Makes the nodes partners of each other, as their administrators would, and has each ask the other once. */
export async function makePartners({ atA, atB }: ConsolePair): Promise<void> {
  const [a, b] = [(await ask(atA, 'getSharing')).json, (await ask(atB, 'getSharing')).json];
  const add = async (of: Page, name: string, { organisation, key, taxiiUrl: url }: typeof a): Promise<string> => {
    const body = { name, organisation, url, publicKey: key.publicKey, groups: ['frontier-labs'] };
    return (await ask(of, 'addPeer', { body })).json.id;
  };
  const [bAtA, aAtB] = [await add(atA, 'Laboratory B', b), await add(atB, 'Laboratory A', a)];
  for (const [of, id, other, idThere] of [
    [atA, bAtA, atB, aAtB],
    [atB, aAtB, atA, bAtA],
  ] as const) {
    const { user, secret } = (await ask(other, 'issuePeerCredential', { params: { id: idThere } })).json;
    const { etag } = (await ask(of, 'getPeer', { params: { id } })).json;
    const body = { signIn: { kind: 'basic', user, password: secret } };
    expect((await ask(of, 'changePeer', { params: { id }, body, etag })).status).toBe(200);
    expect((await ask(of, 'pullPeer', { params: { id } })).json).toMatchObject({ outcome: 'ok' });
  }
}

/** Has a node ask a partner now. */
export async function pull(of: Page, { address }: RunningNode, partner: string): Promise<void> {
  await openEntry(of, `${address}/sharing/peers`, partner);
  await of.getByRole('button', { name: 'Pull now' }).click();
  await of.getByText(/objects? received, \d+ of them new and accepted/).waitFor();
}

/** Pages of a node, each dark on a screen and light on a phone: nothing keeps somebody out, and nothing is wider than it. */
export async function sweep(of: Page, { address }: RunningNode, paths: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, path] of Object.entries(paths)) {
    for (const [colorScheme, width] of [
      ['dark', 1280],
      ['light', 390],
    ] as const) {
      await of.emulateMedia({ colorScheme });
      await of.setViewportSize({ width, height: 844 });
      await of.goto(`${address}${path}`);
      await of.getByRole('heading', { level: 1 }).waitFor();
      await expect.poll(() => of.locator('.skeleton').count(), { timeout: 30_000 }).toBe(0);
      const wide = () => of.evaluate<number>('document.documentElement.scrollWidth');
      await expect.poll(wide, { timeout: 10_000, message: `${path} at ${width}` }).toBeLessThanOrEqual(width);
      await noBarriers(of);
      await look(of, `sweep-${name}-${colorScheme}-${width}`);
    }
    await of.setViewportSize({ width: 1280, height: 800 });
    await of.emulateMedia({ colorScheme: 'light' });
  }
}
