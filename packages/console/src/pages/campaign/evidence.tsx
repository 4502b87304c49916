// SPDX-License-Identifier: Apache-2.0
import type { CampaignSummary } from '@stillwatch/core/api';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { usePages } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { formatPlural } from '../../lib/format.ts';
import { HoldList } from '../../parts/hold-list.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Empty, Skeleton } from '../../parts/states.tsx';
import { EvidenceCard } from './evidence-card.tsx';

/** What proves something about a campaign, where it came from, and who saw it. */
export function Evidence({ summary, open }: { summary: CampaignSummary; open: string | undefined }): ReactElement {
  const { id, name } = summary;
  const pages = usePages('listEvidence', { params: { id }, query: { limit: 50 } });
  const may = useMay('release');
  const also = pages.items.map((item) => ({ kind: 'evidence' as const, id: item.id }));
  return (
    <>
      <div className="row apart">
        <p className="quiet">
          What is kept is its hash, where it came from and who saw it; the log has a leaf for each. Prompts are not kept.
        </p>
        <div className="row">
          <Link to="/dossiers" search={{ campaign: id }} className="button">
            Its dossiers
          </Link>
          {may ? (
            <Link to="/dossiers/new" search={{ campaign: id }} className="button primary">
              Build a dossier
            </Link>
          ) : null}
        </div>
      </div>
      <HoldList target={{ kind: 'campaign', id }} name={name} also={also} />
      <section className="stack" aria-labelledby="evidence">
        <h2 id="evidence">Evidence and its custody, newest first</h2>
        {pages.isPending ? <Skeleton lines={8} /> : null}
        {pages.error === null ? null : <ProblemNote error={pages.error} retry={pages.retry} />}
        {pages.isPending || pages.error !== null || pages.items.length > 0 ? null : (
          <div className="card">
            <Empty title="Nothing is in custody yet">
              <p>The next hunt that finds it, a reveal of text or a dossier puts an item here.</p>
            </Empty>
          </div>
        )}
        <ul className="stack">
          {pages.items.map((item) => (
            <li key={item.id}>
              <EvidenceCard item={item} open={item.id === open} />
            </li>
          ))}
        </ul>
        <div className="row">
          <span className="small quiet">{pages.items.length === 0 ? '' : formatPlural(pages.items.length, 'item')}</span>
          {pages.more ? (
            <button type="button" className="button" disabled={pages.fetching} onClick={pages.fetchMore}>
              Earlier
            </button>
          ) : null}
        </div>
      </section>
    </>
  );
}
