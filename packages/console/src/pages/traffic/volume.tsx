// SPDX-License-Identifier: Apache-2.0
import type { TrafficView } from '@stillwatch/core/api';
import { type ReactElement, useMemo } from 'react';
import { formatDuration } from '../../lib/time.ts';
import { TimeChart } from '../../parts/time-chart.tsx';

/** What fits over time, against everything; a stretch can be dragged over to look into it. */
export function Volume({ view, onRange }: { view: TrafficView; onRange: (from: number, to: number) => void }): ReactElement {
  const { times, series } = useMemo(
    () => ({
      times: view.series.map(({ at }) => Date.parse(at)),
      series: [
        { label: 'all', values: view.series.map(({ all }) => all), color: '--chart-all', fill: true },
        { label: 'matching', values: view.series.map(({ matching }) => matching), color: '--accent', fill: true },
      ],
    }),
    [view.series],
  );
  return (
    <section className="card stack" aria-labelledby="volume">
      <header>
        <h2 id="volume">Volume</h2>
        <span className="quiet small">
          exchanges per {formatDuration(view.stepSeconds * 1000)}; drag over a stretch to look into it
        </span>
      </header>
      <TimeChart title="Exchanges that fit the filters, and all" height={180} times={times} series={series} onRange={onRange} />
    </section>
  );
}
