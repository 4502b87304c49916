// SPDX-License-Identifier: Apache-2.0
import type { InboxItem } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { formatCount, formatPercent, formatPlural } from '../../lib/format.ts';
import { GATE_WORDS } from '../../lib/sharing-words.ts';
import { titleOf } from '../../lib/techniques.ts';
import { Ago, Moment } from '../../parts/moment.tsx';
import { Expiry } from './expiry.tsx';

/** What matters of an item, in figures. */
export function ItemFacts({ item }: { item: InboxItem }): ReactElement {
  const { trust, gate, lineages, claims, techniques, firstSeen, lastSeen } = item;
  return (
    <section className="card stack" aria-label="In figures">
      <dl className="figures">
        <div>
          <dt>Trust</dt>
          <dd>{formatPercent(trust.score)}</dd>
          <dd className="note">likely right, as things stand</dd>
        </div>
        <div>
          <dt>Leads to, at most</dt>
          <dd>{GATE_WORDS[gate.most].name}</dd>
          <dd className="note">{gate.why}</dd>
        </div>
        <div>
          <dt>Independent lineages</dt>
          <dd>{formatCount(lineages)}</dd>
          <dd className="note">behind {formatPlural(claims.length, 'assertion')} that you may read</dd>
        </div>
        <div>
          <dt>Received</dt>
          <dd>
            <Ago at={item.receivedAt} />
          </dd>
          <dd className="note">
            <Expiry item={item} />
          </dd>
        </div>
      </dl>
      <dl className="facts">
        {techniques.length === 0 ? null : (
          <>
            <dt>Techniques</dt>
            <dd>{techniques.map(titleOf).join(', ')}</dd>
          </>
        )}
        {firstSeen === null ? null : (
          <>
            <dt>First seen</dt>
            <dd>
              <Moment at={firstSeen} />
            </dd>
          </>
        )}
        {lastSeen === null ? null : (
          <>
            <dt>Last seen</dt>
            <dd>
              <Moment at={lastSeen} />
            </dd>
          </>
        )}
        {item.decidedAt === null ? null : (
          <>
            <dt>Decided</dt>
            <dd className="break">
              {item.reason === null ? null : <>“{item.reason}” </>}
              by {item.decidedBy ?? 'somebody'}, <Moment at={item.decidedAt} />
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}
