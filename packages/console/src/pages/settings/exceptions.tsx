// SPDX-License-Identifier: Apache-2.0
import type { AllowEntry, Suppression } from '@stillwatch/core/api';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useChange, usePages } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { formatKind } from '../../lib/format.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Moment } from '../../parts/moment.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Empty } from '../../parts/states.tsx';
import { AddAllowed } from './add-allowed.tsx';
import { AddSuppression } from './add-suppression.tsx';

/** Who may do what looks like extraction, and campaigns of which nobody is told for a while. */
export function Exceptions(): ReactElement {
  const may = useMay('allow');
  const [adding, setAdding] = useState<'allowed' | 'suppression' | null>(null);
  const allowed = usePages('listAllowed', {});
  const suppressions = usePages('listSuppressions', {});
  const disallow = useChange('removeAllowed', ['listAllowed']);
  const lift = useChange('removeSuppression', ['listSuppressions']);
  return (
    <>
      {may ? null : (
        <p className="notice">
          Making or lifting exceptions needs the approver role, so that nobody waves their own case through.
        </p>
      )}
      {[disallow.error, lift.error].map((error) =>
        error === null ? null : <ProblemNote key={error.problem.requestId} error={error} />,
      )}
      <section className="stack" aria-labelledby="allowed">
        <div className="row apart">
          <h2 id="allowed">Authorisations</h2>
          {may ? (
            <button type="button" className="button primary" onClick={() => setAdding('allowed')}>
              Add an authorisation
            </button>
          ) : null}
        </div>
        <DataTable
          caption="Table of authorisations"
          columns={[...ALLOWED, ...(may ? [removal<AllowEntry>('Remove', (id) => disallow.mutate({ params: { id } }))] : [])]}
          pages={allowed}
          keyOf={({ id }) => id}
          noun="authorisation"
          height="24rem"
          empty={
            <Empty title="Nobody is authorised">
              <p>
                Evaluation programmes, resellers and licensed synthetic-data customers look like extraction. An account listed
                here is never named.
              </p>
            </Empty>
          }
        />
      </section>
      <section className="stack" aria-labelledby="suppressions">
        <div className="row apart">
          <h2 id="suppressions">Suppressions</h2>
          {may ? (
            <button type="button" className="button" onClick={() => setAdding('suppression')}>
              Silence a campaign
            </button>
          ) : null}
        </div>
        <DataTable
          caption="Table of suppressions"
          columns={[...SUPPRESSIONS, ...(may ? [removal<Suppression>('Lift', (id) => lift.mutate({ params: { id } }))] : [])]}
          pages={suppressions}
          keyOf={({ id }) => id}
          noun="suppression"
          height="24rem"
          empty={<Empty title="No campaign is silenced" />}
        />
      </section>
      {adding === 'allowed' ? <AddAllowed close={() => setAdding(null)} /> : null}
      {adding === 'suppression' ? <AddSuppression close={() => setAdding(null)} /> : null}
    </>
  );
}

const ALLOWED: readonly Column<AllowEntry>[] = [
  { name: 'Who', cell: ({ entry }) => <span className="mono">{entry.account ?? `organisation ${entry.org ?? ''}`}</span> },
  { name: 'Use', cell: ({ entry }) => formatKind(entry.kind) },
  { name: 'Until', cell: ({ entry }) => entry.to ?? 'open', wide: true },
  { name: 'Reason', cell: ({ reason }) => <span title={reason}>{reason}</span>, wide: true },
  { name: 'By', cell: ({ by }) => by, wide: true },
  { name: 'Since', cell: ({ at }) => <Moment at={at} short />, wide: true },
];

const SUPPRESSIONS: readonly Column<Suppression>[] = [
  {
    name: 'Campaign',
    cell: ({ campaign }) => (
      <Link to="/campaigns/$id" params={{ id: campaign }} className="mono">
        {campaign}
      </Link>
    ),
  },
  { name: 'Until', cell: ({ until }) => <Moment at={until} short /> },
  { name: 'Reason', cell: ({ reason }) => <span title={reason}>{reason}</span>, wide: true },
  { name: 'By', cell: ({ by }) => by, wide: true },
];

function removal<T extends { id: string }>(name: string, remove: (id: string) => void): Column<T> {
  return {
    name: 'Actions',
    end: true,
    cell: ({ id }) => (
      <button type="button" className="button slim" onClick={() => remove(id)}>
        {name}
        <span className="unseen"> {id}</span>
      </button>
    ),
  };
}
