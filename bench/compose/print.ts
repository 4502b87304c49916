// SPDX-License-Identifier: Apache-2.0
import type { CampaignScore, Rate, Score } from './score.ts';

export const CAVEAT =
  'Composed, not real traffic: public prompts and arrival times, dealt over accounts that this benchmark invented.\nA result here bounds nothing about a provider’s own logs; it shows where the detector breaks first.';

/** Pads cells to columns: the first to the left, numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, c) => Math.max(cell.length, ...rows.map((row) => row[c]!.length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, c) => (c === 0 ? cell.padEnd(widths[c]!) : cell.padStart(widths[c]!)))
      .join('  ')
      .trimEnd();
  return [line(head), ...rows.map(line)].join('\n');
}

export const percent = (share: number): string => `${(100 * share).toFixed(share > 0.995 || share === 0 ? 0 : 1)} %`;

/** The score of one composition, as a page of text. */
export function printScore(score: Score): string {
  return [
    campaignTable(score.campaigns),
    '',
    'Reports, by what they hold (benign kinds in brackets)',
    ...score.reports.map(
      (report) =>
        `${report.tier.padEnd(9)} ${report.bits.toFixed(0).padStart(4)} bits ${String(report.accounts).padStart(5)} accounts: ${report.holds
          .slice(0, 5)
          .map(([name, count]) => `${name} ${count}`)
          .join(', ')}; ${report.evidence
          .filter(([, bits]) => Math.abs(bits) >= 0.5)
          .map(([name, bits]) => `${name} ${bits.toFixed(0)}`)
          .join(', ')}`,
    ),
    '',
    `Benign accounts accused (tiers confirmed and probable), Clopper–Pearson 95 %; ${score.falseReports} reports hold mostly benign accounts`,
    rateTable([score.overall, ...score.byKind]),
    '',
    'By stratum',
    rateTable([...score.byRegion, ...score.byLanguage, ...score.byPlan]),
  ].join('\n');
}

export function campaignTable(campaigns: readonly CampaignScore[]): string {
  return table(
    [
      'campaign',
      'accounts',
      'harvest',
      'found',
      'recall',
      'precision',
      'tier',
      'bits',
      'reports',
      'hours',
      'leaked',
      'watched',
      'mixed with',
    ],
    campaigns.map((c) => [
      c.name,
      String(c.accounts),
      String(c.exchanges),
      c.found ? 'yes' : 'NO',
      percent(c.recall),
      c.found ? percent(c.precision) : '–',
      c.tier,
      c.bits.toFixed(0),
      String(c.reports),
      c.hours === null ? '–' : c.hours.toFixed(1),
      percent(c.leaked),
      String(c.watched),
      c.mixedWith.join(','),
    ]),
  );
}

export function rateTable(rates: readonly Rate[]): string {
  return table(
    ['accounts of', 'accused', 'of', 'rate', 'from', 'to', 'watched'],
    rates.map((rate) => [
      rate.name,
      String(rate.accused),
      String(rate.accounts),
      (rate.accused / rate.accounts).toExponential(1),
      rate.interval[0].toExponential(1),
      rate.interval[1].toExponential(1),
      String(rate.watched),
    ]),
  );
}
