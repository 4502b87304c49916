// SPDX-License-Identifier: Apache-2.0
import type { AccountSummary } from '@stillwatch/core/api';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { usePages } from '../../api/queries.ts';
import { formatCount, formatPercent } from '../../lib/format.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { FilterChip } from '../../parts/filter-chip.tsx';
import { Moment } from '../../parts/moment.tsx';
import { SearchBox } from '../../parts/search-box.tsx';
import { Empty } from '../../parts/states.tsx';
import { Title } from '../../parts/title.tsx';

const COLUMNS: readonly Column<AccountSummary>[] = [
  {
    name: 'Account',
    cell: ({ account }) => (
      <Link to="/accounts/$account" params={{ account }} className="mono">
        {account}
      </Link>
    ),
  },
  { name: 'Exchanges', cell: ({ exchanges }) => formatCount(exchanges), end: true },
  { name: 'With a signal', cell: ({ signalled }) => formatPercent(signalled), end: true },
  {
    name: 'Campaign',
    cell: ({ campaign }) =>
      campaign === null ? (
        <span className="quiet">none</span>
      ) : (
        <Link to="/campaigns/$id" params={{ id: campaign }} className="mono">
          {campaign}
        </Link>
      ),
    wide: true,
  },
  {
    name: 'Plan',
    cell: ({ plan }) =>
      plan === '' ? (
        <span className="quiet">unknown</span>
      ) : (
        <Link to="/accounts" search={(before) => ({ ...before, plan })}>
          {plan}
        </Link>
      ),
    wide: true,
  },
  {
    name: 'Created',
    cell: ({ createdAt }) => (createdAt === null ? <span className="quiet">unknown</span> : <Moment at={createdAt} short />),
    wide: true,
  },
  { name: 'Last seen', cell: ({ lastSeen }) => <Moment at={lastSeen} short />, wide: true },
];

export function AccountsPage(): ReactElement {
  const { q, plan, campaign } = useSearch({ from: '/framed/accounts' });
  const navigate = useNavigate({ from: '/accounts' });
  const set = (change: { q?: string; plan?: string; campaign?: string }) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const query = {
    ...(q === undefined ? {} : { q: q.slice(0, 200) }),
    ...(plan === undefined ? {} : { plan }),
    ...(campaign === undefined ? {} : { campaign }),
  };
  const pages = usePages('listAccounts', { query: { ...query, limit: 200 } });
  const narrowed = Object.keys(query).length > 0;
  return (
    <>
      <Title name="Accounts">
        <p>Everybody in the hunted window, the busiest first. Being listed here says nothing against anybody.</p>
      </Title>
      <div className="filters">
        <SearchBox label="Start of the account id" value={q ?? ''} change={(text) => set({ q: text })} />
        {plan === undefined ? null : <FilterChip name="plan" value={plan} remove={() => set({ plan: '' })} />}
        {campaign === undefined ? null : <FilterChip name="campaign" value={campaign} remove={() => set({ campaign: '' })} />}
      </div>
      <DataTable
        caption="Accounts, the busiest first"
        columns={COLUMNS}
        pages={pages}
        keyOf={({ account }) => account}
        noun="account"
        empty={
          narrowed ? (
            <Empty title="No account fits">
              <Link to="/accounts">Show all</Link>
            </Empty>
          ) : (
            <Empty title="No account has been seen yet">
              <p>Accounts appear with the first hunt over traffic that came in.</p>
            </Empty>
          )
        }
      />
    </>
  );
}
