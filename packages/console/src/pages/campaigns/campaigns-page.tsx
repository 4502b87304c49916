// SPDX-License-Identifier: Apache-2.0
import type { CampaignStatus, CampaignSummary } from '@stillwatch/core/api';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { type Pages, usePages } from '../../api/queries.ts';
import { formatBits, formatCompact, formatCount, formatKind, formatUsd } from '../../lib/format.ts';
import { oneOf } from '../../lib/search.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Moment } from '../../parts/moment.tsx';
import { SearchBox } from '../../parts/search-box.tsx';
import { Spark } from '../../parts/spark.tsx';
import { Empty } from '../../parts/states.tsx';
import { Status, Tier } from '../../parts/tier.tsx';
import { Title } from '../../parts/title.tsx';

const TIERS = ['confirmed', 'probable', 'watch'] as const;
const STATUSES = ['open', 'in-review', 'confirmed', 'contained', 'dismissed'] as const satisfies readonly CampaignStatus[];
const CURRENT = ['true', 'false'] as const;

const COLUMNS: readonly Column<CampaignSummary>[] = [
  {
    name: 'Campaign',
    cell: ({ id, name }) => (
      <Link to="/campaigns/$id" params={{ id }}>
        {name}
      </Link>
    ),
  },
  { name: 'Tier', cell: ({ tier }) => <Tier tier={tier} /> },
  { name: 'Bits', cell: ({ bits }) => formatBits(bits), end: true },
  { name: 'Review', cell: ({ status }) => <Status status={status} />, wide: true },
  { name: 'Accounts', cell: ({ accounts }) => formatCount(accounts), end: true },
  { name: 'Exchanges', cell: ({ exchanges }) => formatCount(exchanges), end: true, wide: true },
  { name: 'Answer tokens', cell: ({ outputTokens }) => formatCompact(outputTokens), end: true, wide: true },
  {
    name: 'List price',
    cell: ({ listPriceUsd }) => (listPriceUsd === null ? 'unknown' : formatUsd(listPriceUsd)),
    end: true,
    wide: true,
  },
  { name: 'Activity', cell: ({ spark, name }) => <Spark values={spark} label={`Exchanges of ${name} over time`} />, wide: true },
  { name: 'Last seen', cell: ({ lastSeen }) => <Moment at={lastSeen} short />, wide: true },
  { name: 'Current', cell: ({ current }) => (current ? 'yes' : 'no'), wide: true },
];

export function CampaignsPage(): ReactElement {
  const search = useSearch({ from: '/framed/campaigns' });
  const navigate = useNavigate({ from: '/campaigns' });
  const set = (change: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const tier = oneOf(search.tier, TIERS);
  const status = oneOf(search.status, STATUSES);
  const current = oneOf(search.current, CURRENT);
  const q = search.q?.slice(0, 200);
  const pages = usePages('listCampaigns', {
    query: {
      ...(tier === undefined ? {} : { tier }),
      ...(status === undefined ? {} : { status }),
      ...(current === undefined ? {} : { current }),
      ...(q === undefined ? {} : { q }),
    },
  });
  const filtered = tier !== undefined || status !== undefined || current !== undefined || q !== undefined;
  return (
    <>
      <Title name="Campaigns">
        <p>Groups of accounts whose evidence says one operator extracts, the strongest first.</p>
      </Title>
      <div className="filters">
        <SearchBox label="Name, id or account" value={q ?? ''} change={(text) => set({ q: text })} />
        <Choice label="Tier" value={tier} values={TIERS} change={(value) => set({ tier: value })} />
        <Choice label="Review" value={status} values={STATUSES} change={(value) => set({ status: value })} />
        <Choice
          label="Newest hunt"
          value={current}
          values={CURRENT}
          words={{ true: 'in it', false: 'earlier ones only' }}
          change={(value) => set({ current: value })}
        />
      </div>
      <List pages={pages} filtered={filtered} />
    </>
  );
}

function List({ pages, filtered }: { pages: Pages<CampaignSummary>; filtered: boolean }): ReactElement {
  return (
    <DataTable
      caption="Campaigns, the strongest first"
      columns={COLUMNS}
      pages={pages}
      keyOf={({ id }) => id}
      noun="campaign"
      empty={
        filtered ? (
          <Empty title="No campaign fits these filters">
            <Link to="/campaigns">Show all</Link>
          </Empty>
        ) : (
          <Empty title="No campaign has been found">
            <p>Each hunt adds what it finds. The overview says when the last one ran and what it explained as benign.</p>
          </Empty>
        )
      }
    />
  );
}

function Choice<T extends string>({
  label,
  value,
  values,
  words,
  change,
}: {
  label: string;
  value: T | undefined;
  values: readonly T[];
  words?: Readonly<Record<T, string>>;
  change: (value: string) => void;
}): ReactElement {
  return (
    <label className="row small">
      {label}
      <select className="input fit" value={value ?? ''} onChange={(event) => change(event.target.value)}>
        <option value="">all</option>
        {values.map((name) => (
          <option key={name} value={name}>
            {words?.[name] ?? formatKind(name)}
          </option>
        ))}
      </select>
    </label>
  );
}
