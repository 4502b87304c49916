// SPDX-License-Identifier: Apache-2.0
/** Steps that journeys through the console have in common; each waits for what it needs to see, and for no time. */
import type { Role } from '@stillwatch/core/api';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { ask, barriersOf, type TestBrowser } from './browser.slow.fixture.ts';

/** Nothing keeps somebody out, once colours and what is still loading have settled. */
export async function noBarriers(of: Page): Promise<void> {
  await expect.poll(() => barriersOf(of), { timeout: 30_000 }).toEqual([]);
}

/** Invites somebody with these roles, who signs in with a browser of their own. @param admin where an administrator is signed in. */
export async function invite(browser: TestBrowser, admin: Page, name: string, roles: readonly Role[]): Promise<Page> {
  const { json } = await ask(admin, 'inviteUser', { body: { name, email: null, roles } });
  const { page } = await browser.open(name);
  await page.goto(json.link);
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  return page;
}

export function region(of: Page, name: string | RegExp): Locator {
  return of.getByRole('region', { name });
}

/** What stands in code beside a term in a list of facts. */
export async function fact(of: Page, term: string): Promise<string> {
  const described = of.locator('dt', { hasText: term }).locator('xpath=following-sibling::dd[1]');
  return (await described.locator('code').first().textContent()) ?? '';
}

/** Opens what a list at an address has by its name. */
export async function openEntry(of: Page, address: string, name: string): Promise<void> {
  await of.goto(address);
  await of.getByRole('table').getByRole('link', { name }).click();
  await of.getByRole('heading', { level: 1, name }).waitFor();
}

/** Moves the focus by Tab alone, as somebody without a mouse does. */
export async function tabTo(of: Page, target: Locator): Promise<void> {
  await target.waitFor();
  const isThere = (): Promise<boolean> => target.evaluate((element) => element === element.ownerDocument.activeElement);
  for (let steps = 0; steps < 200; steps++) {
    if (await isThere()) return;
    await of.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${String(target)}`);
}

/** Presses a button with the keyboard alone, as soon as it can be pressed. */
export async function pressByKeys(of: Page, name: string): Promise<void> {
  const button = of.getByRole('button', { name });
  await expect.poll(() => button.isEnabled(), { timeout: 30_000 }).toBe(true);
  await tabTo(of, button);
  await of.keyboard.press('Enter');
}
