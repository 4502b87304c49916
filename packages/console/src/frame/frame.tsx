// SPDX-License-Identifier: Apache-2.0
import { Outlet, useRouterState } from '@tanstack/react-router';
import { type ReactElement, useEffect, useRef } from 'react';
import { setCsrfToken } from '../api/client.ts';
import { useLive } from '../api/events.ts';
import { useApi } from '../api/queries.ts';
import { SessionContext } from '../api/session.ts';
import { Announcements } from '../parts/announce.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/states.tsx';
import { Banners } from './banners.tsx';
import { Foot } from './foot.tsx';
import { Side } from './side.tsx';

/** Everything around a page; who is not signed in is sent to the door first. */
export function Frame(): ReactElement {
  const session = useApi('getSession', {}, { refetchInterval: 300_000 });
  const signedOut = session.error?.problem.status === 401;
  useEffect(() => {
    if (signedOut) location.replace(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
  }, [signedOut]);
  if (session.data !== undefined && !signedOut) {
    setCsrfToken(session.data.csrfToken);
    return (
      <SessionContext value={session.data}>
        <Inside />
      </SessionContext>
    );
  }
  return (
    <main className="door">
      <div className="card">
        {session.error === null || signedOut ? (
          <Skeleton />
        ) : (
          <ProblemNote error={session.error} retry={() => void session.refetch()} />
        )}
      </div>
    </main>
  );
}

function Inside(): ReactElement {
  const live = useLive();
  const overview = useApi('overview', {}, { refetchInterval: 60_000 });
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const first = useRef(true);
  useEffect(() => {
    // A new page is told by moving the focus to its start; the first one needs no telling.
    if (first.current) first.current = false;
    else {
      main.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
  }, [path]);
  return (
    <div className="frame">
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <Side waiting={overview.data?.waiting.reviews ?? 0} />
      <div className="main">
        <Banners overview={overview.data} error={overview.error} live={live} />
        <main className="page" id="main" ref={main} tabIndex={-1}>
          <Outlet />
        </main>
        <Foot live={live} />
      </div>
      <Announcements />
    </div>
  );
}
