// SPDX-License-Identifier: Apache-2.0
import type { Alert } from '@stillwatch/core/api';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useChange, usePages } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { announce } from '../../parts/announce.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Moment } from '../../parts/moment.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Empty } from '../../parts/states.tsx';

/** What was told to whom, and whether it got there. */
export function Alerts(): ReactElement {
  const pages = usePages('listAlerts', {});
  const may = useMay('admin');
  const replay = useChange('replayAlert', ['listAlerts', 'overview']);
  const columns: Column<Alert>[] = [
    { name: 'When', cell: ({ at }) => <Moment at={at} short /> },
    { name: 'Kind', cell: ({ kind }) => kind, wide: true },
    {
      name: 'What',
      cell: ({ statement, campaign }) =>
        campaign === null ? (
          statement
        ) : (
          <Link to="/campaigns/$id" params={{ id: campaign }} title={statement}>
            {statement}
          </Link>
        ),
    },
    { name: 'Deliveries', cell: ({ deliveries }) => <Deliveries deliveries={deliveries} /> },
    ...(may
      ? [
          {
            name: 'Again',
            end: true,
            wide: true,
            cell: ({ id }: Alert) => (
              <button
                type="button"
                className="button slim"
                onClick={() => replay.mutate({ params: { id } }, { onSuccess: () => announce('The alert is sent again.') })}
              >
                Send again
              </button>
            ),
          },
        ]
      : []),
  ];
  return (
    <div className="stack">
      {replay.error === null ? null : <ProblemNote error={replay.error} />}
      <DataTable
        caption="Alerts, newest first"
        columns={columns}
        pages={pages}
        keyOf={({ id }) => id}
        noun="alert"
        empty={
          <Empty title="No alert has been written">
            <p>
              Alerts are written when a campaign is found, grows, changes its tier or comes back, and when a part of this node
              fails.
            </p>
          </Empty>
        }
      />
    </div>
  );
}

function Deliveries({ deliveries }: { deliveries: Alert['deliveries'] }): ReactElement {
  if (deliveries.length === 0) return <span className="quiet">no channel</span>;
  return (
    <>
      {deliveries.map(({ channel, status, attempts, lastError }) => (
        <span
          key={channel}
          className={`chip ${status === 'delivered' ? 'good' : status === 'failed' ? 'bad' : ''}`}
          title={lastError ?? undefined}
        >
          {status}
          {status === 'delivered' ? '' : `, ${attempts} tries`}
        </span>
      ))}
    </>
  );
}
