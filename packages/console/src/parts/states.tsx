// SPDX-License-Identifier: Apache-2.0
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import type { ApiError } from '../api/problem.ts';
import { ProblemNote } from './problem-note.tsx';

const WIDTHS = ['92%', '78%', '85%', '64%', '88%', '71%'];

/** The shape of what is being fetched. */
export function Skeleton({ lines = 4 }: { lines?: number }): ReactElement {
  return (
    <div className="skeleton" role="status">
      <span className="unseen">Loading…</span>
      {Array.from({ length: lines }, (_, i) => (
        <i key={i} style={{ width: WIDTHS[i % WIDTHS.length] }} aria-hidden="true" />
      ))}
    </div>
  );
}

/** Nothing there: says so, and what to do next. */
export function Empty({ title, children }: { title: string; children?: ReactNode }): ReactElement {
  return (
    <div className="empty">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** Shows what was fetched; while it is not there the skeleton, and where it was refused why. */
export function Fetched<T>({
  query,
  lines = 4,
  children,
}: {
  query: UseQueryResult<T, ApiError>;
  lines?: number;
  children: (data: T) => ReactNode;
}): ReactElement {
  if (query.data === undefined) {
    return query.error === null ? (
      <Skeleton lines={lines} />
    ) : (
      <ProblemNote error={query.error} retry={() => void query.refetch()} />
    );
  }
  return (
    <>
      {query.error === null ? null : <ProblemNote error={query.error} retry={() => void query.refetch()} />}
      {children(query.data)}
    </>
  );
}
