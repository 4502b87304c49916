// SPDX-License-Identifier: Apache-2.0
import type { Hunt } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { useChange, usePages } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { formatCount } from '../../lib/format.ts';
import { formatDuration } from '../../lib/time.ts';
import { announce } from '../../parts/announce.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Moment } from '../../parts/moment.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Empty } from '../../parts/states.tsx';

const LOOK: Readonly<Record<Hunt['status'], string>> = { waiting: '', running: '', done: 'good', failed: 'bad' };

const COLUMNS: readonly Column<Hunt>[] = [
  { name: 'Started', cell: ({ startedAt }) => <Moment at={startedAt} short /> },
  {
    name: 'State',
    cell: ({ status, error }) => (
      <span className={`chip ${LOOK[status]}`} title={error ?? undefined}>
        {status}
      </span>
    ),
  },
  { name: 'Because of', cell: ({ cause }) => cause, wide: true },
  {
    name: 'Took',
    cell: ({ startedAt, finishedAt, stage }) =>
      finishedAt === null ? stage : formatDuration(Date.parse(finishedAt) - Date.parse(startedAt)),
    end: true,
    wide: true,
  },
  { name: 'Exchanges', cell: ({ exchanges }) => formatCount(exchanges), end: true, wide: true },
  { name: 'Accounts', cell: ({ accounts }) => formatCount(accounts), end: true, wide: true },
  { name: 'Campaigns', cell: ({ campaigns }) => formatCount(campaigns), end: true },
  { name: 'Explained', cell: ({ explained }) => formatCount(explained), end: true },
];

export function Hunts(): ReactElement {
  const pages = usePages('listHunts', {});
  const may = useMay('review');
  const start = useChange('startHunt', ['listHunts', 'overview']);
  return (
    <div className="stack">
      <div className="row apart">
        <p className="quiet">A hunt looks at the whole window. It runs on a schedule and soon after traffic arrives.</p>
        {may ? (
          <button
            type="button"
            className="button primary"
            disabled={start.isPending}
            onClick={() => start.mutate({}, { onSuccess: () => announce('A hunt is asked for.') })}
          >
            Hunt now
          </button>
        ) : (
          <span className="small quiet">Hunting now needs the analyst or approver role.</span>
        )}
      </div>
      {start.error === null ? null : <ProblemNote error={start.error} />}
      <DataTable
        caption="Hunts, newest first"
        columns={COLUMNS}
        pages={pages}
        keyOf={({ id }) => id}
        noun="hunt"
        empty={<Empty title="No hunt has run yet" />}
      />
    </div>
  );
}
