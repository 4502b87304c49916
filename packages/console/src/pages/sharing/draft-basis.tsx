// SPDX-License-Identifier: Apache-2.0
import type { LegalBasis } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { useApi } from '../../api/queries.ts';
import { ON_EXPIRY, standingOf } from '../../lib/legal-basis.ts';
import { basisFields, readForm, type ReleaseForm } from '../../lib/release-form.ts';
import { useNow } from '../../lib/use-now.ts';
import { DraftField } from './draft-field.tsx';

/** On what ground it leaves, until when that holds, and from when. */
export function DraftBasis({ form, set }: { form: ReleaseForm; set: (change: Partial<ReleaseForm>) => void }): ReactElement {
  const releases = useApi('listReleases', { query: { limit: 50 } });
  const now = useNow();
  const read = readForm(form);
  const basis = read.ok ? (read.body.legalBasis ?? null) : null;
  const { text, look } = standingOf(basis, now);
  const known = distinct(releases.data?.items.map(({ legalBasis }) => legalBasis) ?? []).filter(
    (one) => standingOf(one, now).holds,
  );
  return (
    <section className="card stack" aria-labelledby="basis">
      <header>
        <h2 id="basis">On what ground, and when</h2>
        {form.basis === '' || read.ok ? <span className={`chip ${look}`}>legal basis: {text}</span> : null}
      </header>
      {known.length === 0 ? null : (
        <div className="row small">
          <span>Used before, and holds:</span>
          {known.slice(0, 3).map((one) => (
            <button key={one.basis} type="button" className="button slim break" onClick={() => set(basisFields(one))}>
              {one.basis}
            </button>
          ))}
        </div>
      )}
      <div className="basis-fields">
        <DraftField label="Legal basis" maxLength={200} value={form.basis} change={(basis) => set({ basis })} />
        <DraftField label="Holds from (UTC)" type="date" value={form.basisFrom} change={(basisFrom) => set({ basisFrom })} />
        <DraftField
          label="Last day (UTC; empty: no end)"
          type="date"
          value={form.basisUntil}
          change={(basisUntil) => set({ basisUntil })}
        />
        <DraftField
          label="Embargo until (UTC), if any"
          type="datetime-local"
          value={form.embargo}
          change={(embargo) => set({ embargo })}
        />
        <DraftField label="Licence of use, if any" maxLength={200} value={form.licence} change={(licence) => set({ licence })} />
      </div>
      <p className="small quiet">{ON_EXPIRY}</p>
    </section>
  );
}

function distinct(all: readonly (LegalBasis | null)[]): LegalBasis[] {
  return [...new Map(all.flatMap((one) => (one === null ? [] : [[one.basis, one] as const]))).values()];
}
