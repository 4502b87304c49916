// SPDX-License-Identifier: Apache-2.0
import type { CampaignDetail } from '@stillwatch/core/api';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useCallback, useMemo, useState } from 'react';
import { FAMILIES, type Family } from '../../lib/families.ts';
import { formatBits, formatCount, formatPlural } from '../../lib/format.ts';
import { buildGraph } from '../../lib/graph.ts';
import { without } from '../../lib/search.ts';
import { Empty } from '../../parts/states.tsx';
import { AccountDrawer } from './account-drawer.tsx';
import { GraphCanvas } from './graph-canvas.tsx';

const LISTED = 12;

/** Which accounts hang together by what: a drawing to explore, and the strongest links as a list. */
export default function GraphCard({ detail }: { detail: CampaignDetail }): ReactElement {
  const { finding, linkAccounts } = detail;
  const graph = useMemo(() => buildGraph(finding.links), [finding.links]);
  const nameOf = useCallback((index: number) => linkAccounts?.[index] ?? `account ${index + 1}`, [linkAccounts]);
  const [hidden, setHidden] = useState<ReadonlySet<Family>>(new Set());
  const { account } = useSearch({ from: '/framed/campaigns/$id' });
  const navigate = useNavigate({ from: '/campaigns/$id' });
  const select = (index: number | null) =>
    void navigate({
      search: (before) => (index === null ? without(before, 'account') : { ...before, account: String(index) }),
      replace: true,
      resetScroll: false,
    });
  const chosen = graph.nodes.find(({ index }) => String(index) === account);
  const loose = detail.summary.accounts - graph.nodes.length;
  return (
    <section className="card stack" aria-labelledby="graph">
      <header>
        <h2 id="graph">How its accounts hang together</h2>
        <span className="quiet small">
          {formatPlural(graph.edges.length, 'link')} among {formatCount(graph.nodes.length)} accounts
          {loose > 0 ? `; ${formatCount(loose)} belong by evidence about the group` : ''}
        </span>
      </header>
      {graph.edges.length === 0 ? (
        <Empty title="No links between two accounts to draw">
          <p>What holds these together is evidence about the whole group.</p>
        </Empty>
      ) : (
        <>
          <ul className="row" aria-label="Families of links shown">
            {graph.families.map(({ family, links }) => (
              <li key={family}>
                <button
                  type="button"
                  className="button slim"
                  aria-pressed={!hidden.has(family)}
                  title={FAMILIES[family].about}
                  onClick={() => setHidden(toggle(hidden, family))}
                >
                  <i className="swatch" style={{ background: `var(--f-${family})` }} aria-hidden="true" />
                  {FAMILIES[family].label} {formatCount(links)}
                </button>
              </li>
            ))}
          </ul>
          <GraphCanvas graph={graph} nameOf={nameOf} hidden={hidden} select={select} />
          <p className="small quiet">Click an account for what links it; drag to move, Ctrl and wheel to zoom.</p>
          <details>
            <summary className="small">The strongest links as a list</summary>
            <ul className="plain-list small">
              {graph.edges.slice(0, LISTED).map(({ a, b, bits, families }) => (
                <li key={`${a} ${b}`} className="row apart">
                  <span>
                    <Account name={nameOf(a)} open={() => select(a)} /> – <Account name={nameOf(b)} open={() => select(b)} />
                  </span>
                  <span>
                    {families.join(', ')} · {formatBits(bits)} bits
                  </span>
                </li>
              ))}
            </ul>
          </details>
        </>
      )}
      {chosen === undefined ? null : (
        <AccountDrawer graph={graph} index={chosen.index} nameOf={nameOf} known={linkAccounts !== undefined} select={select} />
      )}
    </section>
  );
}

function Account({ name, open }: { name: string; open: () => void }): ReactElement {
  return (
    <button type="button" className="button plain slim mono" onClick={open}>
      {name}
    </button>
  );
}

function toggle(hidden: ReadonlySet<Family>, family: Family): ReadonlySet<Family> {
  const next = new Set(hidden);
  if (!next.delete(family)) next.add(family);
  return next;
}
