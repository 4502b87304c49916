// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useApi } from '../../api/queries.ts';
import { formatBits, formatCount, formatPlural } from '../../lib/format.ts';
import { type AccountGraph, linksOf } from '../../lib/graph.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Parts } from '../../parts/parts.tsx';
import { Fetched } from '../../parts/states.tsx';

const LISTED = 15;

/** One account of the graph: why it belongs, and what it is linked with. */
export function AccountDrawer({
  graph,
  index,
  nameOf,
  known,
  select,
}: {
  graph: AccountGraph;
  index: number;
  nameOf: (index: number) => string;
  /** The account’s id is known, not only its place. */
  known: boolean;
  select: (index: number | null) => void;
}): ReactElement {
  const name = nameOf(index);
  const links = linksOf(graph, index);
  const account = useApi('getAccount', { params: { id: name } }, { enabled: known });
  return (
    <Dialog title="Account" close={() => select(null)} drawer>
      <p className="mono break">{name}</p>
      {known ? (
        <>
          <Fetched query={account} lines={3}>
            {({ summary, membership }) => (
              <>
                <p className="small">
                  {formatPlural(summary.exchanges, 'exchange')} · plan {summary.plan === '' ? 'unknown' : summary.plan}
                </p>
                {membership === null ? null : (
                  <div className="stack">
                    <h3>Belongs by {formatBits(membership.bits)} bits</h3>
                    <Parts parts={membership.parts} />
                  </div>
                )}
              </>
            )}
          </Fetched>
          <p>
            <Link to="/accounts/$account" params={{ account: name }}>
              Everything about it
            </Link>
          </p>
        </>
      ) : null}
      <h3>{formatPlural(links.length, 'link')}</h3>
      <ul className="plain-list small">
        {links.slice(0, LISTED).map(({ other, bits, families }) => (
          <li key={other}>
            <button type="button" className="button plain slim mono" onClick={() => select(other)}>
              {nameOf(other)}
            </button>
            <div className="quiet">
              {families.join(', ')} · {formatBits(bits)} bits
            </div>
          </li>
        ))}
        {links.length > LISTED ? <li className="quiet">and {formatCount(links.length - LISTED)} more</li> : null}
      </ul>
    </Dialog>
  );
}
