// SPDX-License-Identifier: Apache-2.0
/**
 * Proof, custody, dossiers and erasure in a real browser, against a real node with a witness. Run with UPDATE_GOLDENS=1, it
 * takes the screenshots of README and docs anew.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parsePolicy, unzipDossier, verifyProof } from '@stillwatch/accountability';
import type { LogLeaf, Role } from '@stillwatch/core/api';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, barriersOf, makeBrowser, NEEDS_BROWSER, NO_BROWSER, shoot } from './browser.slow.fixture.ts';
import { type RunningNode, startNode } from './node.slow.fixture.ts';
import { startWitness, type TestWitness } from './witness.slow.fixture.ts';

const VERIFIER = fileURLToPath(new URL('../../accountability/verify/verify.py', import.meta.url));
/** Names of campaigns are two words. */
const NAME = /^[a-z]+-[a-z]+$/;
const READERS = ['Named recipients', 'One organisation', 'It and its clients', 'The community', 'The public'];
const SECTIONS = 'Parts of this campaign';

describe.skipIf(NO_BROWSER)(`proof in the console (${NEEDS_BROWSER})`, () => {
  const browser = makeBrowser();
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-test-proof-'));
  const at = (name: string): string => join(folder, name);
  let witness: TestWitness;
  let node: RunningNode;
  /** The first person of the node, who may do everything. */
  let page: Page;
  /** Somebody else, who approves. */
  let grace: Page;
  let campaign: string;
  /** Path of the dossier's page. */
  let dossier: string;

  const read = (name: string): string => readFileSync(at(name), 'utf8');
  const goTo = (name: string) => page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();
  const noBarriers = async (of = page): Promise<void> => {
    await expect.poll(() => barriersOf(of), { timeout: 20_000 }).toEqual([]);
  };
  const person = async (name: string, roles: readonly Role[]): Promise<Page> => {
    const invited = await ask(page, 'inviteUser', { body: { name, email: null, roles } });
    const { page: theirs } = await browser.open(name);
    await theirs.goto(invited.json.link);
    await theirs.getByRole('heading', { name: 'Overview' }).waitFor();
    return theirs;
  };
  /** Presses what downloads, and keeps the file under a name. */
  const download = async (button: string, name: string, of = page): Promise<void> => {
    const [file] = await Promise.all([of.waitForEvent('download'), of.getByRole('button', { name: button }).click()]);
    await file.saveAs(at(name));
  };
  const hold = async (button: string, reason: string, of = page): Promise<void> => {
    await of.getByRole('button', { name: button }).click();
    await of.getByRole('dialog').getByLabel('Why must it be kept?').fill(reason);
    await of.getByRole('button', { name: 'Place the hold' }).click();
    await of.getByText(`“${reason}”`).waitFor();
  };
  const lift = async (of: Page, reason: string): Promise<void> => {
    await of.getByRole('button', { name: /^Lift…/ }).click();
    await of.getByRole('dialog').getByLabel('Why may it go?').fill(reason);
    await of.getByRole('button', { name: 'Lift the hold' }).click();
    await of.getByRole('dialog').waitFor({ state: 'detached' });
  };
  /** The verifier with Python, openssl, and what its reader has from elsewhere: nothing else can be run. */
  const verify = (zip: string): string => {
    const options = ['--policy', at('policy.txt'), '--signer', at('signer.pem'), '--no-timestamp'];
    return execFileSync(at('bin/python3'), ['-I', VERIFIER, at(zip), ...options], {
      env: { PATH: at('bin') },
      encoding: 'utf8',
      cwd: folder,
    });
  };

  beforeAll(async () => {
    const which = (...command: [string, ...string[]]) => execFileSync(command[0], command.slice(1), { encoding: 'utf8' }).trim();
    mkdirSync(at('bin'));
    // What `python3` finds may be a script that needs a shell; the interpreter itself knows where it is.
    symlinkSync(which('python3', '-c', 'import sys; print(sys.executable)'), at('bin/python3'));
    symlinkSync(which('which', 'openssl'), at('bin/openssl'));
    witness = await startWitness('witness-b');
    writeFileSync(at('node.yaml'), JSON.stringify({ log: { witnesses: [witness.settings], quorum: 1 } }));
    node = await startNode(['--demonstration', '--config', at('node.yaml')]);
    ({ page } = await browser.open('first'));
    await page.goto(node.link);
    const campaigns = page.locator('section[aria-labelledby=campaigns]').getByRole('link', { name: NAME });
    await campaigns.nth(2).waitFor({ timeout: 200_000 });
    campaign = ((await campaigns.first().getAttribute('href')) ?? '').split('/').at(-1)!;
    witness.watch((await ask(page, 'getLog')).json.key);
    grace = await person('Grace', ['approver']);
  }, 300_000);
  afterAll(async () => {
    await browser.close();
    await node?.stop();
    await witness?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('shows how the log is, who watches it, and audits it when it is told to', async () => {
    await goTo('Proof');
    await page.getByRole('button', { name: 'Audit now' }).click();
    await page.getByRole('region', { name: 'Result of the audit' }).getByText('The log holds').waitFor();
    // The audit has made a leaf; the witness countersigns it a moment later.
    await page.getByText('The log signs, and its witnesses agree').waitFor();
    await page.getByText('has signed the newest').waitFor();
    // What has just happened does not lie ahead.
    expect(await page.getByText(/\bin \d+ s\b/).count()).toBe(0);
    await noBarriers();
    await page.evaluate('scrollTo(0, 0)');
    await shoot(page, 'proof');
    await download('Save policy.txt', 'policy.txt');
    expect(read('policy.txt')).toContain(witness.settings.key);
  });

  it('leads to one leaf, whose way to the root this browser computes again, and whose proof anybody checks', async () => {
    await page.getByRole('link', { name: 'Leaves', exact: true }).click();
    await page.getByLabel('Kind').selectOption('finding');
    const rows = page.getByRole('table').getByRole('link', { name: /^\d+$/ });
    const of = (kind: string): Promise<number> => page.getByRole('cell', { name: kind, exact: true }).count();
    await expect.poll(async () => [await of('settings'), (await of('finding')) >= 3]).toEqual([0, true]);
    await noBarriers();
    await rows.first().click();
    await page.getByText('This browser computed').waitFor();
    await page.getByText('It fits its commitment').waitFor();
    await noBarriers();
    const words = page.getByRole('list', { name: 'The way in words' }).getByRole('listitem');
    const all = await words.count();
    await page.getByRole('heading', { name: 'The way to the root' }).evaluate((heading) => heading.scrollIntoView());
    await shoot(page, 'leaf');
    // The words end with the root, which stands only when all steps do.
    await page.getByRole('button', { name: 'Step back' }).click();
    await expect.poll(() => words.count()).toBe(all - 2);
    await page.getByRole('button', { name: 'Next step' }).click();
    await expect.poll(() => words.count()).toBe(all);
    await download('Download .tlog-proof', 'leaf.tlog-proof');
    const entry = (await page.getByRole('region', { name: 'the leaf' }).textContent()) ?? '';
    const policy = parsePolicy(read('policy.txt'));
    const found = verifyProof(read('leaf.tlog-proof'), Buffer.from(entry), policy);
    expect(found).toMatchObject({ ok: true, value: { cosigners: [{ name: witness.settings.name }] } });
    expect(verifyProof(read('leaf.tlog-proof'), Buffer.from(entry.replace('finding', 'verdict')), policy).ok).toBe(false);
  });

  it('keeps a campaign by a legal hold, which whoever placed it cannot lift', async () => {
    await page.goto(`${node.address}/campaigns/${campaign}`);
    const tab = (of: Page) => of.getByRole('navigation', { name: SECTIONS }).getByRole('link', { name: 'Evidence and custody' });
    await tab(page).click();
    await page.getByText('Chain of custody').first().waitFor();
    await page.getByText('finding of a hunt').first().waitFor();
    await hold('Place a hold on this campaign', 'Letter of counsel, 26 November');
    await page.getByText('You placed it: another approver lifts it.').waitFor();
    expect(await page.getByRole('button', { name: /^Lift…/ }).count()).toBe(0);
    await noBarriers();
    await shoot(page, 'evidence');
    const [held] = (await ask(page, 'listHolds')).json.items;
    const refused = await ask(page, 'liftHold', { params: { id: held!.id }, body: { reason: 'It was a slip.' } });
    expect([refused.status, refused.code]).toEqual([403, 'FORBIDDEN']);
    await grace.goto(`${node.address}/campaigns/${campaign}?tab=evidence`);
    await lift(grace, 'Counsel has withdrawn the letter');
    await grace.getByText('None stands.').waitFor();
    await grace.goto(`${node.address}/settings/holds?show=all`);
    await grace.getByText('“Counsel has withdrawn the letter”').waitFor();
    await noBarriers(grace);
  });

  it('shows what each reader would get, and builds a dossier that verifies step by step', async () => {
    await page.goto(`${node.address}/campaigns/${campaign}?tab=evidence`);
    await page.getByRole('link', { name: 'Build a dossier' }).click();
    const withheld: number[] = [];
    for (const name of READERS) {
      await page.getByRole('radio', { name: new RegExp(`^${name}`) }).check();
      await page.getByRole('heading', { name: `Build it for: ${name}` }).waitFor();
      const title = (await page.getByRole('heading', { name: /^Withheld: / }).textContent()) ?? '';
      withheld.push(Number(/[\d,]+/.exec(title)![0].replaceAll(',', '')));
    }
    expect(withheld).toEqual(withheld.toSorted((a, b) => a - b));
    expect([withheld[0], withheld.at(-1)! > withheld[0]!]).toEqual([0, true]);
    await noBarriers();
    await page.getByRole('radio', { name: /^Named recipients/ }).check();
    await page.getByRole('heading', { name: 'Build it for: Named recipients' }).waitFor();
    await shoot(page, 'dossier-build');
    const build = page.getByRole('button', { name: 'Build the dossier' });
    await page.getByLabel(/^Why is it built/).fill('For the court, at the request of counsel');
    const warned = page.getByRole('checkbox', { name: 'I have read the warnings above' });
    if ((await warned.count()) > 0) {
      expect(await build.isDisabled()).toBe(true);
      await warned.check();
    }
    await build.click();
    await page.getByRole('heading', { name: 'Verification, step by step' }).waitFor();
    await page.getByText('It verifies').waitFor();
    dossier = new URL(page.url()).pathname;
    const steps = await page.locator('.check').evaluateAll((all) => all.map(({ className }) => String(className)));
    // Nothing is withheld, and no authority stamps time here.
    expect(steps.toSorted()).toEqual([...Array.from({ length: 9 }, () => 'check passed'), 'check skipped', 'check skipped']);
    await noBarriers();
    await shoot(page, 'dossier');
  });

  it('hands the dossier to a stranger, who verifies it with Python and openssl alone', async () => {
    await page.getByRole('link', { name: 'For a stranger' }).click();
    await page.getByRole('heading', { name: 'How a stranger verifies it' }).waitFor();
    await noBarriers();
    await download('Download the dossier', 'first.zip');
    const pem = unzipDossier(readFileSync(at('first.zip'))).get('proofs/signer.pem')!;
    writeFileSync(at('signer.pem'), pem);
    expect(verify('first.zip')).toContain('VERIFIED.');
    await page.goto(`${node.address}/campaigns/${campaign}?tab=evidence`);
    await page
      .getByText(/put into dossier/)
      .first()
      .waitFor({ state: 'attached' });
  });

  it('shows an auditor everything, and lets them take out nothing', async () => {
    const auditor = await person('Hal', ['auditor']);
    await auditor.goto(`${node.address}/proof/leaves`);
    await auditor.getByRole('table').getByRole('link', { name: /^\d+$/ }).first().waitFor();
    await auditor.goto(`${node.address}${dossier}?tab=stranger`);
    await auditor.getByText('Taking a dossier out needs the releaser or approver role.').waitFor();
    await auditor.goto(`${node.address}/dossiers/new?campaign=${campaign}`);
    await auditor.getByText('Building a dossier is not for your role').waitFor();
    await noBarriers(auditor);
    await auditor.goto(`${node.address}/campaigns/${campaign}?tab=evidence`);
    await auditor.getByText('Placing one needs the analyst or approver role.').waitFor();
    const id = dossier.split('/').at(-1)!;
    const target = { kind: 'campaign', id: campaign };
    const wish = { campaign, audience: 'public', tlp: 'CLEAR', reason: 'Why not.' };
    const subject = { kind: 'account', id: 'anybody' };
    expect([
      (await ask(auditor, 'buildDossier', { body: wish })).status,
      (await ask(auditor, 'downloadDossier', { params: { id } })).status,
      (await ask(auditor, 'deleteDossier', { params: { id } })).status,
      (await ask(auditor, 'placeHold', { body: { target, reason: 'Why not.' } })).status,
      (await ask(auditor, 'eraseSubject', { body: { subject, reason: 'Why not.' } })).status,
    ]).toEqual([403, 403, 403, 403, 403]);
  });

  it('lets an analyst place a hold, and neither lift one, nor erase, nor read leaves', async () => {
    const analyst = await person('Ida', ['analyst']);
    await analyst.goto(`${node.address}/proof`);
    await analyst.getByText('Reading the leaves one by one, and auditing them, needs the auditor or admin role.').waitFor();
    expect(await analyst.getByRole('button', { name: 'Audit now' }).count()).toBe(0);
    await analyst.goto(`${node.address}/proof/leaves`);
    await analyst.getByText('Leaves are for auditors').waitFor();
    await analyst.goto(`${node.address}/settings/erasure`);
    await analyst.getByText('“Erasure” is not for your role').waitFor();
    await analyst.goto(`${node.address}${dossier}?tab=custody`);
    await hold('Place a hold on this dossier', 'The court has it', analyst);
    await analyst.getByText('Lifting needs the approver role.').waitFor();
    await noBarriers(analyst);
    await grace.goto(`${node.address}${dossier}?tab=custody`);
    await grace.getByText('A legal hold lies on it').waitFor();
    await lift(grace, 'The court has its own copy');
    await grace.getByRole('button', { name: 'Delete the files…' }).waitFor();
    const subject = { kind: 'account', id: 'anybody' };
    expect([
      (await ask(analyst, 'listLeaves')).status,
      (await ask(analyst, 'auditLog')).status,
      (await ask(analyst, 'eraseSubject', { body: { subject, reason: 'Why not.' } })).status,
    ]).toEqual([403, 403, 403]);
  });

  it('erases an account: nobody reads its payload any more, and every proof still holds', async () => {
    const members = await ask(page, 'listCampaignAccounts', { params: { id: campaign }, query: { limit: '1' } });
    const account = members.json.items[0]!.account;
    await grace.goto(`${node.address}/accounts/${encodeURIComponent(account)}`);
    await grace.getByRole('button', { name: 'Label malicious…' }).click();
    await grace.getByRole('dialog').getByLabel('Why?').fill('One card with all the others');
    await grace.getByRole('button', { name: 'Label malicious', exact: true }).click();
    await grace.getByText('“One card with all the others”').waitFor();
    const verdict = async (): Promise<LogLeaf | undefined> =>
      (await ask(page, 'listLeaves', { query: { kind: 'verdict' } })).json.items[0];
    await expect.poll(async () => (await verdict())?.payload).toBe('readable');

    await grace.getByRole('link', { name: 'Erase what is kept…' }).click();
    const field = grace.getByLabel(/^Id: of the account/);
    expect(await field.inputValue()).toBe(account);
    await noBarriers(grace);
    const erase = async (typed: string): Promise<void> => {
      const dialog = grace.getByRole('dialog');
      if ((await dialog.count()) === 0) await grace.getByRole('button', { name: 'Erase…' }).click();
      await dialog.getByLabel('Type the id again').fill(typed);
      await dialog.getByLabel(/^Why\?/).fill('They asked for it');
      await grace.getByRole('button', { name: 'Erase for good' }).click();
    };
    // While a hold lies on the campaign, nothing of it goes.
    const target = { kind: 'campaign', id: campaign };
    const held = await ask(page, 'placeHold', { body: { target, reason: 'Kept for the court' } });
    await erase(account);
    await grace.getByText('EVIDENCE_HELD').waitFor();
    await noBarriers(grace);
    expect((await verdict())?.payload).toBe('readable');
    await grace.keyboard.press('Escape');
    const lifted = await ask(grace, 'liftHold', { params: { id: held.json.id }, body: { reason: 'The court is done' } });
    expect(lifted.status).toBe(200);
    await erase(`${account}x`);
    await grace.getByText('That is not the id above. Nothing was erased.').waitFor();
    await erase(account);
    await grace.getByText(/1 payload cannot be read any more, 1 dossier was rebuilt/).waitFor();
    expect([await field.inputValue(), new URL(grace.url()).search]).toEqual(['', '']);

    await page.goto(`${node.address}/proof/leaves/${(await verdict())!.index}`);
    await page.getByText('Its key and salt were destroyed').waitFor();
    await page.getByText('This browser computed').waitFor();
    expect(await page.getByText(account).count()).toBe(0);
    const audit = await ask(page, 'auditLog');
    expect(audit.json).toMatchObject({ holds: true, payloads: { erased: 1 } });

    await page.goto(`${node.address}${dossier}`);
    await page.getByText('rebuilt after an erasure').waitFor();
    await page.getByText('It verifies').waitFor();
    await noBarriers();
    const detail = await ask(page, 'getDossier', { params: { id: dossier.split('/').at(-1)! } });
    expect(detail.json.withheld).toEqual([expect.objectContaining({ reason: expect.stringContaining('erased') })]);
    await page.getByRole('link', { name: 'For a stranger' }).click();
    await download('Download the dossier', 'second.zip');
    const holds = (zip: string): boolean =>
      [...unzipDossier(readFileSync(at(zip)))].some(([, bytes]) => Buffer.from(bytes).includes(`"${account}"`));
    expect([holds('first.zip'), holds('second.zip')]).toEqual([true, false]);
    expect(verify('second.zip')).toContain('VERIFIED.');
    // What left before is not reached, and is no less true.
    expect(verify('first.zip')).toContain('VERIFIED.');
  });

  it('is dark where the system is, and fits a phone', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    const leaf = (await ask(page, 'listLeaves', { query: { kind: 'dossier' } })).json.items[0]!;
    const places = {
      proof: '/proof',
      leaf: `/proof/leaves/${leaf.index}`,
      leaves: '/proof/leaves',
      evidence: `/campaigns/${campaign}?tab=evidence`,
      'dossier-build': `/dossiers/new?campaign=${campaign}`,
      dossier,
      stranger: `${dossier}?tab=stranger`,
      holds: '/settings/holds',
      erasure: '/settings/erasure',
    };
    for (const [name, path] of Object.entries(places)) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(`${node.address}${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle').catch(() => {});
      await noBarriers();
      if (name === 'proof') await shoot(page, 'proof-dark');
      await page.setViewportSize({ width: 390, height: 844 });
      const width = () => page.evaluate<number>('document.documentElement.scrollWidth');
      await expect.poll(width, { timeout: 10_000, message: path }).toBeLessThanOrEqual(390);
      await noBarriers();
      if (name === 'leaf') await shoot(page, 'leaf-phone');
    }
  });

  it('was never complained of by the browser, and the node ends well', async () => {
    expect(browser.complaints.filter((text) => !/403|409/.test(text))).toEqual([]);
    expect(await node.stop()).toBe(0);
    expect(node.output()).toContain('stopped');
  });
});
