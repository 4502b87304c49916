// SPDX-License-Identifier: Apache-2.0
import type { HuntReport } from '@stillwatch/core';
import { formatCount, formatKind, formatPlural, formatTime } from '../report/format.ts';
import { describeErrorRate, describeReading, summariseFindings, sumExplained } from '../report/summary.ts';
import { showUnseen } from '../report/visible.ts';
import { writeCampaign } from './campaign-text.ts';
import { createPen, padStart, type Pen, wrap, writeItem } from './layout.ts';

export interface TextOptions {
  /** Every line of evidence, templates and accounts. */
  readonly explain: boolean;
  readonly colour: boolean;
  /** Columns; 80 to 120 look best. */
  readonly width: number;
}

/** What a hunt prints: findings first, then what they rest on. No trailing line break. */
export function renderText(report: HuntReport, { explain, colour, width }: TextOptions): string {
  const pen = createPen(colour, width);
  const blocks = [
    writeHeadline(pen, report),
    ...report.campaigns.map((campaign) => writeCampaign(pen, campaign, explain)),
    report.campaigns.length === 0 ? writeNothingFound(pen, report) : [],
    writeExplained(pen, report, explain),
    writeReading(pen, report),
    writeCalibration(pen, report),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
}

function writeHeadline(pen: Pen, report: HuntReport): string[] {
  const { window } = report;
  return [
    ...wrap(summariseFindings(report).join(' · '), pen.width).map((line) => pen.bold(line)),
    ...(window === null ? [] : [`${formatTime(window.from)} to ${formatTime(window.to)} (all times UTC)`]),
  ];
}

function writeNothingFound(pen: Pen, report: HuntReport): string[] {
  return wrap(
    `No group of accounts qualifies: none reached ${report.thresholds.watch} bits with two kinds of links, a sign of extraction and no benign explanation. ` +
      'This is no proof of absence: a campaign that paraphrases every prompt and shares nothing would not be seen.',
    pen.width,
  );
}

function writeExplained(pen: Pen, report: HuntReport, explain: boolean): string[] {
  const kinds = sumExplained(report);
  if (kinds.length === 0) return [];
  return [
    pen.bold('Explained as benign: nothing is held against them'),
    ...kinds.flatMap(({ kind, groups, accounts, statements }) => [
      ...writeItem(
        pen,
        2,
        showUnseen(formatKind(kind), 40),
        20,
        `${formatPlural(groups, 'group')}, ${formatPlural(accounts, 'account')}`,
      ),
      ...(explain
        ? statements.flatMap((group) =>
            writeItem(pen, 4, '-', 2, `${formatPlural(group.accounts, 'account')}: ${showUnseen(group.statement, 400)}`),
          )
        : []),
    ]),
  ];
}

function writeReading(pen: Pen, report: HuntReport): string[] {
  const { problems, absent } = report.read;
  const missing = Object.entries(absent)
    .filter(([, share]) => share >= 0.995)
    .map(([field]) => showUnseen(formatKind(field), 40));
  return [
    ...wrap(describeReading(report), pen.width),
    ...problems.flatMap(({ code, count, samples }) => {
      const label = showUnseen(code, 40);
      return writeItem(
        pen,
        2,
        label,
        Math.min(26, Math.max(18, label.length + 2)),
        `${padStart(formatCount(count), 6)} ×  ${showUnseen(samples[0] ?? '', 300)}`,
      );
    }),
    ...(missing.length === 0
      ? []
      : wrap(`In no exchange: ${missing.join(', ')}. Links by identity are weaker without.`, pen.width)),
  ];
}

function writeCalibration(pen: Pen, report: HuntReport): string[] {
  // The note speaks of the campaigns' members; without any it would explain nothing.
  const note = report.campaigns.length === 0 ? '' : ` ${showUnseen(report.calibration.note, 400)}`;
  return wrap(`${describeErrorRate(report)}${note}`, pen.width);
}
