// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useChange } from '../api/queries.ts';
import { useSession } from '../api/session.ts';
import { formatPlural } from '../lib/format.ts';
import { Icon, type IconName } from '../parts/icon.tsx';

const PLACES = [
  { to: '/', name: 'Overview', icon: 'overview' },
  { to: '/campaigns', name: 'Campaigns', icon: 'campaigns' },
  { to: '/review', name: 'Review queue', icon: 'review' },
  { to: '/traffic', name: 'Live traffic', icon: 'traffic' },
  { to: '/accounts', name: 'Accounts', icon: 'accounts' },
  { to: '/templates', name: 'Templates', icon: 'templates' },
  { to: '/sharing', name: 'Sharing', icon: 'sharing' },
  { to: '/dossiers', name: 'Dossiers', icon: 'dossiers' },
  { to: '/proof', name: 'Proof', icon: 'proof' },
  { to: '/settings/{-$section}', name: 'Settings', icon: 'settings' },
] as const satisfies readonly { to: string; name: string; icon: IconName }[];

export function Side({ waiting }: { waiting: number }): ReactElement {
  const { user } = useSession();
  const leave = useChange('signOut', []);
  return (
    <header className="side">
      <div className="side-top">
        <Link to="/" className="brand">
          <Mark />
          Stillwatch
        </Link>
      </div>
      <nav className="nav" aria-label="Pages">
        <ul>
          {PLACES.map(({ to, name, icon }) => (
            <li key={to}>
              <Link to={to} activeOptions={{ exact: to === '/', includeSearch: false }}>
                <Icon name={icon} />
                {name}
                {to === '/review' && waiting > 0 ? (
                  <span className="badge">
                    {waiting}
                    <span className="unseen"> {formatPlural(waiting, 'review')} waiting</span>
                  </span>
                ) : null}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="person">
        <span className="break">
          {user.name} <span className="quiet">{user.roles.join(', ')}</span>
        </span>
        <button
          type="button"
          className="button slim"
          disabled={leave.isPending}
          onClick={() => leave.mutate({}, { onSuccess: () => location.assign('/sign-in') })}
        >
          Sign out
        </button>
      </div>
    </header>
  );
}

export function Mark(): ReactElement {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="var(--accent)" />
      <path
        d="M4 16c4-6 8-8.5 12-8.5S24 10 28 16c-4 6-8 8.5-12 8.5S8 22 4 16Z"
        fill="none"
        stroke="var(--accent-ink)"
        strokeWidth="2.2"
      />
      <circle cx="16" cy="16" r="4" fill="var(--accent-ink)" />
    </svg>
  );
}
