// SPDX-License-Identifier: Apache-2.0
import type { Overview } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { formatKind, formatPlural } from '../../lib/format.ts';

/** Groups that looked coordinated and have a benign explanation. */
export function Explained({ groups }: { groups: Overview['explained'] }): ReactElement {
  const kinds = [...Map.groupBy(groups, ({ kind }) => kind)];
  return (
    <section className="card" aria-labelledby="explained">
      <header>
        <h2 id="explained">Looked coordinated, and explained</h2>
        <span className="quiet small">Nothing is held against them; their accounts are not listed.</span>
      </header>
      {kinds.length === 0 ? (
        <p className="quiet">None in this window.</p>
      ) : (
        <ul className="halves">
          {kinds.map(([kind, members]) => (
            <li key={kind} className="stack">
              <p>
                <b>{formatKind(kind)}</b>{' '}
                <span className="quiet">
                  {formatPlural(members.length, 'group')}, {formatPlural(sum(members), 'account')}
                </span>
              </p>
              <ul className="small quiet">
                {members.slice(0, 3).map(({ statement, accounts }) => (
                  <li key={`${accounts} ${statement}`}>
                    {formatPlural(accounts, 'account')}: {statement}
                  </li>
                ))}
                {members.length > 3 ? <li>… and {members.length - 3} more</li> : null}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function sum(groups: Overview['explained']): number {
  return groups.reduce((total, { accounts }) => total + accounts, 0);
}
