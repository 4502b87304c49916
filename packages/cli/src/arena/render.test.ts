// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { isHtmlReport } from '../output.ts';
import { renderArenaReport } from './render-html.ts';
import { renderArena } from './render-text.ts';
import { SAMPLE } from './sample-result.fixture.ts';
import { isArenaJson, toArenaJson } from './to-json.ts';

describe('renderArena', () => {
  const text = renderArena(SAMPLE, { colour: false, width: 130 });

  it('prints the table, then the failures of every detector', async () => {
    await expect(`${text}\n`).toMatchFileSnapshot('goldens/sample.txt');
  });

  it('keeps to 130 columns', () => {
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(130);
  });

  it('names each campaign that was missed and each false group', () => {
    expect(text).toContain('mixing 901: queue<b> (A2-50), 4/60 accounts accused');
    expect(text).toContain('mixing 901: 14 accounts, class 12, (queue<b>) 2');
  });
});

describe('renderArenaReport', () => {
  const page = renderArenaReport(SAMPLE);

  it('loads and runs nothing, and escapes what it is given', () => {
    expect(page).not.toMatch(/<script|\bsrc=|\bhref=|url\(/);
    expect(page).toContain('queue&lt;b&gt;');
    expect(page).not.toContain('queue<b>');
  });

  it('says what was found, missed and held out', () => {
    expect(page).toContain('stillwatch: 1/1 campaigns found');
    expect(page).toContain('rate-limit: 1 campaign missed, 1 false group');
    expect(page).toContain('Held out');
  });

  it('is known again as ours, and so is the JSON', () => {
    expect(isHtmlReport(page.slice(0, 200))).toBe(true);
    const json = JSON.stringify(toArenaJson(SAMPLE, { command: ['arena'], suite: 'small', tuning: false }), null, 2);
    expect(isArenaJson(json.slice(0, 200))).toBe(true);
    expect(JSON.parse(json)).toMatchObject({ campaignRecall: 1, accountFpr: 0, command: ['stillwatch', 'arena'], seeds: [901] });
    expect(isArenaJson('{"version": 1}')).toBe(false);
  });
});
