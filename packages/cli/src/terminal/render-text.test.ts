// SPDX-License-Identifier: Apache-2.0
import { stripVTControlCharacters } from 'node:util';
import type { HuntReport } from '@stillwatch/core';
import { expect, test } from 'vitest';
import { buildEmptyReport, buildHostileReport, buildSampleReport } from '../report/sample-report.fixture.ts';
import { measureColumns } from './layout.ts';
import { renderText } from './render-text.ts';

const render = (report: HuntReport, width: number, explain = false) => renderText(report, { explain, colour: false, width });

for (const [name, report] of [
  ['found', buildSampleReport({ accounts: 24 })],
  ['nothing-found', buildEmptyReport()],
] as const) {
  for (const width of [80, 100]) {
    for (const explain of [false, true]) {
      test(`${name}, ${width} columns${explain ? ', explained' : ''}: looks as it did`, async () => {
        const file = `goldens/${name}-${width}${explain ? '-explain' : ''}.txt`;
        await expect(`${render(report, width, explain)}\n`).toMatchFileSnapshot(file);
      });
    }
  }
}

test('no line is wider than the terminal and none ends in blanks', () => {
  const reports = [buildSampleReport({ accounts: 24, hours: 200 }), buildEmptyReport(), buildHostileReport()];
  for (const report of reports) {
    for (const width of [60, 80, 93, 120]) {
      for (const line of render(report, width, true).split('\n')) {
        expect(measureColumns(line), line).toBeLessThanOrEqual(width);
        expect(line).toBe(line.trimEnd());
      }
    }
  }
});

test('hostile names cannot steer the terminal or forge a line', () => {
  for (const colour of [false, true]) {
    const text = renderText(buildHostileReport(), { explain: true, colour, width: 100 });
    const plain = colour ? stripVTControlCharacters(text) : text;
    expect(plain.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
    expect(plain).not.toMatch(/^forged line/m);
  }
});

test('colour changes nothing but the colour', () => {
  const report = buildSampleReport();
  const coloured = renderText(report, { explain: true, colour: true, width: 80 });
  expect(coloured).not.toBe(render(report, 80, true));
  expect(stripVTControlCharacters(coloured)).toBe(render(report, 80, true));
});

test('without --explain only the three strongest lines of evidence are shown, and the rest is announced', () => {
  const text = render(buildSampleReport({ campaigns: 1 }), 100);
  expect(text).toContain('and 3 more lines: --explain shows them');
  expect(text).not.toContain('benign?');
});
