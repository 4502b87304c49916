// SPDX-License-Identifier: Apache-2.0
import type { CampaignDetail } from '@stillwatch/core/api';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { lazy, type ReactElement, Suspense } from 'react';
import { useApi } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { oneOf } from '../../lib/search.ts';
import { Fetched, Skeleton } from '../../parts/states.tsx';
import { Status, Tier } from '../../parts/tier.tsx';
import { Title } from '../../parts/title.tsx';
import { Benign } from './benign.tsx';
import { Exchanges } from './exchanges.tsx';
import { Figures } from './figures.tsx';
import { Harvest } from './harvest.tsx';
import { History } from './history.tsx';
import { Ledger } from './ledger.tsx';
import { Members } from './members.tsx';
import { Similar } from './similar.tsx';
import { Templates } from './templates.tsx';
import { Timeline } from './timeline.tsx';
import { WhatIf } from './what-if.tsx';

const Graph = lazy(() => import('./graph-card.tsx'));
const Evidence = lazy(async () => ({ default: (await import('./evidence.tsx')).Evidence }));

const TABS = [
  { tab: 'why', name: 'Why' },
  { tab: 'accounts', name: 'Accounts' },
  { tab: 'exchanges', name: 'Exchanges' },
  { tab: 'what-if', name: 'What if' },
  { tab: 'evidence', name: 'Evidence and custody' },
  { tab: 'history', name: 'History' },
] as const;

export function CampaignPage(): ReactElement {
  const { id } = useParams({ from: '/framed/campaigns/$id' });
  const campaign = useApi('getCampaign', { params: { id } });
  return (
    <>
      {campaign.data === undefined ? <Title name="Campaign" /> : null}
      <Fetched query={campaign} lines={12}>
        {(detail) => <Body detail={detail} />}
      </Fetched>
    </>
  );
}

function Body({ detail }: { detail: CampaignDetail }): ReactElement {
  const { summary } = detail;
  const search = useSearch({ from: '/framed/campaigns/$id' });
  const tab =
    oneOf(
      search.tab,
      TABS.map((entry) => entry.tab),
    ) ?? 'why';
  return (
    <>
      <Title
        name={summary.name}
        sign={
          <>
            <Tier tier={summary.tier} />
            <Status status={summary.status} />
            {summary.current ? null : <span className="chip">not in the newest hunt</span>}
          </>
        }
        actions={
          <>
            <ShareLink campaign={summary.id} />
            <ReviewLink review={detail.review} />
          </>
        }
      >
        <p>
          <code>{summary.id}</code>
        </p>
      </Title>
      <Figures detail={detail} />
      <nav className="tabs" aria-label="Parts of this campaign">
        {TABS.map((entry) => (
          <Link
            key={entry.tab}
            to="/campaigns/$id"
            params={{ id: summary.id }}
            search={{ tab: entry.tab }}
            aria-current={tab === entry.tab ? 'page' : undefined}
          >
            {entry.name}
          </Link>
        ))}
      </nav>
      {tab === 'why' ? <Why detail={detail} /> : null}
      {tab === 'accounts' ? <Members id={summary.id} name={summary.name} /> : null}
      {tab === 'exchanges' ? <Exchanges id={summary.id} /> : null}
      {tab === 'what-if' ? <WhatIf detail={detail} /> : null}
      {tab === 'evidence' ? (
        <Suspense fallback={<Skeleton lines={8} />}>
          <Evidence summary={summary} open={search.item} />
        </Suspense>
      ) : null}
      {tab === 'history' ? <History id={summary.id} /> : null}
    </>
  );
}

/** Where what is known of it becomes a release for partners. */
function ShareLink({ campaign }: { campaign: string }): ReactElement | null {
  if (!useMay('release')) return null;
  return (
    <Link to="/sharing/outbox/new" search={{ campaign }} className="button">
      Share…
    </Link>
  );
}

function ReviewLink({ review }: { review: string | null }): ReactElement {
  const may = useMay('review');
  if (review === null) return <span className="quiet">No review is open.</span>;
  return (
    <Link to="/review" search={{ id: review }} className="button primary">
      {may ? 'Review and decide' : 'See its review'}
    </Link>
  );
}

function Why({ detail }: { detail: CampaignDetail }): ReactElement {
  const { finding } = detail;
  return (
    <>
      <Ledger finding={finding} thresholds={detail.thresholds} />
      <Timeline finding={finding} />
      <div className="columns">
        <Suspense fallback={<Skeleton lines={8} />}>
          <Graph detail={detail} />
        </Suspense>
        <Harvest finding={finding} />
      </div>
      <Benign finding={finding} />
      <Templates finding={finding} />
      <Similar similar={detail.similar} />
    </>
  );
}
