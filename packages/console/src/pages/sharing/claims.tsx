// SPDX-License-Identifier: Apache-2.0
import type { InboxClaim } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { formatCount, formatPlural } from '../../lib/format.ts';
import { Moment } from '../../parts/moment.tsx';
import { TlpChip } from '../../parts/tlp-chip.tsx';

/** Each source's own assertion, as far as this reader may read it. */
export function Claims({ claims, lineages }: { claims: readonly InboxClaim[]; lineages: number }): ReactElement {
  return (
    <section className="card stack" aria-labelledby="claims">
      <header>
        <h2 id="claims">Who says so</h2>
        <span className="small quiet">
          {formatPlural(claims.length, 'assertion')} that you may read, {formatPlural(lineages, 'independent lineage')}
        </span>
      </header>
      {claims.length === 0 ? (
        <p>No assertion of it is left that you may read.</p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className="table-box" tabIndex={0} aria-label="Assertions by source">
          <table>
            <thead>
              <tr>
                <th scope="col">Source</th>
                <th scope="col">Observed by</th>
                <th scope="col">TLP</th>
                <th scope="col">Said</th>
                <th scope="col" className="end">
                  Confidence
                </th>
                <th scope="col">Way</th>
              </tr>
            </thead>
            <tbody>
              {claims.map(({ assertion, source, origin, tlp, at, confidence, hops, quarantined }) => (
                <tr key={assertion}>
                  <th scope="row" title={assertion}>
                    {source}
                    {quarantined ? <span className="small quiet">, in quarantine: does not count</span> : null}
                  </th>
                  <td>{origin === source ? <span className="quiet">itself</span> : origin}</td>
                  <td>
                    <TlpChip tlp={tlp} />
                  </td>
                  <td>
                    <Moment at={at} short />
                  </td>
                  <td className="end">{formatCount(confidence)}</td>
                  <td className="nowrap">{hops === 0 ? 'directly' : `through ${formatPlural(hops, 'node')}`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
