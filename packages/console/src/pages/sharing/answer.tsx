// SPDX-License-Identifier: Apache-2.0
import type { InboxDetail } from '@stillwatch/core/api';
import { type ReactElement, useMemo } from 'react';
import { answerAbout } from '../../lib/answer-about.ts';
import { formatKind } from '../../lib/format.ts';
import { Moment } from '../../parts/moment.tsx';

/** What a partner answered to something that this node said: an opinion, or that it was seen there too. */
export function Answer({ detail }: { detail: InboxDetail }): ReactElement {
  const { item } = detail;
  const about = useMemo(() => answerAbout(detail), [detail]);
  return (
    <section className="card stack" aria-labelledby="answer">
      <h2 id="answer">An answer to something that was shared</h2>
      <dl className="facts">
        <dt>{formatKind(item.type)}</dt>
        <dd className="break">{item.name}</dd>
        <dt>By</dt>
        <dd>{[...new Set(item.claims.map(({ origin }) => origin))].join(', ')}</dd>
        <dt>Received</dt>
        <dd>
          <Moment at={item.receivedAt} />
        </dd>
        <dt>About</dt>
        <dd>
          {about.length === 0 ? <span className="quiet">it does not say</span> : null}
          {about.map((id) => (
            <code key={id} className="break">
              {id}
            </code>
          ))}
        </dd>
      </dl>
      <p className="small quiet">What was released from here has its ids under “What leaves”, with each object.</p>
    </section>
  );
}
