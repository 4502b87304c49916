// SPDX-License-Identifier: Apache-2.0
import type { AccountDetail } from '@stillwatch/core/api';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatKind, formatPlural } from '../../lib/format.ts';

/** Identity values in common with others: hashes, never the values. */
export function Shared({ shared, absent }: { shared: AccountDetail['shared']; absent: AccountDetail['absent'] }): ReactElement {
  return (
    <section className="card stack" aria-labelledby="shared">
      <h2 id="shared">What it shares with others</h2>
      {shared.length === 0 ? <p className="quiet">No identity value in common with another account.</p> : null}
      <ul className="plain-list small">
        {shared.map(({ field, value, accounts, examples }) => (
          <li key={`${field} ${value}`}>
            <p>
              <b>{formatKind(field)}</b> <code>{value}</code> with {formatPlural(accounts, 'account')}
            </p>
            <p className="row">
              {examples.map((example) => (
                <Link key={example} to="/accounts/$account" params={{ account: example }} className="mono break">
                  {example}
                </Link>
              ))}
            </p>
          </li>
        ))}
      </ul>
      {absent.length === 0 ? null : (
        <p className="small quiet">
          Its logs lack {absent.map(formatKind).join(', ')}: linking it is less certain than it could be.
        </p>
      )}
    </section>
  );
}
