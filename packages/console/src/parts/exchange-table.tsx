// SPDX-License-Identifier: Apache-2.0
import type { ExchangeRow } from '@stillwatch/core/api';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useMay } from '../api/session.ts';
import { type Pages } from '../api/queries.ts';
import { formatBits, formatCount } from '../lib/format.ts';
import { titleOf } from '../lib/techniques.ts';
import { type Column, DataTable } from './data-table.tsx';
import { Moment } from './moment.tsx';
import { RevealDialog } from './reveal-dialog.tsx';
import { Empty } from './states.tsx';

/** Exchanges newest first; none shows its text before somebody says why they need it. */
export function ExchangeTable({
  pages,
  height,
  empty,
}: {
  pages: Pages<ExchangeRow>;
  height?: string;
  empty?: ReactElement;
}): ReactElement {
  const [revealed, reveal] = useState<ExchangeRow | null>(null);
  const may = useMay('unmask');
  const columns: Column<ExchangeRow>[] = [
    { name: 'Time', cell: (row) => <Moment at={row.at} short seconds /> },
    {
      name: 'Account',
      cell: (row) => (
        <Link to="/accounts/$account" params={{ account: row.account }} className="mono">
          {row.account}
        </Link>
      ),
    },
    { name: 'Model', cell: (row) => row.model, wide: true },
    {
      name: 'Techniques',
      cell: (row) => (row.techniques.length === 0 ? <span className="quiet">none</span> : row.techniques.map(titleOf).join(', ')),
      wide: true,
    },
    { name: 'Signal', cell: (row) => formatBits(row.signal), end: true, wide: true },
    { name: 'Answer tokens', cell: (row) => formatCount(row.outputTokens), end: true, wide: true },
    {
      name: 'Text',
      end: true,
      cell: (row) =>
        may ? (
          <button type="button" className="button slim" onClick={() => reveal(row)}>
            Reveal…<span className="unseen"> text of {row.ref}</span>
          </button>
        ) : (
          <span className="quiet small" title="Seeing text needs the analyst or approver role.">
            hidden
          </span>
        ),
    },
  ];
  return (
    <>
      <DataTable
        caption="Table of exchanges"
        columns={columns}
        pages={pages}
        keyOf={(row) => row.ref}
        noun="exchange"
        {...(height === undefined ? {} : { height })}
        empty={empty ?? <Empty title="No exchanges here" />}
      />
      {revealed === null ? null : <RevealDialog exchange={revealed} close={() => reveal(null)} />}
    </>
  );
}
