// SPDX-License-Identifier: Apache-2.0
import { formatCount } from '@stillwatch/core/format';
import type { Block } from './blocks.ts';
import { hiddenNote } from './hidden.ts';
import type { ReportModel } from './model.ts';
import { formatFigure, formatMoment } from './text.ts';

/** How often the methods err, by which command that was measured, and what the counts are counts of. */
export function buildMethods({ sections: { methods, windows } }: ReportModel): Block[] {
  return [
    ...methods.entries.flatMap(({ entry: { name, version, description, limits, figures } }): Block[] => [
      { kind: 'entry', label: version, title: name, text: description, notes: [`Limits: ${limits}`] },
      {
        kind: 'table',
        columns: [
          { title: 'Measured', width: 0.3 },
          { title: 'Value', width: 0.14, right: true },
          { title: 'Interval', width: 0.26, right: true },
          { title: 'Over', width: 0.3 },
        ],
        rows: figures.map((figure) => [
          figure.name,
          formatFigure(figure.value),
          `${formatFigure(figure.interval[0])} to ${formatFigure(figure.interval[1])} (${formatFigure(figure.confidence * 100)} %)`,
          `${formatCount(figure.n)} ${figure.unit}, ${formatMoment(figure.at)}`,
        ]),
      },
      { kind: 'code', lines: [...new Set(figures.map(({ command }) => command))] },
    ]),
    ...hiddenNote(methods),
    { kind: 'subheading', text: 'Windows and denominators' },
    {
      kind: 'table',
      columns: [
        { title: 'Window', width: 0.2 },
        { title: 'From and to', width: 0.36 },
        { title: 'Counted', width: 0.22 },
        { title: 'Of', width: 0.22 },
      ],
      rows: windows.entries.map(({ entry: { name, from, to, numerator, denominator } }) => [
        name,
        `${formatMoment(from)} to ${formatMoment(to)}`,
        `${formatCount(numerator.count)} ${numerator.of}`,
        `${formatCount(denominator.count)} ${denominator.of}`,
      ]),
    },
    ...hiddenNote(windows),
  ];
}
