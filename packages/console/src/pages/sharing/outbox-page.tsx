// SPDX-License-Identifier: Apache-2.0
import type { Release } from '@stillwatch/core/api';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { usePages } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { missingApprovals } from '../../lib/release-acts.ts';
import { oneOf } from '../../lib/search.ts';
import { RELEASE_WORDS } from '../../lib/sharing-words.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { FilterChip } from '../../parts/filter-chip.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Empty } from '../../parts/states.tsx';
import { Title } from '../../parts/title.tsx';
import { TlpChip } from '../../parts/tlp-chip.tsx';
import { BasisChip } from './basis.tsx';
import { Choice } from './choice.tsx';
import { SharingTabs } from './sharing-tabs.tsx';
import { StateChip } from './state-chip.tsx';

const STATES = Object.keys(RELEASE_WORDS) as Release['state'][];
const STATE_NAMES = Object.fromEntries(STATES.map((state) => [state, RELEASE_WORDS[state].name])) as Record<
  Release['state'],
  string
>;

const COLUMNS: readonly Column<Release>[] = [
  {
    name: 'Release',
    cell: ({ id, title }) => (
      <Link to="/sharing/outbox/$id" params={{ id }} title={title}>
        {title}
      </Link>
    ),
  },
  { name: 'State', cell: ({ state }) => <StateChip words={RELEASE_WORDS[state]} /> },
  { name: 'TLP', cell: ({ tlp }) => <TlpChip tlp={tlp} /> },
  { name: 'Waits for', cell: (release) => <WaitsFor release={release} />, wide: true },
  { name: 'Legal basis', cell: ({ legalBasis }) => <BasisChip basis={legalBasis} />, wide: true },
  { name: 'For', cell: ({ recipients }) => recipients.map(({ name, person }) => person ?? name).join(', '), wide: true },
  { name: 'Author', cell: ({ author }) => author.name, wide: true },
  { name: 'Written', cell: ({ createdAt }) => <Moment at={createdAt} short />, wide: true },
];

function WaitsFor({ release }: { release: Release }): ReactElement {
  const { state, approvals, embargoUntil } = release;
  if (state === 'draft') return <span>{missingApprovals(release).join(' and ')}</span>;
  if (state !== 'reviewed') return <span className="quiet">nobody</span>;
  const releaser = approvals.find(({ role }) => role === 'releaser')?.name ?? 'the releaser';
  return (
    <span>
      {releaser}
      {embargoUntil === null ? null : (
        <>
          , not before <Moment at={embargoUntil} short />
        </>
      )}
    </span>
  );
}

/** What was written to leave, and what has left. */
export function OutboxPage(): ReactElement {
  const search = useSearch({ from: '/framed/sharing/outbox' });
  const navigate = useNavigate({ from: '/sharing/outbox' });
  const state = oneOf(search.state, STATES);
  const campaign = search.campaign?.slice(0, 200);
  const pages = usePages('listReleases', {
    query: { ...(state === undefined ? {} : { state }), ...(campaign === undefined ? {} : { campaign }) },
  });
  const may = useMay('release');
  const write = (
    <Link to="/sharing/outbox/new" search={campaign === undefined ? {} : { campaign }} className="button primary">
      Write a release
    </Link>
  );
  return (
    <>
      <Title
        name="Sharing: outbox"
        actions={may ? write : <span className="small quiet">Writing needs the releaser or approver role.</span>}
      >
        <p>What was written to leave this node, and what has left. Whoever writes it is never who lets it leave.</p>
      </Title>
      <SharingTabs here="/sharing/outbox" />
      <div className="filters">
        <Choice
          label="State"
          value={state}
          words={STATE_NAMES}
          change={(value) => void navigate({ search: (before) => ({ ...before, state: value }), replace: true })}
        />
        {campaign === undefined ? null : (
          <FilterChip
            name="campaign"
            value={campaign}
            remove={() => void navigate({ search: (before) => ({ ...before, campaign: '' }), replace: true })}
          />
        )}
      </div>
      <div className="sharing-list">
        <DataTable
          caption="Releases, the newest first"
          columns={COLUMNS}
          pages={pages}
          keyOf={({ id }) => id}
          noun="release"
          empty={
            state === undefined && campaign === undefined ? (
              <Empty title="Nothing has been written to leave">
                <p>
                  A release is written from a campaign: which partners get it, under which marking and legal basis. You see byte
                  for byte what would leave before anybody agrees to it.
                </p>
                {may ? write : null}
              </Empty>
            ) : (
              <Empty title="No release fits these filters">
                <Link to="/sharing/outbox">Show all</Link>
              </Empty>
            )
          }
        />
      </div>
    </>
  );
}
