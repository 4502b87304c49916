// SPDX-License-Identifier: Apache-2.0
import type { AuditEntry } from '@stillwatch/core/api';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { usePages } from '../../api/queries.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Moment } from '../../parts/moment.tsx';
import { SearchBox } from '../../parts/search-box.tsx';
import { Empty } from '../../parts/states.tsx';
import { CsvButton } from '../../parts/csv-button.tsx';

const COLUMNS: readonly Column<AuditEntry>[] = [
  { name: 'When', cell: ({ at }) => <Moment at={at} short seconds /> },
  {
    name: 'Who',
    cell: ({ by }) => (
      <Link to="/settings/{-$section}" params={{ section: 'audit' }} search={(before) => ({ ...before, by })}>
        {by}
      </Link>
    ),
  },
  {
    name: 'Did',
    cell: ({ action }) => (
      <Link
        to="/settings/{-$section}"
        params={{ section: 'audit' }}
        search={(before) => ({ ...before, action })}
        className="mono"
      >
        {action}
      </Link>
    ),
  },
  { name: 'What', cell: ({ object }) => <span className="mono">{object}</span>, wide: true },
  { name: 'Why', cell: ({ reason }) => (reason === null ? '' : <span title={reason}>{reason}</span>), wide: true },
  { name: 'Request', cell: ({ requestId }) => <code>{requestId}</code>, wide: true },
];

/** Who did what, and who saw what. */
export function Audit(): ReactElement {
  const { by, action } = useSearch({ from: '/framed/settings/{-$section}' });
  const navigate = useNavigate({ from: '/settings/{-$section}' });
  const query = {
    ...(by === undefined ? {} : { by: by.slice(0, 200) }),
    ...(action === undefined ? {} : { action: action.slice(0, 100) }),
  };
  const set = (change: { by?: string; action?: string }) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const pages = usePages('listAudit', { query: { ...query, limit: 200 } });
  return (
    <div className="stack">
      <div className="row apart">
        <div className="filters">
          <SearchBox label="Who" value={by ?? ''} change={(text) => set({ by: text })} />
          <SearchBox label="Action" value={action ?? ''} change={(text) => set({ action: text })} />
        </div>
        <CsvButton
          operation="listAudit"
          input={{ query }}
          name="audit-trail"
          head={['time', 'who', 'action', 'object', 'reason', 'request']}
          row={(entry) => [entry.at, entry.by, entry.action, entry.object, entry.reason, entry.requestId]}
        />
      </div>
      <DataTable
        caption="Audit trail, newest first"
        columns={COLUMNS}
        pages={pages}
        keyOf={({ id }) => id}
        noun="entry"
        nouns="entries"
        empty={<Empty title="Nothing is recorded that fits" />}
      />
    </div>
  );
}
