// SPDX-License-Identifier: Apache-2.0
import type { CampaignDetail } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { formatBitsSigned, formatKind } from '../../lib/format.ts';

/** What could make ordinary customers look like that: each with what it was worth, also where that is nothing. */
export function Benign({ finding }: { finding: Pick<CampaignDetail['finding'], 'benign'> }): ReactElement {
  return (
    <section className="card" aria-labelledby="benign">
      <header>
        <h2 id="benign">Benign explanations considered</h2>
        <span className="quiet small">0 says that it was looked for and not there.</span>
      </header>
      {finding.benign.length === 0 ? (
        <p className="quiet">None applies to this kind of group.</p>
      ) : (
        <table>
          <caption className="unseen">Benign explanations with their bits</caption>
          <thead>
            <tr>
              <th scope="col">Explanation</th>
              <th scope="col">What was seen</th>
              <th scope="col" className="end">
                Bits
              </th>
            </tr>
          </thead>
          <tbody>
            {finding.benign.map(({ kind, bits, statement }) => (
              <tr key={kind}>
                <th scope="row">{formatKind(kind)}</th>
                <td>{statement}</td>
                <td className="number">{formatBitsSigned(bits)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
