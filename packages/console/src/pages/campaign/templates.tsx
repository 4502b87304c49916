// SPDX-License-Identifier: Apache-2.0
import type { CampaignDetail } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { formatPlural } from '../../lib/format.ts';
import { Exemplar } from '../../parts/exemplar.tsx';

/** The wrappers that its accounts share, with what differs masked. */
export function Templates({ templates }: { templates: CampaignDetail['finding']['templates'] }): ReactElement {
  return (
    <section className="card stack" aria-labelledby="templates">
      <h2 id="templates">Prompt templates, with what differs masked</h2>
      {templates.length === 0 ? <p className="quiet">Its accounts share no template.</p> : null}
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
