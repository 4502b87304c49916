// SPDX-License-Identifier: Apache-2.0
/**
 * A release in a real browser, over two real nodes: what one lets out is found in the other’s traffic, disputed and taken back.
 * With SCREENSHOTS=folder it takes one of every page, to be looked at.
 */
import type { InboxDetail, ReleaseDetail } from '@stillwatch/core/api';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { noBarriers, openEntry, pressByKeys, region, tabTo } from './browser-steps.slow.fixture.ts';
import { ask, look, NEEDS_BROWSER, NO_BROWSER } from './browser.slow.fixture.ts';
import { consolePair, makePartners, pull, sweep } from './console-pair.slow.fixture.ts';
import { deliverTo } from './sharing-pair.slow.fixture.ts';

const TITLE = 'Grading wrapper over many accounts';
const BASIS = 'Sharing agreement of the frontier labs';

describe.skipIf(NO_BROWSER)(`sharing in the console (${NEEDS_BROWSER})`, () => {
  const consoles = consolePair();
  let campaign: { id: string; name: string };
  let delivered: { accounts: readonly string[]; exchanges: number };
  /** What leaves, as it stood on the page of the release before anybody agreed. */
  let reviewed: string;
  /** Paths of the release at A, of what B received, and of what it raised there. */
  let release: string;
  let item: string;
  let watched: string;

  beforeAll(async () => {
    const { pair, atA, atB } = consoles();
    campaign = await vi.waitFor(
      async () => {
        const { items } = (await ask(atA, 'listCampaigns')).json;
        const found = items.find(({ techniques }) => techniques.includes('rubric-grading'));
        if (found === undefined) throw new Error(`not among ${items.length} campaigns`);
        return found;
      },
      { timeout: 240_000, interval: 1_000 },
    );
    const accounts = await ask(atA, 'listCampaignAccounts', { params: { id: campaign.id }, query: { limit: '1000' } });
    delivered = await deliverTo(atB, pair, new Set(accounts.json.items.map(({ account }) => account)));
    await makePartners(consoles());
  }, 420_000);

  it('shows byte for byte what would leave, while an analyst writes a release', async () => {
    const { pair, ida } = consoles();
    await openEntry(ida, `${pair.a.address}/campaigns`, campaign.name);
    await ida.getByRole('link', { name: 'Share…' }).click();
    await ida.getByRole('heading', { name: 'Write a release' }).waitFor();
    await ida.getByLabel(/^Title/).fill(TITLE);
    // Without recipients and legal basis it stops, and says so.
    await region(ida, /stops? it$/).waitFor();
    await noBarriers(ida);
    await look(ida, 'draft-stopped');
    await ida.getByLabel(/^Description/).fill('Write to margarethe.planted@example.net: let us both block these accounts.');
    const stops = region(ida, /stop it$/);
    await stops.getByText('antitrust/joint-action').first().waitFor();
    await ida
      .getByLabel(/^Description/)
      .fill('Many accounts send one wrapper that asks for grades of answers, all day and night.');
    await ida.getByRole('checkbox', { name: /Laboratory B/ }).check();
    await ida.getByRole('radio', { name: /TLP:AMBER\b(?!\+)/ }).check();
    await ida.getByLabel('Legal basis', { exact: true }).fill(BASIS);
    await ida.getByLabel('Holds from (UTC)').fill('2024-01-01');
    await ida.getByText('Below is what would leave, as the form stands now.').waitFor();
    await stops.waitFor({ state: 'detached' });
    await ida.getByRole('heading', { name: /^What leaves: \d+ objects$/ }).waitFor();
    await noBarriers(ida);
    await look(ida, 'release-draft');
    await ida.getByRole('button', { name: 'JSON bytes' }).click();
    const bytes = (await region(ida, 'what leaves, as JSON').textContent()) ?? '';
    expect(bytes).toContain(TITLE);
    expect(bytes).toContain('x-prompt-template');
    for (const secret of [...delivered.accounts, 'reward model', campaign.name]) expect(bytes).not.toContain(secret);
    await noBarriers(ida);
    await ida.getByRole('button', { name: 'Keep the draft for review' }).click();
    await ida.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    release = new URL(ida.url()).pathname;
    await ida.goto(`${pair.a.address}${release}?tab=json`);
    reviewed = (await region(ida, 'what leaves, as JSON').textContent()) ?? '';
    // Made anew when it was kept, it is of that moment; then it is frozen.
    const timeless = (text: string): string => text.replaceAll(/"(created|modified|valid_from|valid_until)": "[^"]+"/g, '');
    expect(timeless(reviewed)).toBe(timeless(bytes));
  });

  it('lets nobody approve what they wrote', async () => {
    const { pair, ida, ben } = consoles();
    await ida.goto(`${pair.a.address}${release}`);
    await ida.getByText('You wrote it: somebody else has to agree.').waitFor();
    expect(await ida.getByRole('button', { name: 'Agree as releaser…' }).isDisabled()).toBe(true);
    await noBarriers(ida);
    await look(ida, 'release-author');
    const { json, etag } = await detailOf(ida);
    const own = { digest: json.release.digest, role: 'releaser' };
    expect(await ask(ida, 'approveRelease', { params: { id: json.release.id }, body: own, etag })).toMatchObject({
      code: 'RELEASE_REFUSED',
    });
    // An analyst without the role sees it, and is told what it needs.
    expect((await ask(ben, 'listReleases')).json.items).toEqual([]);
    await ben.goto(`${pair.b.address}/sharing/outbox/new`);
    await ben.getByText('Writing a release is not for your role').waitFor();
    await noBarriers(ben);
  });

  it('lets a second person agree and let it leave, with the keyboard alone', async () => {
    const { pair, grace } = consoles();
    await grace.goto(`${pair.a.address}/sharing/outbox`);
    const row = grace.getByRole('table').getByRole('link', { name: TITLE });
    await tabTo(grace, row);
    await look(grace, 'outbox-draft');
    await grace.keyboard.press('Enter');
    await pressByKeys(grace, 'Agree as releaser…');
    const dialog = grace.getByRole('dialog');
    await noBarriers(grace);
    await look(grace, 'release-agree');
    expect(await dialog.getByRole('button', { name: 'Agree to exactly this' }).isDisabled()).toBe(true);
    await tabTo(grace, dialog.getByRole('checkbox'));
    await grace.keyboard.press('Space');
    await pressByKeys(grace, 'Agree to exactly this');
    await dialog.waitFor({ state: 'detached' });
    await pressByKeys(grace, 'Let it leave…');
    await noBarriers(grace);
    await pressByKeys(grace, 'Release it to 1 recipient');
    await dialog.waitFor({ state: 'detached' });
    await grace.getByText('released', { exact: true }).waitFor();
    await noBarriers(grace);
    await look(grace, 'release');
  });

  it('brings it to the partner, with whose word it is, how far it is trusted, and what it is in the own traffic', async () => {
    const { pair, ben } = consoles();
    await pull(ben, pair.b, 'Laboratory A');
    await look(ben, 'peer-pulled');
    await ben.goto(`${pair.b.address}/sharing`);
    const row = ben.getByRole('table').getByRole('link', { name: TITLE });
    await row.waitFor();
    await ben.getByText('raised', { exact: true }).waitFor();
    await noBarriers(ben);
    await look(ben, 'inbox');
    await row.click();
    await ben.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    item = new URL(ben.url()).pathname;
    const trust = region(ben, 'How far it can be trusted');
    expect(await trust.getByRole('listitem').count()).toBeGreaterThanOrEqual(2);
    await trust
      .getByText(/lab-a\.example/)
      .first()
      .waitFor();
    await trust.getByText('Leads to, at most:').waitFor();
    const impact = region(ben, 'In your own traffic');
    await impact.getByText('Only what partners said points at it').waitFor();
    await impact.getByText(`${delivered.accounts.length} accounts`).click();
    for (const account of delivered.accounts) await impact.getByRole('link', { name: account }).waitFor();
    const { json } = await ask(ben, 'getInboxItem', { params: { id: item.split('/').at(-1)! } });
    expect(json.item.impact).toMatchObject({ accounts: delivered.accounts.length, corroborated: false });
    expect(json.item.impact.exchanges).toBeGreaterThan(delivered.exchanges / 2);
    expect(json.item.impact.exchanges).toBeLessThanOrEqual(delivered.exchanges);
    const who = region(ben, 'Who says so');
    await who.getByRole('row', { name: /lab-a\.example.*directly/ }).waitFor();
    await noBarriers(ben);
    await look(ben, 'inbox-item');
    await ben.setViewportSize({ width: 390, height: 844 });
    await noBarriers(ben);
    await look(ben, 'inbox-item-phone');
    await ben.setViewportSize({ width: 1280, height: 800 });
    await ben.getByRole('navigation', { name: 'Parts of this item' }).getByRole('link', { name: 'Objects' }).click();
    await ben.getByRole('heading').nth(1).waitFor();
    await noBarriers(ben);
    await look(ben, 'inbox-item-objects');
    await ben.getByRole('navigation', { name: 'Parts of this item' }).getByRole('link', { name: 'As JSON' }).click();
    const received = (await region(ben, 'the objects as JSON').textContent()) ?? '';
    // What arrived is what was agreed to; what is missing frames it: who said it, and the extension.
    const arrived = JSON.parse(received) as object[];
    expect(arrived.length).toBeGreaterThan(5);
    expect(JSON.parse(reviewed)).toEqual(expect.arrayContaining(arrived));
  });

  it('raises a campaign of tier watch at the partner, which names whose word it rests on', async () => {
    const { pair, ben } = consoles();
    await ben.goto(`${pair.b.address}${item}`);
    await region(ben, 'In your own traffic').getByText('It raised a campaign here:').getByRole('link').click();
    await ben.getByRole('heading', { name: 'Why: the evidence, in bits' }).waitFor();
    watched = new URL(ben.url()).pathname;
    await ben
      .getByText(/Foreign intelligence: .* reported by lab-a\.example \(/)
      .first()
      .waitFor();
    await ben.getByText('watch', { exact: true }).first().waitFor();
    await noBarriers(ben);
    await look(ben, 'watch-campaign');
    expect(await current()).toEqual([watched.split('/').at(-1)]);
    await ben.goto(`${pair.b.address}/campaigns`);
    await ben
      .getByRole('table')
      .getByRole('link', { name: /^[a-z]+-[a-z]+$/ })
      .waitFor();
    await look(ben, 'watch-campaigns');
  });

  it('takes it away where it is disputed, and tells the source so', async () => {
    const { ben } = consoles();
    await say('Dispute…', 'Dispute, and tell its reporters', 'These are graders of our own.');
    await ben.getByText('disputed', { exact: true }).waitFor();
    await ben.getByText('These are graders of our own.').waitFor();
    await region(ben, 'What was said back').getByText('this node').waitFor();
    await noBarriers(ben);
    await look(ben, 'inbox-item-disputed');
    expect(await current()).toEqual([]);
    await opinionAtA('disagree');
  });

  it('brings it back where it is accepted after all', async () => {
    const { ben } = consoles();
    await say('Accept…', 'Accept, and tell its reporters', 'They are not ours: another team had the same name.');
    await ben.getByText('accepted', { exact: true }).waitFor();
    expect(await current()).toEqual([watched.split('/').at(-1)]);
    await opinionAtA('agree');
  });

  it('withdraws everywhere what its author recalls', async () => {
    const { pair, ida, ben } = consoles();
    await ida.goto(`${pair.a.address}${release}`);
    await ida.getByRole('button', { name: 'Recall…' }).click();
    const dialog = ida.getByRole('dialog');
    await dialog.getByRole('textbox').fill('The wrapper is of an evaluation that we had asked for.');
    await noBarriers(ida);
    await dialog.getByRole('button', { name: 'Recall it from all recipients' }).click();
    await dialog.waitFor({ state: 'detached' });
    await ida.getByText('recalled', { exact: true }).waitFor();
    await look(ida, 'release-recalled');
    await pull(ben, pair.b, 'Laboratory A');
    await ben.goto(`${pair.b.address}${item}`);
    await ben.getByText('withdrawn', { exact: true }).waitFor();
    await ben.getByText('It does nothing any more.').waitFor();
    await noBarriers(ben);
    await look(ben, 'inbox-item-withdrawn');
    expect(await current()).toEqual([]);
    await ben.goto(`${pair.b.address}${watched}?tab=history`);
    await ben.getByText('the report was withdrawn by its source').first().waitFor();
    await look(ben, 'watch-campaign-history');
  });

  it('keeps a receipt in the log, which anybody here who audits finds from the release', async () => {
    const { pair, atA } = consoles();
    await atA.goto(`${pair.a.address}${release}?tab=history`);
    await region(atA, 'Receipt').getByRole('link', { name: /^\d+$/ }).waitFor();
    await noBarriers(atA);
    await look(atA, 'release-history');
    const { release: kept } = (await detailOf(atA)).json;
    await region(atA, 'Receipt').getByRole('link').click();
    await atA.getByText('This browser computed').waitFor();
    expect(new URL(atA.url()).pathname).toBe(`/proof/leaves/${kept.leaf}`);
    await atA.getByText('It fits its commitment').waitFor();
    await noBarriers(atA);
    await look(atA, 'receipt');
    await atA.goto(`${pair.a.address}/proof/leaves`);
    await atA.getByLabel('Kind').selectOption('release');
    await atA
      .getByRole('table')
      .getByRole('link', { name: String(kept.leaf), exact: true })
      .waitFor();
  });

  it('is dark where the system is, and fits a phone', async () => {
    const { pair, atA, ida, ben } = consoles();
    await sweep(atA, pair.a, { outbox: '/sharing/outbox' });
    await sweep(ida, pair.a, {
      release,
      bytes: `${release}?tab=json`,
      history: `${release}?tab=history`,
      draft: `/sharing/outbox/new?campaign=${campaign.id}`,
      opinions: '/sharing?type=opinion',
    });
    await sweep(ben, pair.b, { inbox: '/sharing', item, objects: `${item}?tab=objects`, json: `${item}?tab=json` });
  });

  it('was never complained of by the browser, and both nodes end well', async () => {
    const { pair, complaints } = consoles();
    expect(complaints.filter((text) => !/403|409/.test(text))).toEqual([]);
    expect([await pair.a.stop(), await pair.b.stop()]).toEqual([0, 0]);
  });

  /** Ids of campaigns that stand at B. */
  async function current(): Promise<string[]> {
    const { ben } = consoles();
    return (await ask(ben, 'listCampaigns')).json.items.filter(({ current: stands }) => stands).map(({ id }) => id);
  }
  async function detailOf(of: Page): Promise<{ json: ReleaseDetail; etag: string }> {
    const { json } = await ask(of, 'getRelease', { params: { id: release.split('/').at(-1)! } });
    return { json, etag: json.etag };
  }
  /** Says at B what somebody makes of the item. */
  async function say(button: string, action: string, reason: string): Promise<void> {
    const { pair, ben } = consoles();
    await ben.goto(`${pair.b.address}${item}`);
    await ben.getByRole('button', { name: button }).click();
    const dialog = ben.getByRole('dialog');
    await dialog.getByRole('textbox').fill(reason);
    await noBarriers(ben);
    await dialog.getByRole('button', { name: action }).click();
    await dialog.waitFor({ state: 'detached' });
  }
  /** A asks B, and whoever reads the inbox there finds the opinion with what it is about. */
  async function opinionAtA(value: string): Promise<void> {
    const { pair, ida } = consoles();
    await pull(ida, pair.a, 'Laboratory B');
    await ida.goto(`${pair.a.address}/sharing`);
    await ida.getByRole('combobox', { name: 'What' }).selectOption({ label: 'opinions' });
    await ida
      .getByRole('table')
      .getByRole('link', { name: `${value} opinion`, exact: true })
      .first()
      .click();
    await ida.getByRole('heading', { level: 1, name: value }).waitFor();
    await noBarriers(ida);
    await look(ida, `opinion-${value}`);
    const { json }: { json: InboxDetail } = await ask(ida, 'getInboxItem', {
      params: { id: new URL(ida.url()).pathname.split('/').at(-1)! },
    });
    expect(json.item.claims).toMatchObject([{ source: 'lab-b.example' }]);
  }
});
