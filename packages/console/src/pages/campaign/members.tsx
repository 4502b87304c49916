// SPDX-License-Identifier: Apache-2.0
import type { CampaignMember } from '@stillwatch/core/api';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { usePages } from '../../api/queries.ts';
import { formatBits, formatBitsSigned, formatCount } from '../../lib/format.ts';
import { CsvButton } from '../../parts/csv-button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Empty } from '../../parts/states.tsx';

const PARTS = ['template', 'identity', 'place', 'synchrony', 'intent'] as const;

const COLUMNS: readonly Column<CampaignMember>[] = [
  {
    name: 'Account',
    cell: ({ account }) => (
      <Link to="/accounts/$account" params={{ account }} className="mono">
        {account}
      </Link>
    ),
  },
  { name: 'Bits', cell: ({ bits }) => <b>{formatBits(bits)}</b>, end: true },
  ...PARTS.map(
    (part): Column<CampaignMember> => ({ name: part, cell: ({ parts }) => formatBitsSigned(parts[part]), end: true, wide: true }),
  ),
  { name: 'Exchanges', cell: ({ exchanges }) => formatCount(exchanges), end: true },
  { name: 'Plan', cell: ({ plan }) => (plan === '' ? '–' : plan), wide: true },
  { name: 'Last seen', cell: ({ lastSeen }) => <Moment at={lastSeen} short />, wide: true },
];

/** Who belongs to it, and by how many bits of which family. */
export function Members({ id, name }: { id: string; name: string }): ReactElement {
  const pages = usePages('listCampaignAccounts', { params: { id }, query: { limit: 200 } });
  return (
    <section className="stack" aria-labelledby="members">
      <div className="row apart">
        <h2 id="members">Accounts, by the bits with which each belongs</h2>
        <CsvButton
          operation="listCampaignAccounts"
          input={{ params: { id } }}
          name={`${name}-accounts`}
          head={HEAD}
          row={toRow}
        />
      </div>
      <DataTable
        caption="Accounts of the campaign, the strongest first"
        columns={COLUMNS}
        pages={pages}
        keyOf={({ account }) => account}
        noun="account"
        height="70dvh"
        empty={<Empty title="No account is listed" />}
      />
    </section>
  );
}

const HEAD = ['account', 'bits', ...PARTS, 'exchanges', 'plan', 'first seen', 'last seen'];

function toRow({ account, bits, parts, exchanges, plan, firstSeen, lastSeen }: CampaignMember): (string | number)[] {
  return [account, bits, ...PARTS.map((part) => parts[part]), exchanges, plan, firstSeen, lastSeen];
}
