// SPDX-License-Identifier: Apache-2.0
import type { CampaignDetail } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { formatPlural } from '../../lib/format.ts';
import { Exemplar } from '../../parts/exemplar.tsx';

/** The wrappers that its accounts share, with what differs masked. A partner's fingerprint recognises one without its wording. */
export function Templates({ finding: { templates, evidence } }: { finding: CampaignDetail['finding'] }): ReactElement {
  const recognised = evidence.some(({ family }) => family === 'template');
  const none = recognised ? 'They were recognised by fingerprints; the wording is not known.' : 'Its accounts share no template.';
  return (
    <section className="card stack" aria-labelledby="templates">
      <h2 id="templates">Prompt templates, with what differs masked</h2>
      {templates.length === 0 ? <p className="quiet">{none}</p> : null}
      {templates.map((template) => (
        <div key={template.id} className="stack">
          <p className="small quiet">
            <code>{template.id}</code> · {formatPlural(template.accounts, 'account')} ·{' '}
            {formatPlural(template.exchanges, 'exchange')} · {formatPlural(template.distinctTexts, 'different text')}
          </p>
          <Exemplar text={template.exemplar} />
        </div>
      ))}
    </section>
  );
}
