// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import { usePages } from '../../api/queries.ts';
import { ExchangeTable } from '../../parts/exchange-table.tsx';

/** Down to the single exchanges. */
export function Exchanges({ id }: { id: string }): ReactElement {
  const pages = usePages('listExchanges', { query: { campaign: id, limit: 200 } });
  return (
    <section className="stack" aria-labelledby="exchanges">
      <h2 id="exchanges">Exchanges of its accounts, newest first</h2>
      <ExchangeTable pages={pages} height="70dvh" />
    </section>
  );
}
