// SPDX-License-Identifier: Apache-2.0

/** One measured thing, with the limit that it should keep. Larger is worse, except for what has to be reached. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 's' | 'kB' | 'MB' | 'rows' | 'exchanges/s';
  /** Null where the figure is only told. */
  readonly limit: number | null;
  /** The limit is the least that has to be reached. */
  readonly least?: true;
  /** Does not depend on how fast the machine is: what breaks it is a fault. */
  readonly exact?: true;
  readonly note?: string;
}

/** Share of the limit that is used, or of what has to be reached. */
export function ratioOf({ value, limit }: Figure): number | null {
  return limit === null ? null : value / limit;
}

export function keeps(figure: Figure): boolean {
  const { value, limit, least } = figure;
  return limit === null || (least === true ? value >= limit : value <= limit);
}

export function printFigures(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { name, value, unit, limit, least, note = '' } = figure;
    const ratio = ratioOf(figure);
    return [
      name,
      `${format(value)} ${unit}`,
      limit === null ? '' : `${least === true ? '≥' : '≤'} ${format(limit)}`,
      ratio === null ? '' : ratio.toFixed(2),
      [keeps(figure) ? '' : 'NOT KEPT', note].filter((part) => part !== '').join(' '),
    ];
  });
  const table = [['', 'seen', 'limit', 'ratio', ''], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]!.length)));
  return table
    .map(([name, ...rest]) =>
      [name!.padEnd(widths[0]!), ...rest.slice(0, 3).map((cell, i) => cell.padStart(widths[i + 1]!)), rest[3]]
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function format(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(1);
}
