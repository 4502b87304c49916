// SPDX-License-Identifier: Apache-2.0
import type { Review } from '@stillwatch/core/api';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Pages } from '../../api/queries.ts';
import { useSession } from '../../api/session.ts';
import { formatBits } from '../../lib/format.ts';
import { Ago } from '../../parts/moment.tsx';
import { Tier } from '../../parts/tier.tsx';

/** What waits, the oldest first. */
export function Queue({
  pages,
  chosen,
  status,
}: {
  pages: Pages<Review>;
  chosen: string;
  status: Review['status'] | undefined;
}): ReactElement {
  const { user } = useSession();
  return (
    <nav aria-label="Entries of the queue">
      <ul className="queue">
        {pages.items.map((review) => (
          <li key={review.id}>
            <Link
              to="/review"
              search={{ status: status ?? 'all', id: review.id }}
              replace
              aria-current={review.id === chosen ? 'true' : undefined}
            >
              <span className="row apart">
                <b>{review.campaign.name}</b>
                <Tier tier={review.campaign.tier} />
              </span>
              <span className="small">{review.cause}</span>
              <span className="row apart small quiet">
                <span>{formatBits(review.campaign.bits)} bits</span>
                <span>
                  {review.status === 'claimed'
                    ? `claimed by ${review.claimedBy === user.id || review.claimedBy === user.name ? 'you' : (review.claimedBy ?? 'somebody')}`
                    : (review.decision ?? (review.status === 'decided' ? 'closed by itself' : review.status))}{' '}
                  · <Ago at={review.openedAt} />
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {pages.more ? (
        <button type="button" className="button" disabled={pages.fetching} onClick={pages.fetchMore}>
          More
        </button>
      ) : null}
    </nav>
  );
}
