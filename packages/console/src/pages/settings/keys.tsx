// SPDX-License-Identifier: Apache-2.0
import type { ApiKey } from '@stillwatch/core/api';
import { type ReactElement, useState } from 'react';
import { useChange, usePages } from '../../api/queries.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Ago, Moment } from '../../parts/moment.tsx';
import { Empty } from '../../parts/states.tsx';
import { AddKey } from './add-key.tsx';

export function Keys(): ReactElement {
  const pages = usePages('listKeys', {});
  const [adding, setAdding] = useState(false);
  const [revoked, revoke] = useState<ApiKey | null>(null);
  const revocation = useChange('revokeKey', ['listKeys']);
  const columns: Column<ApiKey>[] = [
    { name: 'Name', cell: ({ name }) => name },
    { name: 'Key', cell: ({ prefix }) => <code>{prefix}…</code>, wide: true },
    { name: 'May', cell: ({ permissions }) => permissions.join(', ') },
    { name: 'Made', cell: ({ createdAt }) => <Moment at={createdAt} short />, wide: true },
    { name: 'Ends', cell: ({ expiresAt }) => (expiresAt === null ? 'never' : <Moment at={expiresAt} short />), wide: true },
    {
      name: 'Last used',
      cell: ({ lastUsed }) => (lastUsed === null ? <span className="quiet">never</span> : <Ago at={lastUsed} />),
      wide: true,
    },
    {
      name: 'Actions',
      end: true,
      cell: (key) =>
        key.revoked ? (
          <span className="chip">revoked</span>
        ) : (
          <button type="button" className="button slim" onClick={() => revoke(key)}>
            Revoke…<span className="unseen"> {key.name}</span>
          </button>
        ),
    },
  ];
  return (
    <div className="stack">
      <div className="row apart">
        <p className="quiet">
          For senders and scripts. Only a hash is kept; a key that sends needs no other permission than intake.
        </p>
        <button type="button" className="button primary" onClick={() => setAdding(true)}>
          Make a key
        </button>
      </div>
      <DataTable
        caption="API keys"
        columns={columns}
        pages={pages}
        keyOf={({ id }) => id}
        noun="key"
        empty={
          <Empty title="No key has been made">
            <p>Gateways and exporters need one with the permission intake.</p>
          </Empty>
        }
      />
      {adding ? <AddKey close={() => setAdding(false)} /> : null}
      {revoked === null ? null : (
        <Confirm
          title={`Revoke ${revoked.name}?`}
          action="Revoke at once"
          busy={revocation.isPending}
          error={revocation.error}
          close={() => revoke(null)}
          confirm={() => revocation.mutate({ params: { id: revoked.id } }, { onSuccess: () => revoke(null) })}
        >
          <p>Whoever uses it is refused from this moment on. That cannot be taken back.</p>
        </Confirm>
      )}
    </div>
  );
}
