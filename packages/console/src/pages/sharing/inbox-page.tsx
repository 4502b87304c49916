// SPDX-License-Identifier: Apache-2.0
import type { InboxItem } from '@stillwatch/core/api';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { type Pages, usePages } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { formatCount, formatKind, formatPlural } from '../../lib/format.ts';
import { GATE_WORDS, INBOX_WORDS } from '../../lib/sharing-words.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Ago } from '../../parts/moment.tsx';
import { Empty } from '../../parts/states.tsx';
import { Title } from '../../parts/title.tsx';
import { TlpChip } from '../../parts/tlp-chip.tsx';
import { Expiry } from './expiry.tsx';
import { ImportFile } from './import-file.tsx';
import { InboxFilters, useInboxFilters } from './inbox-filters.tsx';
import { PeersNotice } from './peers-notice.tsx';
import { SharingTabs } from './sharing-tabs.tsx';
import { StateChip } from './state-chip.tsx';
import { TrustScore } from './trust-score.tsx';

const COLUMNS: readonly Column<InboxItem>[] = [
  {
    name: 'What',
    cell: ({ id, name, type }) => (
      <Link to="/sharing/inbox/$id" params={{ id }} title={name}>
        {name}
        {type === 'campaign' ? null : <span className="quiet"> {formatKind(type)}</span>}
      </Link>
    ),
  },
  { name: 'TLP', cell: ({ tlp }) => <TlpChip tlp={tlp} /> },
  { name: 'State', cell: ({ state }) => <StateChip words={INBOX_WORDS[state]} /> },
  { name: 'Trust', cell: ({ trust }) => <TrustScore score={trust.score} />, wide: true },
  { name: 'At most', cell: ({ gate }) => <StateChip words={GATE_WORDS[gate.most]} />, wide: true },
  { name: 'In my traffic', cell: (item) => <Impact item={item} />, wide: true },
  { name: 'Counts until', cell: (item) => <Expiry item={item} />, wide: true },
  { name: 'Received', cell: ({ receivedAt }) => <Ago at={receivedAt} />, wide: true },
  { name: 'Lineages', cell: ({ lineages }) => formatCount(lineages), end: true, wide: true },
  { name: 'PAP', cell: ({ pap }) => pap ?? <span className="quiet">not said</span>, wide: true },
  { name: 'Sources', cell: ({ claims }) => [...new Set(claims.map(({ source }) => source))].join(', '), wide: true },
];

function Impact({ item: { impact } }: { item: InboxItem }): ReactElement {
  const { campaigns, accounts, templates, detection } = impact;
  if (accounts === 0 && templates.matched === 0 && campaigns.length === 0) return <span className="quiet">nothing matches</span>;
  return (
    <span>
      {formatPlural(accounts, 'account')}
      {detection === null ? null : (
        <span className="chip warn after" title="It raised a campaign here by itself.">
          raised
        </span>
      )}
      {impact.corroborated ? (
        <span className="chip good after" title="This node found a campaign of it without being told.">
          own finding
        </span>
      ) : null}
    </span>
  );
}

/** What partners say, as far as this reader may read it. */
export function InboxPage(): ReactElement {
  const filters = useInboxFilters();
  const pages = usePages('listInbox', { query: filters.query });
  const may = useMay('review');
  const [importing, setImporting] = useState(false);
  return (
    <>
      <Title
        name="Sharing: inbox"
        actions={
          may ? (
            <button type="button" className="button" onClick={() => setImporting(true)}>
              Import a file…
            </button>
          ) : (
            <span className="small quiet">Importing and deciding need the analyst or approver role.</span>
          )
        }
      >
        <p>What partners say: by whom, how far it can be trusted, and what of it is in your own traffic.</p>
      </Title>
      <SharingTabs here="/sharing" />
      <PeersNotice />
      <InboxFilters filters={filters} />
      <List pages={pages} filtered={filters.filtered} />
      {importing ? <ImportFile close={() => setImporting(false)} /> : null}
    </>
  );
}

function List({ pages, filtered }: { pages: Pages<InboxItem>; filtered: boolean }): ReactElement {
  return (
    <div className="sharing-list">
      <DataTable
        caption="What partners say, the newest first"
        columns={COLUMNS}
        pages={pages}
        keyOf={({ id }) => id}
        noun="item"
        empty={
          filtered ? (
            <Empty title="Nothing fits these filters">
              <Link to="/sharing">Show all</Link>
            </Empty>
          ) : (
            <Empty title="Nothing has been received">
              <p>
                What partners share with you appears here by itself, with what it means in your own traffic. Add a partner under{' '}
                <Link to="/sharing/peers">Peers</Link>, and give it your key and address from{' '}
                <Link to="/sharing/node">This node</Link>.
              </p>
            </Empty>
          )
        }
      />
    </div>
  );
}
