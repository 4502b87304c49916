// SPDX-License-Identifier: Apache-2.0
import type { PeerDetail } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { formatCount } from '../../lib/format.ts';
import { PULL_WORDS } from '../../lib/pull-words.ts';
import { Moment } from '../../parts/moment.tsx';
import { StateChip } from './state-chip.tsx';

/** The latest pulls, the newest first. */
export function Pulls({ pulls }: { pulls: PeerDetail['pulls'] }): ReactElement {
  return (
    <section className="card stack" aria-labelledby="pulls">
      <h2 id="pulls">Latest pulls</h2>
      {pulls.length === 0 ? (
        <p className="quiet">Nothing has been pulled from it yet.</p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className="table-box pulls" tabIndex={0} aria-label="Latest pulls, the newest first">
          <table>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Outcome</th>
                <th scope="col" className="end">
                  Objects
                </th>
                <th scope="col" className="end">
                  Accepted
                </th>
              </tr>
            </thead>
            <tbody>
              {pulls.map(({ at, outcome, objects, accepted, detail }) => (
                <tr key={at}>
                  <th scope="row">
                    <Moment at={at} short />
                  </th>
                  <td>
                    <StateChip words={PULL_WORDS[outcome]} />
                    {detail === '' ? null : <div className="small quiet">{detail}</div>}
                  </td>
                  <td className="end">{formatCount(objects)}</td>
                  <td className="end">{formatCount(accepted)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
