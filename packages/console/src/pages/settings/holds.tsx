// SPDX-License-Identifier: Apache-2.0
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { usePages } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { formatPlural } from '../../lib/format.ts';
import { oneOf } from '../../lib/search.ts';
import { HoldLine } from '../../parts/hold-list.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Empty, Skeleton } from '../../parts/states.tsx';
import { AddHold } from './add-hold.tsx';

/** What may neither be deleted nor erased, for whoever asked for it. */
export function Holds(): ReactElement {
  const search = useSearch({ from: '/framed/settings/{-$section}' });
  const navigate = useNavigate({ from: '/settings/{-$section}' });
  const all = oneOf(search.show, ['all']) === 'all';
  const may = useMay('review');
  const [adding, setAdding] = useState(false);
  const pages = usePages('listHolds', { query: { limit: 1000 } });
  const shown = pages.items.filter(({ liftedAt }) => all || liftedAt === null);
  return (
    <div className="stack">
      <p className="quiet">
        A legal hold keeps what it names from being deleted or erased, by retention and by people. An analyst or approver places
        it; another person, an approver, lifts it. Both go into the log.
      </p>
      <div className="row apart">
        <label className="row small">
          Show
          <select
            className="input fit"
            value={all ? 'all' : 'standing'}
            onChange={(event) =>
              void navigate({
                search: (before) => ({ ...before, show: event.target.value === 'all' ? 'all' : '' }),
                replace: true,
              })
            }
          >
            <option value="standing">those that stand</option>
            <option value="all">lifted ones too</option>
          </select>
        </label>
        {may ? (
          <button type="button" className="button primary" onClick={() => setAdding(true)}>
            Place a legal hold
          </button>
        ) : (
          <span className="small quiet">Placing one needs the analyst or approver role.</span>
        )}
      </div>
      {pages.error === null ? null : <ProblemNote error={pages.error} retry={pages.retry} />}
      {pages.isPending ? (
        <Skeleton lines={6} />
      ) : shown.length > 0 ? (
        <section className="card" aria-label="Legal holds, newest first">
          <ul className="plain-list">
            {shown.map((hold) => (
              <li key={hold.id}>
                <HoldLine hold={hold} />
              </li>
            ))}
          </ul>
        </section>
      ) : pages.error === null ? (
        <div className="card">
          <Empty title={all ? 'No hold was ever placed' : 'No legal hold stands'}>
            <p>Everything follows its retention. A campaign’s page, an evidence item or a dossier has a button to hold it.</p>
          </Empty>
        </div>
      ) : null}
      <div className="row">
        <span className="small quiet">{shown.length === 0 ? '' : formatPlural(shown.length, 'hold')}</span>
        {pages.more ? (
          <button type="button" className="button" disabled={pages.fetching} onClick={pages.fetchMore}>
            Older
          </button>
        ) : null}
      </div>
      {adding ? <AddHold close={() => setAdding(false)} /> : null}
    </div>
  );
}
