// SPDX-License-Identifier: Apache-2.0
import type { User } from '@stillwatch/core/api';
import { type ReactElement, useState } from 'react';
import { usePages } from '../../api/queries.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Ago } from '../../parts/moment.tsx';
import { Empty } from '../../parts/states.tsx';
import { ChangeUser } from './change-user.tsx';
import { Invite } from './invite.tsx';

export function People(): ReactElement {
  const pages = usePages('listUsers', {});
  const [inviting, setInviting] = useState(false);
  const [changed, change] = useState<User | null>(null);
  const columns: Column<User>[] = [
    { name: 'Name', cell: ({ name }) => name },
    { name: 'E-mail', cell: ({ email }) => email ?? <span className="quiet">none</span>, wide: true },
    { name: 'Roles', cell: ({ roles }) => roles.join(', ') },
    {
      name: 'State',
      cell: ({ disabled }) =>
        disabled ? <span className="chip bad">shut out</span> : <span className="chip good">may sign in</span>,
      wide: true,
    },
    {
      name: 'Last seen',
      cell: ({ lastSeen }) => (lastSeen === null ? <span className="quiet">never</span> : <Ago at={lastSeen} />),
      wide: true,
    },
    {
      name: 'Actions',
      end: true,
      cell: (user) => (
        <button type="button" className="button slim" onClick={() => change(user)}>
          Change…<span className="unseen"> {user.name}</span>
        </button>
      ),
    },
  ];
  return (
    <div className="stack">
      <div className="row apart">
        <p className="quiet">
          Roles are separate on purpose: administrators do not see text, and nobody waves their own case through.
        </p>
        <button type="button" className="button primary" onClick={() => setInviting(true)}>
          Invite somebody
        </button>
      </div>
      <DataTable
        caption="People"
        columns={columns}
        pages={pages}
        keyOf={({ id }) => id}
        noun="person"
        nouns="people"
        empty={<Empty title="Nobody is here" />}
      />
      {inviting ? <Invite close={() => setInviting(false)} /> : null}
      {changed === null ? null : <ChangeUser user={changed} close={() => change(null)} />}
    </div>
  );
}
