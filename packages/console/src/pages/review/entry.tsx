// SPDX-License-Identifier: Apache-2.0
import type { Review } from '@stillwatch/core/api';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useApi } from '../../api/queries.ts';
import { formatCompact, formatPlural } from '../../lib/format.ts';
import { titleOf } from '../../lib/techniques.ts';
import { Moment } from '../../parts/moment.tsx';
import { Fetched } from '../../parts/states.tsx';
import { Tier } from '../../parts/tier.tsx';
import { Benign } from '../campaign/benign.tsx';
import { Ledger } from '../campaign/ledger.tsx';
import { Decide } from './decide.tsx';
import { useKeys } from './use-keys.ts';

/** One entry: what it is, what to decide, and why one might. */
export function Entry({ id, goOn }: { id: string; goOn: () => void }): ReactElement {
  const review = useApi('getReview', { params: { id } });
  return (
    <div className="stack">
      <Fetched query={review} lines={10}>
        {(found) => <Body review={found} goOn={goOn} />}
      </Fetched>
    </div>
  );
}

function Body({ review, goOn }: { review: Review; goOn: () => void }): ReactElement {
  const { campaign } = review;
  const navigate = useNavigate();
  const detail = useApi('getCampaign', { params: { id: campaign.id } });
  useKeys({ open: () => void navigate({ to: '/campaigns/$id', params: { id: campaign.id } }) });
  return (
    <>
      <section className="card stack" aria-labelledby="entry">
        <header>
          <h2 id="entry" className="row">
            {campaign.name} <Tier tier={campaign.tier} />
          </h2>
          <Link to="/campaigns/$id" params={{ id: campaign.id }}>
            Open the campaign <kbd>o</kbd>
          </Link>
        </header>
        <p>
          {review.cause}{' '}
          <span className="quiet">
            In the queue since <Moment at={review.openedAt} />
          </span>
        </p>
        <p>
          {formatPlural(campaign.accounts, 'account')} took {formatPlural(campaign.exchanges, 'exchange')} and{' '}
          {formatCompact(campaign.outputTokens)} answer tokens by {campaign.techniques.map(titleOf).join(' and ').toLowerCase()}.
        </p>
        <Decide review={review} goOn={goOn} />
      </section>
      <Fetched query={detail} lines={8}>
        {({ finding, thresholds }) => (
          <>
            <Ledger finding={finding} thresholds={thresholds} />
            <Benign finding={finding} />
          </>
        )}
      </Fetched>
    </>
  );
}
