// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { buildEmptyReport, buildSampleReport } from './sample-report.fixture.ts';
import { describeErrorRate, measureDelay, summariseFindings, sumExplained, sumFamilies } from './summary.ts';

test('the headline adds up the campaigns and says which are on watch only', () => {
  const report = buildSampleReport();
  expect(summariseFindings(report).slice(0, 2)).toEqual(['3 campaigns (1 on watch only)', '36 accounts']);
  expect(summariseFindings({ ...report, campaigns: report.campaigns.slice(2) })[0]).toBe('1 campaign (all on watch only)');
  expect(summariseFindings(buildEmptyReport())).toEqual(['No campaigns found']);
});

test('a price that is known for some campaigns only is a lower bound, for none it is left out', () => {
  const report = buildSampleReport();
  expect(summariseFindings(report).at(-1)).toMatch(/^list price at least \$/);
  expect(summariseFindings({ ...report, campaigns: report.campaigns.slice(1, 2) }).at(-1)).toMatch(/exchanges$/);
});

test('the error rate is never stated better than what was measured', () => {
  const report = buildSampleReport();
  const calibrated = (units: number, falsePositiveRate: number, interval: [number, number]) =>
    describeErrorRate({ ...report, calibration: { ...report.calibration, units, falsePositiveRate, interval } });
  expect(calibrated(1_940, 0, [0, 0.0019])).toMatch(/^None of 1,940 .*0 % to 0.19 %/);
  expect(calibrated(1_802, 9 / 1_802, [0.0023, 0.0095])).toContain('9 of 1,802 other accounts (0.50 %)');
  expect(calibrated(0, 0, [0, 1])).toContain('no error rate can be stated');
  expect(describeErrorRate(buildEmptyReport())).toContain('below 1 in 2,001');
});

test('a campaign on watch has no moment of detection', () => {
  expect(buildSampleReport().campaigns.map(measureDelay)).toEqual([9_000_000, 12_600_000, null]);
});

test('family sums hold every line once', () => {
  const campaign = buildSampleReport().campaigns[0]!;
  const sums = sumFamilies(campaign);
  expect(sums.map(({ family }) => family)).toEqual(['synchrony', 'identity', 'intent', 'template', 'harvest']);
  expect(sums.flatMap(({ lines }) => lines)).toHaveLength(campaign.evidence.length);
  expect(sums.reduce((sum, { bits }) => sum + bits, 0)).toBeCloseTo(campaign.evidence.reduce((sum, { bits }) => sum + bits, 0));
});

test('explained groups are gathered by kind', () => {
  expect(sumExplained(buildSampleReport()).map(({ kind, groups, accounts }) => [kind, groups, accounts])).toEqual([
    ['same-exercise', 2, 55],
    ['declared-use', 1, 9],
  ]);
});
