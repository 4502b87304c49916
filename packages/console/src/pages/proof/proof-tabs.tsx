// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMay } from '../../api/session.ts';

const TABS = [
  { to: '/proof', name: 'Log health' },
  { to: '/proof/leaves', name: 'Leaves' },
] as const;

/** Parts of the proof pages; leaves are for those who audit. */
export function ProofTabs({ here }: { here: (typeof TABS)[number]['to'] }): ReactElement {
  const may = useMay('audit');
  return (
    <>
      <nav className="tabs" aria-label="Parts of the log">
        {TABS.filter(({ to }) => may || to !== '/proof/leaves').map(({ to, name }) => (
          <Link key={to} to={to} activeOptions={{ exact: true }} aria-current={to === here ? 'page' : undefined}>
            {name}
          </Link>
        ))}
      </nav>
      {may ? null : (
        <p className="small quiet">Reading the leaves one by one, and auditing them, needs the auditor or admin role.</p>
      )}
    </>
  );
}
