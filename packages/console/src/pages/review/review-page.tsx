// SPDX-License-Identifier: Apache-2.0
import type { Review } from '@stillwatch/core/api';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useEffect, useState } from 'react';
import { usePages } from '../../api/queries.ts';
import { oneOf, without } from '../../lib/search.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Empty, Skeleton } from '../../parts/states.tsx';
import { Title } from '../../parts/title.tsx';
import { Entry } from './entry.tsx';
import { KeysHelp } from './keys-help.tsx';
import { Queue } from './queue.tsx';
import { useKeys } from './use-keys.ts';

const STATUSES = ['waiting', 'claimed', 'decided'] as const;

/** The queue on the left, what is to be decided on the right; all of it by keyboard. */
export function ReviewPage(): ReactElement {
  const search = useSearch({ from: '/framed/review' });
  const navigate = useNavigate({ from: '/review' });
  const status = oneOf(search.status, STATUSES);
  const pages = usePages('listReviews', { query: { limit: 200, ...(status === undefined ? {} : { status }) } });
  const { items } = pages;
  const index = Math.max(
    0,
    items.findIndex(({ id }) => id === search.id),
  );
  // An entry named by the address is shown also where the list does not have it (yet).
  const id = search.id ?? items[0]?.id;
  const open = (entry: Review | undefined) => {
    if (entry !== undefined) void navigate({ search: (before) => ({ ...without(before, 'next'), id: entry.id }), replace: true });
  };
  const nextWaiting = (after?: string) => items.find((entry) => entry.status === 'waiting' && entry.id !== after);
  const [help, setHelp] = useState(false);
  useKeys({
    next: () => open(items[index + 1]),
    previous: () => open(items[index - 1]),
    help: () => setHelp(true),
  });
  useEffect(() => {
    if (search.next !== undefined && items.length > 0) open(nextWaiting() ?? items[0]);
    // What is shown stays, whatever moves in the queue: a claim sorts it anew, and nobody may decide about another by that.
    else if (search.id === undefined) open(items[0]);
  });
  return (
    <>
      <Title
        name="Review queue"
        actions={
          <button type="button" className="button" onClick={() => setHelp(true)}>
            Keys <kbd>?</kbd>
          </button>
        }
      >
        <p>A person decides what follows. Coordination is not guilt; the reason you give is recorded.</p>
      </Title>
      <nav className="tabs" aria-label="Which entries">
        {[undefined, ...STATUSES].map((name) => (
          <Link
            key={name ?? 'all'}
            to="/review"
            search={{ status: name ?? 'all' }}
            aria-current={status === name ? 'page' : undefined}
          >
            {name ?? 'all'}
          </Link>
        ))}
      </nav>
      {pages.isPending ? <Skeleton lines={8} /> : null}
      {pages.error === null ? null : <ProblemNote error={pages.error} retry={pages.retry} />}
      {id === undefined && !pages.isPending && pages.error === null ? (
        <div className="card">
          <Empty title={status === undefined ? 'The queue is empty' : `No entry is ${status}`}>
            <p>A hunt opens a review when it finds a campaign, and again when one grows or comes back.</p>
          </Empty>
        </div>
      ) : null}
      {id === undefined ? null : (
        <div className="review">
          <Queue pages={pages} chosen={id} status={status} />
          <Entry key={id} id={id} goOn={() => open(nextWaiting(id))} />
        </div>
      )}
      {help ? <KeysHelp close={() => setHelp(false)} /> : null}
    </>
  );
}
