// SPDX-License-Identifier: Apache-2.0
import type { CampaignSummary } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import type { ReleaseForm } from '../../lib/release-form.ts';
import { DraftField } from './draft-field.tsx';

/** What is said, in the author's words: the only free text that leaves. */
export function DraftText({
  form,
  campaigns,
  set,
}: {
  form: ReleaseForm;
  campaigns: readonly Pick<CampaignSummary, 'id' | 'name' | 'tier'>[];
  set: (change: Partial<ReleaseForm>) => void;
}): ReactElement {
  return (
    <section className="card stack" aria-labelledby="said">
      <h2 id="said">What is said</h2>
      <label className="field">
        <span>Campaign</span>
        <select className="input" value={form.campaign} onChange={(event) => set({ campaign: event.target.value })}>
          {campaigns.map(({ id, name, tier }) => (
            <option key={id} value={id}>
              {name} ({tier})
            </option>
          ))}
        </select>
      </label>
      <DraftField
        label="Title, as partners read it"
        required
        maxLength={200}
        value={form.title}
        change={(title) => set({ title })}
      />
      <label className="field">
        <span>Description, as partners read it</span>
        <textarea
          className="input"
          maxLength={5000}
          value={form.description}
          onChange={(event) => set({ description: event.target.value })}
        />
      </label>
      <p className="small quiet">
        State facts. No names of persons or customers, no prices, no plans, and nothing that asks others to act: each receiver
        decides by itself. Structure, fingerprints and rounded counts come from the campaign; no prompt and no account name does.
      </p>
      <div className="row">
        <DraftField
          label="Confidence, 0 to 100"
          fit
          type="number"
          min={0}
          max={100}
          value={form.confidence}
          change={(confidence) => set({ confidence })}
        />
        <DraftField
          label="Partners may act on it for (days)"
          fit
          type="number"
          min={1}
          max={365}
          value={form.validDays}
          change={(validDays) => set({ validDays })}
        />
      </div>
    </section>
  );
}
