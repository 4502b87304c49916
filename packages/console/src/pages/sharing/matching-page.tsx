// SPDX-License-Identifier: Apache-2.0
import type { MatchRun } from '@stillwatch/core/api';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { usePages } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { formatCount } from '../../lib/format.ts';
import { describeMatch } from '../../lib/match-result.ts';
import { MATCH_WORDS } from '../../lib/sharing-words.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Empty } from '../../parts/states.tsx';
import { Title } from '../../parts/title.tsx';
import { Budgets } from './budgets.tsx';
import { MatchLearns } from './match-learns.tsx';
import { MatchValues } from './match-values.tsx';
import { SharingTabs } from './sharing-tabs.tsx';
import { StartMatch } from './start-match.tsx';

const COLUMNS: readonly Column<MatchRun>[] = [
  {
    name: 'With',
    cell: ({ peer, peerName }) => (
      <Link to="/sharing/peers/$id" params={{ id: peer }}>
        {peerName}
      </Link>
    ),
  },
  { name: 'In common', cell: (run) => <Result run={run} /> },
  { name: 'Of', cell: ({ kind }) => MATCH_WORDS[kind].name },
  { name: 'Of your own', cell: ({ values }) => formatCount(values), end: true, wide: true },
  { name: 'When', cell: ({ at }) => <Moment at={at} short />, wide: true },
  { name: 'By', cell: ({ by }) => by, wide: true },
];

function Result({ run }: { run: MatchRun }): ReactElement {
  const { text, look } = describeMatch(run);
  return (
    <span className={look === '' ? undefined : `chip ${look}`} title={run.problem ?? undefined}>
      {text}
    </span>
  );
}

/** Private matching: how much two nodes have in common, without either showing what. */
export function MatchingPage(): ReactElement {
  const pages = usePages('listMatches', {});
  const may = useMay('review');
  const mayKeep = useMay('allow');
  const [open, setOpen] = useState<'start' | 'values' | null>(null);
  const start = (
    <button type="button" className="button primary" onClick={() => setOpen('start')}>
      Match with a partner
    </button>
  );
  return (
    <>
      <Title
        name="Sharing: matching"
        actions={
          <>
            {mayKeep ? (
              <button type="button" className="button" onClick={() => setOpen('values')}>
                Own lists…
              </button>
            ) : null}
            {may ? start : <span className="small quiet">Matching needs the analyst or approver role.</span>}
          </>
        }
      >
        <p>How many accounts, payment tokens or addresses this node and a partner have in common, without either showing them.</p>
      </Title>
      <SharingTabs here="/sharing/matching" />
      <MatchLearns />
      <div className="sharing-list">
        <DataTable
          caption="Matching runs, the newest first"
          columns={COLUMNS}
          pages={pages}
          keyOf={({ id }) => id}
          noun="run"
          height="24rem"
          empty={
            <Empty title="Nothing has been matched yet">
              <p>
                Matching tells whether it is worth asking a partner about a campaign, before either of you has said anything about
                it.
              </p>
              {may ? start : null}
            </Empty>
          }
        />
      </div>
      <Budgets />
      {open === 'start' ? <StartMatch close={() => setOpen(null)} /> : null}
      {open === 'values' ? <MatchValues close={() => setOpen(null)} /> : null}
    </>
  );
}
