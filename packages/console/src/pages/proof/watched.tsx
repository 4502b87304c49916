// SPDX-License-Identifier: Apache-2.0
import type { LogHealth } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { formatPlural } from '../../lib/format.ts';
import { Secret } from '../../parts/copy.tsx';
import { Moment } from '../../parts/moment.tsx';

/** Peers' logs that this node countersigns, and the key by which it does. */
export function Watched({ log }: { log: LogHealth }): ReactElement {
  return (
    <section className="card stack" aria-labelledby="watched">
      <h2 id="watched">Logs that this node watches</h2>
      {log.watched.length === 0 ? (
        <p className="quiet">
          None. A peer asks you for it: give them the key below, and add their log under <code>log.witness.for</code> in the
          configuration.
        </p>
      ) : (
        <ul className="plain-list">
          {log.watched.map(({ origin, size, signedAt }) => (
            <li key={origin} className="stack tight">
              <b className="break">{origin}</b>
              <p className="small">
                {size === null ? (
                  'It has sent no checkpoint yet.'
                ) : (
                  <>
                    Countersigned {formatPlural(size, 'leaf', 'leaves')}
                    {signedAt === null ? null : (
                      <>
                        , <Moment at={signedAt} />
                      </>
                    )}
                    .
                  </>
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
      <h3>Key by which this node countersigns</h3>
      <Secret value={log.witnessKey} what="the witness key" />
    </section>
  );
}
