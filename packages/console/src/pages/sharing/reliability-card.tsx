// SPDX-License-Identifier: Apache-2.0
import type { ReliabilityBin } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { formatCount, formatPercent } from '../../lib/format.ts';
import { describeReliability } from '../../lib/reliability.ts';
import { ReliabilityPlot } from './reliability-plot.tsx';

/** Whether somebody's certainty can be taken at its word: said against turned out, as drawing, sentence and table. */
export function ReliabilityCard({ plot }: { plot: readonly ReliabilityBin[] }): ReactElement {
  const filled = plot.filter(({ count }) => count > 0);
  return (
    <section className="card stack" aria-labelledby="reliability">
      <h2 id="reliability">Can it be taken at its word?</h2>
      <p>{describeReliability(filled)}</p>
      {filled.length === 0 ? (
        <p className="small quiet">
          The plot fills as people here accept or dispute what it says, and as your own traffic confirms it.
        </p>
      ) : (
        <>
          <ReliabilityPlot bins={filled} />
          <details className="small">
            <summary className="quiet">As a table</summary>
            <table>
              <thead>
                <tr>
                  <th scope="col">Said</th>
                  <th scope="col" className="end">
                    Reports
                  </th>
                  <th scope="col" className="end">
                    Said, on average
                  </th>
                  <th scope="col" className="end">
                    Were right
                  </th>
                  <th scope="col" className="end">
                    90 % interval
                  </th>
                </tr>
              </thead>
              <tbody>
                {filled.map(({ from, to, count, predicted, observed, low, high }) => (
                  <tr key={from}>
                    <th scope="row">
                      {formatPercent(from)} to {formatPercent(to)}
                    </th>
                    <td className="end">{formatCount(count)}</td>
                    <td className="end">{formatPercent(predicted)}</td>
                    <td className="end">{formatPercent(observed)}</td>
                    <td className="end">
                      {formatPercent(low)} to {formatPercent(high)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </>
      )}
    </section>
  );
}
