// SPDX-License-Identifier: Apache-2.0
import type { CampaignSummary, ReleaseDetail } from '@stillwatch/core/api';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useMemo, useState } from 'react';
import { useChange } from '../../api/queries.ts';
import { readForm, type ReleaseForm } from '../../lib/release-form.ts';
import { announce } from '../../parts/announce.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Skeleton } from '../../parts/states.tsx';
import { DraftBasis } from './draft-basis.tsx';
import { DraftReaders } from './draft-readers.tsx';
import { DraftText } from './draft-text.tsx';
import { Leaves } from './leaves.tsx';
import { useReleasePreview } from './use-release-preview.ts';

/** The fields of a release, and below them exactly what would leave. */
export function Draft({
  start,
  campaigns,
  before,
}: {
  start: ReleaseForm;
  campaigns: readonly Pick<CampaignSummary, 'id' | 'name' | 'tier'>[];
  /** The release that is written anew; null for a new one. */
  before: ReleaseDetail | null;
}): ReactElement {
  const [form, setForm] = useState(start);
  const set = (change: Partial<ReleaseForm>) => setForm((old) => ({ ...old, ...change }));
  const read = useMemo(() => readForm(form), [form]);
  const { preview, settled } = useReleasePreview(read.ok ? read.body : null);
  const [as, setAs] = useState<'cards' | 'json'>('cards');
  return (
    <>
      <div className="halves">
        <DraftText form={form} campaigns={campaigns} set={set} />
        <DraftReaders form={form} set={set} />
      </div>
      <DraftBasis form={form} set={set} />
      <div className="row apart">
        <p className="quiet" role="status">
          {settled
            ? 'Below is what would leave, as the form stands now.'
            : read.ok
              ? 'Working out what would leave…'
              : 'Fill in what is missing, and what would leave is shown.'}
        </p>
        <div className="row">
          {(['cards', 'json'] as const).map((one) => (
            <button key={one} type="button" className="button slim" aria-pressed={as === one} onClick={() => setAs(one)}>
              {one === 'cards' ? 'Objects' : 'JSON bytes'}
            </button>
          ))}
        </div>
      </div>
      {preview.error === null ? null : <ProblemNote error={preview.error} retry={() => void preview.refetch()} />}
      {preview.data === undefined || !read.ok ? (
        read.ok && preview.error === null ? (
          <Skeleton lines={8} />
        ) : null
      ) : (
        <Leaves preview={preview.data} as={as} />
      )}
      <Save
        form={form}
        before={before}
        settled={settled}
        stops={preview.data?.findings.some(({ effect }) => effect === 'stops') ?? false}
      />
    </>
  );
}

const AGAIN = ['listReleases', 'getRelease'] as const;

function Save({
  form,
  before,
  settled,
  stops,
}: {
  form: ReleaseForm;
  before: ReleaseDetail | null;
  settled: boolean;
  stops: boolean;
}): ReactElement {
  const navigate = useNavigate();
  const draft = useChange('draftRelease', AGAIN);
  const redraft = useChange('redraftRelease', AGAIN);
  const change = before === null ? draft : redraft;
  const read = readForm(form);
  const save = () => {
    if (!read.ok) return;
    const done = {
      onSuccess: ({ id }: { id: string }) => {
        announce('It is written. Somebody else has to agree before it can leave.');
        void navigate({ to: '/sharing/outbox/$id', params: { id } });
      },
    };
    if (before === null) draft.mutate({ body: read.body }, done);
    else redraft.mutate({ params: { id: before.release.id }, body: read.body, ifMatch: before.etag }, done);
  };
  return (
    <section className="card stack" aria-labelledby="save">
      <h2 id="save">{before === null ? 'Keep it as a draft' : 'Keep it as it is now'}</h2>
      {read.ok ? null : <p>Missing: {read.missing.join('; ')}.</p>}
      {stops ? <p className="notice warn">It cannot leave as it is. It can be kept, and written anew.</p> : null}
      {before !== null && before.release.approvals.length > 0 ? (
        <p className="notice warn">Whoever agreed to it before has to agree anew.</p>
      ) : null}
      <p className="quiet">Nothing leaves yet: another person than you has to agree to exactly this, and lets it leave.</p>
      {change.error === null ? null : <ProblemNote error={change.error} />}
      <div>
        <button type="button" className="button primary" disabled={!read.ok || !settled || change.isPending} onClick={save}>
          {change.isPending ? 'Working…' : before === null ? 'Keep the draft for review' : 'Keep it for review'}
        </button>
      </div>
    </section>
  );
}
