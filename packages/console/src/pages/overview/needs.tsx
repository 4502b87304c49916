// SPDX-License-Identifier: Apache-2.0
import type { Overview } from '@stillwatch/core/api';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMay } from '../../api/session.ts';
import { formatPlural } from '../../lib/format.ts';
import { Ago } from '../../parts/moment.tsx';

/** What needs somebody now. */
export function Needs({ data }: { data: Overview }): ReactElement {
  const { reviews, oldest, failedAlerts } = data.waiting;
  const may = useMay('review');
  return (
    <section className="card needs" aria-labelledby="needs">
      <h2 id="needs">Needs you</h2>
      {reviews === 0 ? (
        <p>No review is waiting.</p>
      ) : (
        <>
          <p>
            <span className="big">{reviews}</span> {reviews === 1 ? 'review' : 'reviews'} waiting
            {oldest === null ? null : (
              <span className="quiet">
                {' '}
                · oldest <Ago at={oldest} />
              </span>
            )}
          </p>
          <div>
            <Link to="/review" search={may ? { next: '1' } : {}} className="button primary">
              {may ? 'Review next' : 'See the queue'}
            </Link>
          </div>
          {may ? null : <p className="small quiet">Deciding needs the analyst or approver role.</p>}
        </>
      )}
      {failedAlerts === 0 ? null : (
        <p className="notice bad">
          <Link to="/settings/{-$section}" params={{ section: 'alerts' }}>
            {formatPlural(failedAlerts, 'alert')} could not be delivered
          </Link>
        </p>
      )}
    </section>
  );
}
