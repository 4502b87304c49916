// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { HuntReportSchema } from '@stillwatch/core';
import { expect, test } from 'vitest';
import { isHtmlReport } from '../output.ts';
import { renderHtmlReport } from './render-html-report.ts';
import { buildEmptyReport, buildHostileReport, buildSampleReport } from './sample-report.fixture.ts';

/** Every tag with its attribute names, text left out. */
function listTags(page: string): { name: string; attributes: string[] }[] {
  const body = page
    .replace(/<style>[\s\S]*?<\/style>/, '<style></style>')
    .replace(/<script>[\s\S]*?<\/script>/, '<script></script>');
  return Array.from(body.matchAll(/<(\/?[^\s>]+)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/g), (match) => ({
    name: match[1]!,
    attributes: Array.from(match[2]!.matchAll(/([\w:-]+)(?:="[^"]*")?/g), (attribute) => attribute[1]!),
  }));
}

test('a small report looks as it did', async () => {
  const page = renderHtmlReport(buildSampleReport(), { notice: 'Simulated traffic.' });
  await expect(page).toMatchFileSnapshot('goldens/small.html');
});

test('a hunt that found nothing has a page of its own', async () => {
  await expect(renderHtmlReport(buildEmptyReport())).toMatchFileSnapshot('goldens/nothing-found.html');
});

test('the same report gives the same bytes', () => {
  const report = buildSampleReport({ campaigns: 2, accounts: 450, links: 700 });
  expect(renderHtmlReport(HuntReportSchema.parse(JSON.parse(JSON.stringify(report))))).toBe(renderHtmlReport(report));
});

test('hostile text makes no tag, no attribute and no invisible character', () => {
  const page = renderHtmlReport(buildHostileReport(), { notice: '<script>' });
  const usual = listTags(renderHtmlReport(buildSampleReport(), { notice: 'x' }));
  const names = new Set([...usual.map((tag) => tag.name), 'details', '/details', 'summary', '/summary']);
  const attributes = new Set(usual.flatMap((tag) => tag.attributes));
  const tags = listTags(page);
  expect(tags.length).toBeGreaterThan(400);
  for (const tag of tags) {
    expect([...names]).toContain(tag.name);
    for (const attribute of tag.attributes) expect([...attributes]).toContain(attribute);
  }
  // Each tag was understood: what is left has no angle bracket.
  const rest = page
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<script>[\s\S]*?<\/script>/, '')
    .replaceAll(/<\/?[a-z!][^\s>]*(?:\s+[\w:-]+(?:="[^"]*")?)*\s*\/?>/g, '');
  expect(rest).not.toMatch(/[<>]/);
  expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069\u2028\ufeff\ud800]/);
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page).not.toContain('javascript:1"');
});

test('a file of ours can be told by its first 200 characters, so that it may be overwritten', () => {
  const page = renderHtmlReport(buildEmptyReport());
  expect(isHtmlReport(page.slice(0, 200))).toBe(true);
  expect(isHtmlReport('<!doctype html><p>something else')).toBe(false);
});

test('the policy allows this style and this script and nothing else, and nothing is asked for', () => {
  const page = renderHtmlReport(buildSampleReport());
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)![1]!;
  const hash = (tag: string) =>
    createHash('sha256')
      .update(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(page)![1]!)
      .digest('base64');
  expect(policy).toBe(
    `default-src 'none'; style-src 'sha256-${hash('style')}'; script-src 'sha256-${hash('script')}'; base-uri 'none'; form-action 'none'`,
  );
  expect(page).not.toMatch(/https?:|\bsrc=|url\(|@import|\sstyle=|\son\w+=/);
});

test('a campaign of 5,000 accounts stays below 3 MB and names every one of them', () => {
  const report = buildSampleReport({ campaigns: 1, accounts: 5_000, links: 2_000, hours: 1_000 });
  const page = renderHtmlReport(report);
  expect(Buffer.byteLength(page)).toBeLessThan(3_000_000);
  for (const account of report.campaigns[0]!.accounts) expect(page.includes(account)).toBe(true);
});

test('numbers at the edge of the contract do not break the page', () => {
  const report = buildSampleReport({ campaigns: 1, accounts: 4, links: 0, hours: 1 });
  const campaign = report.campaigns[0]!;
  const edge = {
    ...report,
    window: null,
    read: { ...report.read, exchanges: 0, problems: [], absent: {}, formats: {} },
    explained: [],
    campaigns: [
      { ...campaign, exchanges: 0, evidence: [], benign: [], templates: [], techniques: [], bits: 0, timeline: [] },
      {
        ...campaign,
        id: 'c-2',
        bits: -3,
        timeline: [{ hour: campaign.firstSeen, campaign: 0, background: 0 }],
        benign: [{ kind: 'x', bits: -40, statement: 'y' }],
      },
    ],
  };
  const page = renderHtmlReport(HuntReportSchema.parse(edge));
  expect(page.replace(/<script>[\s\S]*<\/script>/, '')).not.toMatch(/NaN|Infinity|undefined|\[object/);
});
