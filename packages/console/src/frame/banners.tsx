// SPDX-License-Identifier: Apache-2.0
import type { Overview } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import type { LiveState } from '../api/events.ts';
import type { ApiError } from '../api/problem.ts';

const PARTS: Readonly<Record<Overview['parts'][number]['part'], string>> = {
  records: 'Records',
  traffic: 'Traffic store',
  intake: 'Intake',
  hunting: 'Hunting',
  alerts: 'Alerts',
  log: 'Transparency log',
  sharing: 'Sharing',
  console: 'Console',
};

/** What everybody must know on every page: that the traffic is simulated, and which parts do not work as they should. */
export function Banners({
  overview,
  error,
  live,
}: {
  overview: Overview | undefined;
  error: ApiError | null;
  live: LiveState;
}): ReactElement {
  const failing = overview?.parts.filter(({ status }) => status !== 'ok') ?? [];
  return (
    <div role="region" aria-label="Notices" aria-live="polite">
      {overview?.demonstration === true ? (
        <p className="banner">
          <b>Demonstration.</b> The traffic is simulated; no account in it exists.
        </p>
      ) : null}
      {failing.map(({ part, status, detail }) => (
        <p key={part} className={`banner ${status === 'down' ? 'bad' : 'warn'}`}>
          <b>
            {PARTS[part]}: {status}.
          </b>{' '}
          {detail}
        </p>
      ))}
      {error === null && live !== 'lost' ? null : (
        <p className="banner warn">
          <b>{error === null ? 'Live updates are interrupted.' : `${error.problem.title}.`}</b> What is shown may be old; trying
          again.
        </p>
      )}
    </div>
  );
}
