// SPDX-License-Identifier: Apache-2.0
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { usePages } from '../../api/queries.ts';
import { formatPlural } from '../../lib/format.ts';
import { Exemplar } from '../../parts/exemplar.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Empty, Skeleton } from '../../parts/states.tsx';
import { Title } from '../../parts/title.tsx';

/** The wrappers that campaigns use, the most used first. */
export function TemplatesPage(): ReactElement {
  const { campaign } = useSearch({ from: '/framed/templates' });
  const pages = usePages('listTemplates', { query: campaign === undefined ? {} : { campaign } });
  return (
    <>
      <Title name="Templates">
        <p>
          One wrapper, many fillings. Words are shown where at least three accounts share them; <span className="slot">⟨…⟩</span>{' '}
          stands for what differs.
        </p>
      </Title>
      {campaign === undefined ? null : (
        <p>
          Of <code>{campaign}</code> only. <Link to="/templates">Show all</Link>
        </p>
      )}
      {pages.isPending ? <Skeleton lines={8} /> : null}
      {pages.error === null ? null : <ProblemNote error={pages.error} retry={pages.retry} />}
      {!pages.isPending && pages.error === null && pages.items.length === 0 ? (
        <div className="card">
          <Empty title="No campaign has a template">
            <p>Templates of ordinary customers are not listed: sharing one is innocent by itself.</p>
          </Empty>
        </div>
      ) : null}
      <ul className="stack">
        {pages.items.map((row) => (
          <li key={`${row.campaign} ${row.id}`} className="card stack">
            <div className="row apart">
              <span className="row">
                <code>{row.id}</code>
                <Link to="/campaigns/$id" params={{ id: row.campaign }}>
                  <b>{row.campaignName}</b>
                </Link>
              </span>
              <span className="quiet small">
                {formatPlural(row.accounts, 'account')} · {formatPlural(row.exchanges, 'exchange')} ·{' '}
                {formatPlural(row.distinctTexts, 'different text')}
              </span>
            </div>
            <Exemplar text={row.exemplar} />
          </li>
        ))}
      </ul>
      {pages.more ? (
        <div>
          <button type="button" className="button" disabled={pages.fetching} onClick={pages.fetchMore}>
            More
          </button>
        </div>
      ) : null}
    </>
  );
}
