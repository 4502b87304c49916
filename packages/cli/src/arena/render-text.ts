// SPDX-License-Identifier: Apache-2.0
import type { ArenaResult, Totals } from '@stillwatch/arena';
import { formatCount, formatPercent, formatPlural } from '../report/format.ts';
import { createPen, measureColumns, padEnd, padStart, type Pen, wrap, writeItem } from '../terminal/layout.ts';
import {
  ABOUT_FAIRNESS,
  ABOUT_INTERVALS,
  CAVEAT,
  listAccusedKinds,
  listFailures,
  orDash,
  outOf,
  writeFairness,
  writeHours,
  writeLeak,
  writeRate,
} from './words.ts';

/** What the arena prints: one table of scenarios and detectors, then the failures, then the rest. No trailing line break. */
export function renderArena(result: ArenaResult, { colour, width }: { colour: boolean; width: number }): string {
  const pen = createPen(colour, width);
  return [
    wrap(CAVEAT, pen.width),
    writeTable(pen, result),
    writeFailures(pen, result),
    writeLevels(pen, result),
    writeRates(pen, result),
    [...wrap(ABOUT_INTERVALS, pen.width), ...wrap(ABOUT_FAIRNESS, pen.width)].map(pen.dim),
  ]
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
}

const HEAD = [
  'scenario',
  'detector',
  'found',
  'accounts',
  'false',
  'benign',
  'FPR ≤',
  'ever',
  'B³ F',
  'leaked',
  'hours',
  'µs/exch',
];

function writeTable(pen: Pen, result: ArenaResult): string[] {
  const rows = [...result.scenarios, ...(result.scenarios.length > 1 ? [{ name: 'all', totals: result.totals }] : [])].flatMap(
    ({ name, totals }) => totals.map((of, d) => [d === 0 ? name : '', of.name, ...figuresOf(pen, of)]),
  );
  return [
    ...columns(pen, HEAD, rows, 2),
    ...wrap(
      'found: campaigns with at least half of their accounts accused, in groups mostly of campaigns; accounts: theirs accused; false: groups mostly of benign accounts, of all; benign: benign accounts accused at the end; FPR ≤: upper end of the 95 % interval; ever: accused at any analysis; leaked: share of the harvest before detection; hours: to detection, median.',
      pen.width,
    ).map(pen.dim),
  ];
}

function figuresOf(pen: Pen, totals: Totals): string[] {
  const warn = (bad: boolean, text: string): string => (bad ? pen.tint(text, 'red') : text);
  return [
    warn(totals.found < totals.campaigns, outOf(totals.found, totals.campaigns)),
    orDash(totals.accountRecall, formatPercent),
    warn(totals.falseGroups > 0, outOf(totals.falseGroups, totals.groups)),
    outOf(totals.accountFpr.accused, totals.accountFpr.accounts),
    totals.accountFpr.interval[1].toExponential(1),
    formatCount(totals.everAccused.accused),
    orDash(totals.bCubed, ({ f }) => f.toFixed(2)),
    orDash(totals.leakedShare, formatPercent),
    orDash(totals.hours, writeHours),
    totals.microsPerExchange.toFixed(1),
  ];
}

/** A table; the first `left` columns to the left, the others to the right. */
function columns(pen: Pen, head: readonly string[], rows: readonly (readonly string[])[], left: number): string[] {
  const widths = head.map((cell, c) => Math.max(measureColumns(cell), ...rows.map((row) => measureColumns(row[c]!))));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, c) => (c < left ? padEnd(cell, widths[c]!) : padStart(cell, widths[c]!)))
      .join('  ')
      .trimEnd();
  return [pen.bold(line(head)), ...rows.map(line)];
}

function writeFailures(pen: Pen, result: ArenaResult): string[] {
  return [
    pen.bold('Failures'),
    ...listFailures(result).flatMap(({ detector, missed, falseGroups }, d) => [
      `  ${detector}: ${formatPlural(missed.length, 'campaign')} missed, ${formatPlural(falseGroups.length, 'false group')}`,
      ...writeList(pen, 'missed', missed, d === 0),
      ...writeList(pen, 'false', falseGroups, d === 0),
    ]),
  ];
}

/** A line each, or all in one paragraph. */
function writeList(pen: Pen, label: string, texts: readonly string[], each: boolean): string[] {
  if (texts.length === 0) return [];
  const items = each ? texts : [texts.join('; ')];
  return items.flatMap((text) => writeItem(pen, 4, pen.tint(label, 'red'), 8, text));
}

function writeLevels(pen: Pen, { totals }: ArenaResult): string[] {
  const rows = totals.flatMap(({ name, levels }) =>
    Object.entries(levels).map(([level, of], i) => [
      i === 0 ? name : '',
      level,
      outOf(of.found, of.campaigns),
      orDash(of.accountRecall, formatPercent),
      writeLeak(of),
      orDash(of.hours, writeHours),
    ]),
  );
  if (rows.length === 0) return [];
  return [
    pen.bold('By level of evasion'),
    ...columns(pen, ['detector', 'level', 'found', 'accounts', 'leaked', 'hours'], rows, 2),
  ];
}

function writeRates(pen: Pen, { totals }: ArenaResult): string[] {
  return totals.flatMap((of) => {
    const kinds = listAccusedKinds(of);
    return [
      `${pen.bold(of.name)}: recall ${orDash(of.recall, formatPercent)} (${of.recallInterval.map(formatPercent).join('–')}), ` +
        `benign accounts accused ${writeRate(of.accountFpr)}, at any analysis ${writeRate(of.everAccused)}`,
      ...writeItem(pen, 2, 'fairness', 10, writeFairness(of)),
      ...(kinds.length === 0 ? [] : writeItem(pen, 2, 'accused', 10, kinds.join(', '))),
    ];
  });
}
