// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

const TABS = [
  { to: '/sharing', name: 'Inbox' },
  { to: '/sharing/outbox', name: 'Outbox' },
  { to: '/sharing/peers', name: 'Peers' },
  { to: '/sharing/matching', name: 'Matching' },
  { to: '/sharing/node', name: 'This node' },
] as const;

/** Parts of sharing: what partners say, what this node says, who they are, what both have in common, who we are to them. */
export function SharingTabs({ here }: { here: (typeof TABS)[number]['to'] }): ReactElement {
  return (
    <nav className="tabs" aria-label="Parts of sharing">
      {TABS.map(({ to, name }) => (
        <Link key={to} to={to} activeOptions={{ exact: true }} aria-current={to === here ? 'page' : undefined}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
