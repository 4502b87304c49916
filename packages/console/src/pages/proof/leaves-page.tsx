// SPDX-License-Identifier: Apache-2.0
import type { LogLeaf } from '@stillwatch/core/api';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useEffect, useRef } from 'react';
import { fetchAgain } from '../../api/long-lists.ts';
import { useApi, usePages } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { describeLeafKind, LEAF_KINDS } from '../../lib/leaf-kinds.ts';
import { CsvButton } from '../../parts/csv-button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Hash } from '../../parts/hash.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Empty } from '../../parts/states.tsx';
import { Title } from '../../parts/title.tsx';
import { PayloadChip } from './payload-chip.tsx';
import { ProofTabs } from './proof-tabs.tsx';

const AGAIN_MS = 10_000;

const COLUMNS: readonly Column<LogLeaf>[] = [
  {
    name: 'Leaf',
    cell: ({ index }) => (
      <Link to="/proof/leaves/$index" params={{ index: String(index) }} className="mono">
        {index}
      </Link>
    ),
  },
  { name: 'Kind', cell: ({ kind }) => <span title={describeLeafKind(kind)}>{kind}</span> },
  { name: 'When', cell: ({ at }) => <Moment at={at} short seconds /> },
  { name: 'Payload', cell: ({ payload }) => <PayloadChip payload={payload} /> },
  { name: 'Who', cell: ({ actor }) => <span className="mono">{actor}</span>, wide: true },
  {
    name: 'About',
    cell: ({ subject }) => (subject === null ? <span className="quiet">nobody</span> : <span className="mono">{subject}</span>),
    wide: true,
  },
  { name: 'Commitment', cell: ({ commit }) => <Hash value={commit} />, wide: true },
];

/** Every leaf of the log, for those who audit it. */
export function LeavesPage(): ReactElement {
  const may = useMay('audit');
  return (
    <>
      <Title name="Leaves of the log">
        <p>
          One for each act that matters. It commits to what was done without saying it; none can be taken out or put in between.
        </p>
      </Title>
      <ProofTabs here="/proof/leaves" />
      {may ? (
        <List />
      ) : (
        <div className="card">
          <Empty title="Leaves are for auditors">
            <p>
              They need the auditor or admin role, since who did what is readable in them. An administrator can give it to you
              under People. How the log is, and who watches it, <Link to="/proof">everybody here may see</Link>.
            </p>
          </Empty>
        </div>
      )}
    </>
  );
}

function List(): ReactElement {
  const search = useSearch({ from: '/framed/proof/leaves' });
  const navigate = useNavigate({ from: '/proof/leaves' });
  const kind = search.kind?.slice(0, 50);
  const filter = kind === undefined ? {} : { kind };
  const pages = usePages('listLeaves', { query: { ...filter, limit: 200 } });
  useGrowth();
  return (
    <>
      <div className="row apart">
        <label className="row small">
          Kind
          <select
            className="input fit"
            value={kind ?? ''}
            onChange={(event) => void navigate({ search: { kind: event.target.value }, replace: true })}
          >
            <option value="">all</option>
            {kind === undefined || Object.hasOwn(LEAF_KINDS, kind) ? null : <option value={kind}>{kind}</option>}
            {Object.entries(LEAF_KINDS).map(([name, about]) => (
              <option key={name} value={name}>
                {name}: {about}
              </option>
            ))}
          </select>
        </label>
        <CsvButton
          operation="listLeaves"
          input={{ query: filter }}
          name="log-leaves"
          head={['index', 'kind', 'time', 'actor', 'subject', 'commitment', 'key', 'payload']}
          row={(leaf) => [leaf.index, leaf.kind, leaf.at, leaf.actor, leaf.subject, leaf.commit, leaf.key, leaf.payload]}
        />
      </div>
      <DataTable
        caption="Leaves of the log, newest first"
        columns={COLUMNS}
        pages={pages}
        keyOf={({ index }) => String(index)}
        noun="leaf"
        nouns="leaves"
        empty={
          kind === undefined ? (
            <Empty title="The log is empty">
              <p>The first act that matters, such as a decision or a reveal, makes the first leaf.</p>
            </Empty>
          ) : (
            <Empty title={`Nothing of the kind “${kind}” is recorded`}>
              <Link to="/proof/leaves">Show all kinds</Link>
            </Empty>
          )
        }
      />
    </>
  );
}

/** Fetches a list that is still short again when the log has grown. */
function useGrowth(): void {
  const client = useQueryClient();
  const size = useApi('getLog', {}, { refetchInterval: AGAIN_MS }).data?.size;
  const before = useRef(size);
  useEffect(() => {
    if (before.current !== undefined && before.current !== size) fetchAgain(client, ['listLeaves']);
    before.current = size;
  }, [client, size]);
}
