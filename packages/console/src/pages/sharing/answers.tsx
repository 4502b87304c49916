// SPDX-License-Identifier: Apache-2.0
import type { InboxDetail } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { Moment } from '../../parts/moment.tsx';

/** What was said back: sightings and opinions, of this node and of partners. */
export function Answers({ answers }: { answers: InboxDetail['answers'] }): ReactElement {
  return (
    <section className="card stack" aria-labelledby="answers">
      <h2 id="answers">What was said back</h2>
      {answers.length === 0 ? (
        <p className="quiet">Nobody has said that they saw it too, or what they think of it.</p>
      ) : (
        <ul className="plain-list">
          {answers.map(({ at, by, own, kind, statement }) => (
            <li key={`${at} ${by} ${kind} ${statement}`} className="stack tight">
              <span className="row">
                <span className="chip">{kind}</span>
                <b>{own ? 'this node' : by}</b>
                <span className="small quiet">
                  <Moment at={at} />
                </span>
              </span>
              <span className="break">{statement}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
