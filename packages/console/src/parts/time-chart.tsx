// SPDX-License-Identifier: Apache-2.0
import { lazy, type ReactElement, Suspense } from 'react';
import { formatCount } from '../lib/format.ts';
import { useZone } from '../lib/preferences.ts';
import { formatMoment } from '../lib/time.ts';
import type { PlotProps } from './plot.tsx';

const Plot = lazy(() => import('./plot.tsx'));

const MOST_ROWS = 200;

/** Counts over time: the drawing is fetched apart, and the same figures are there as a table. */
export function TimeChart({ title, ...plot }: PlotProps & { title: string }): ReactElement {
  return (
    <figure className="stack" aria-label={title}>
      <Suspense fallback={<div className="skeleton chart" style={{ height: plot.height }} />}>
        <div role="img" aria-label={describe(title, plot)}>
          <Plot {...plot} />
        </div>
      </Suspense>
      <details className="small">
        <summary className="quiet">As a table</summary>
        <Figures {...plot} />
      </details>
    </figure>
  );
}

function describe(title: string, { series }: PlotProps): string {
  const parts = series.map(({ label, values }) => {
    const sum = values.reduce((total, value) => total + value, 0);
    return `${label}: ${formatCount(sum)} in all, at most ${formatCount(Math.max(0, ...values))} in a step`;
  });
  return `${title}. ${parts.join('; ')}.`;
}

function Figures({ times, series }: PlotProps): ReactElement {
  const [zone] = useZone();
  // The last steps are those that matter now; a longer table helps nobody.
  const first = Math.max(0, times.length - MOST_ROWS);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="table-box" tabIndex={0} aria-label="Figures of the chart" style={{ maxHeight: '16rem' }}>
      <table>
        <thead>
          <tr>
            <th scope="col">From</th>
            {series.map(({ label }) => (
              <th key={label} scope="col" className="end">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {times.slice(first).map((time, i) => (
            <tr key={time}>
              <th scope="row">{formatMoment(time, zone)}</th>
              {series.map(({ label, values }) => (
                <td key={label} className="end">
                  {formatCount(values[first + i] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
