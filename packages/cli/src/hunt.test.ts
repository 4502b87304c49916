// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HuntReportSchema } from '@stillwatch/core';
import { SCENARIOS, writeScenario } from '@stillwatch/simulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hunt } from './hunt.ts';

const root = mkdtempSync(join(tmpdir(), 'stillwatch-hunt-test-'));
afterAll(() => rmSync(root, { recursive: true }));

function scenario(name: string) {
  return SCENARIOS.find((entry) => entry.name === name)!;
}

/** Campaign (or benign kind) of every account. */
function readLabels(file: string): Map<string, { kind: string; campaign: string | null }> {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return new Map(
    lines
      .map((line) => JSON.parse(line) as { account: string; kind: string; campaign: string | null })
      .map((label) => [label.account, label]),
  );
}

describe('the demonstration', () => {
  let logs = '';
  let labels: ReturnType<typeof readLabels>;
  beforeAll(async () => {
    const written = await writeScenario(scenario('demo'), { seed: 7, out: join(root, 'demo'), formats: ['litellm', 'native'] });
    logs = join(root, 'demo', 'logs');
    labels = readLabels(written.labels);
  });

  it('shows its three campaigns whole, and nobody else', async () => {
    const report = await hunt({ paths: [logs] });
    expect(HuntReportSchema.safeParse(report).error).toBeUndefined();
    expect(report.read.rejected).toBe(0);
    expect(report.campaigns).toHaveLength(3);
    const found = report.campaigns.map((campaign) => new Set(campaign.accounts.map((account) => labels.get(account)!.campaign)));
    expect(found.map((names) => [...names].join()).toSorted()).toEqual(['fan-out', 'rubric-lab', 'trajectory-queue']);
    const accounts = [...labels.values()].filter((label) => label.campaign !== null).length;
    expect(report.campaigns.reduce((sum, campaign) => sum + campaign.accounts.length, 0)).toBeGreaterThan(0.95 * accounts);
    for (const campaign of report.campaigns) {
      expect(Date.parse(campaign.detectedAt)).toBeGreaterThanOrEqual(Date.parse(campaign.firstSeen));
      expect(campaign.bits).toBeCloseTo(
        [...campaign.evidence, ...campaign.benign].reduce((sum, line) => sum + line.bits, 0),
        0,
      );
    }
  });

  it('hunted twice into one data folder only counts duplicates', async () => {
    const data = join(root, 'node');
    const first = await hunt({ paths: [logs], data });
    const second = await hunt({ paths: [logs], data });
    expect(second.read.duplicates).toBe(first.read.exchanges);
    const members = (report: typeof first) => report.campaigns.map((campaign) => campaign.accounts.toSorted().join()).toSorted();
    expect(members(second)).toEqual(members(first));
    const ids = (report: typeof first) => report.campaigns.map(({ id }) => id).toSorted();
    expect(ids(second)).toEqual(ids(first));
    expect(first.campaigns.map(({ knownSince }) => knownSince)).toEqual([null, null, null]);
    for (const campaign of second.campaigns) expect(campaign.knownSince).toBe(campaign.firstSeen);
  });

  it('names no account that is authorised', async () => {
    const licensed = [...labels].filter(([, label]) => label.campaign === 'fan-out').map(([account]) => account);
    const file = join(root, 'authorisations.json');
    writeFileSync(file, JSON.stringify(licensed.map((account) => ({ account, kind: 'synthetic-data', note: 'test' }))));
    const report = await hunt({ paths: [logs], authorisations: file });
    const named = new Set(report.campaigns.flatMap((campaign) => campaign.accounts));
    expect(licensed.filter((account) => named.has(account))).toEqual([]);
    expect(report.campaigns.length).toBeGreaterThanOrEqual(2);
  });

  it('looks only at the window that was asked for', async () => {
    const since = Date.parse('2026-10-26T00:00:00Z');
    const whole = await hunt({ paths: [logs] });
    const middle = (Date.parse(whole.window!.from) + Date.parse(whole.window!.to)) / 2;
    const half = await hunt({ paths: [logs], since: middle });
    expect(since).toBeGreaterThan(0);
    expect(half.read.exchanges).toBeLessThan(whole.read.exchanges);
    expect(Date.parse(half.window!.from)).toBeGreaterThanOrEqual(Math.floor(middle / 1000) * 1000);
  });
});

describe('ordinary traffic', () => {
  it('accuses nobody', async () => {
    await writeScenario(scenario('clean'), { seed: 101, scale: 0.1, out: join(root, 'clean'), formats: ['native'] });
    const report = await hunt({ paths: [join(root, 'clean', 'logs')] });
    expect(report.campaigns).toEqual([]);
    expect(report.accounts).toBeGreaterThan(1_900);
  });
});

describe('broken input', () => {
  it('is counted with file and line, and the rest is hunted', async () => {
    const folder = join(root, 'broken');
    mkdirSync(folder);
    const good = (n: number, text: string) =>
      JSON.stringify({
        id: `r${n}`,
        account: `a${n % 7}`,
        time: new Date(Date.UTC(2026, 8, 1) - n * 1000).toISOString(),
        api: 'openai.chat',
        request: { model: 'm', messages: [{ role: 'user', content: text }] },
      });
    writeFileSync(
      join(folder, 'a.jsonl'),
      [
        good(1, 'hello'),
        '{"broken',
        good(2, 'lone \ud83d surrogate').replace('�', '\\ud83d'),
        good(3, 'nul \0 byte'),
        '{"account":"x","api":"openai.chat"}',
        '\0\0',
        good(1, 'hello'),
      ].join('\n'),
    );
    const report = await hunt({ paths: [folder] });
    expect(report.read.exchanges).toBe(4);
    expect(report.read.rejected).toBe(3);
    expect(report.read.duplicates).toBe(1);
    const samples = report.read.problems.flatMap((problem) => problem.samples).join('\n');
    expect(samples).toContain('a.jsonl:2 ');
    expect(samples).toContain('a.jsonl:5 ');
    expect(samples).toContain('a.jsonl:6 ');
  });

  it('that holds nothing at all is a coded error', async () => {
    const file = join(root, 'nothing.jsonl');
    writeFileSync(file, 'not json\n{"a":1}\n');
    await expect(hunt({ paths: [file] })).rejects.toMatchObject({ code: 'INPUT_EMPTY' });
    await expect(hunt({ paths: [join(root, 'absent')] })).rejects.toMatchObject({ code: 'INPUT_NOT_FOUND' });
    await expect(hunt({ paths: [file], format: 'litelm' })).rejects.toMatchObject({ code: 'FORMAT_UNSUPPORTED' });
  });
});
