// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import { useApi } from '../../api/queries.ts';
import { formatCount } from '../../lib/format.ts';
import { MATCH_WORDS } from '../../lib/sharing-words.ts';
import { Share } from '../../parts/share.tsx';
import { Fetched } from '../../parts/states.tsx';

/** What partners have asked in this epoch, and how much they may. */
export function Budgets(): ReactElement {
  const budgets = useApi('listMatchBudgets', {});
  return (
    <section className="card stack" aria-labelledby="budgets">
      <h2 id="budgets">What partners have asked here in this epoch</h2>
      <Fetched query={budgets} lines={3}>
        {({ budgets: all }) =>
          all.length === 0 ? (
            <p className="quiet">No partner has asked anything.</p>
          ) : (
            <ul className="plain-list">
              {all.map(({ peer, peerName, epoch, asked, perEpoch }) => (
                <li key={peer} className="stack tight">
                  <span className="row apart">
                    <b>{peerName}</b>
                    <span className="small quiet">
                      epoch of {epoch.replace(/^epoch-/, '')}; {formatCount(perEpoch)} values of each kind
                    </span>
                  </span>
                  {asked.length === 0 ? <span className="quiet small">has asked nothing</span> : null}
                  {asked.map(({ kind, elements }) => (
                    <Share
                      key={kind}
                      name={MATCH_WORDS[kind].name}
                      part={elements}
                      whole={perEpoch}
                      {...(elements >= perEpoch ? { note: 'used up: it is refused until the next epoch' } : {})}
                    />
                  ))}
                </li>
              ))}
            </ul>
          )
        }
      </Fetched>
    </section>
  );
}
