// SPDX-License-Identifier: Apache-2.0
import type { CampaignDetail, WhatIf as Answer } from '@stillwatch/core/api';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useApi } from '../../api/queries.ts';
import { FAMILIES, type Family, isFamily } from '../../lib/families.ts';
import { formatBits, formatBitsSigned, formatPlural } from '../../lib/format.ts';
import { sumFamilies } from '../../lib/ledger.ts';
import { Fetched } from '../../parts/states.tsx';
import { Tier } from '../../parts/tier.tsx';
import { Ledger } from './ledger.tsx';

/** Its verdict if some families of evidence were not there. */
export function WhatIf({ detail }: { detail: CampaignDetail }): ReactElement {
  const { finding, summary } = detail;
  const { without: text = '' } = useSearch({ from: '/framed/campaigns/$id' });
  const navigate = useNavigate({ from: '/campaigns/$id' });
  const without = text.split(',').filter(isFamily);
  const toggle = (family: Family) => {
    const next = without.includes(family) ? without.filter((name) => name !== family) : [...without, family];
    void navigate({ search: (before) => ({ ...before, tab: 'what-if', without: next.toSorted().join(',') }), replace: true });
  };
  const answer = useApi(
    'whatIf',
    { params: { id: summary.id }, query: { without: without.join(',') } },
    { enabled: without.length > 0, keep: true },
  );
  return (
    <section className="stack" aria-labelledby="what-if">
      <div className="card stack">
        <h2 id="what-if">What if some evidence were not there?</h2>
        <p className="quiet">Take families away and see whether the verdict still holds. Nothing is changed by it.</p>
        <div className="row" role="group" aria-label="Families of evidence to take away">
          {sumFamilies(finding.evidence).map(({ family, bits }) => (
            <button
              key={family}
              type="button"
              className="button"
              aria-pressed={without.includes(family)}
              onClick={() => toggle(family)}
            >
              <i className="swatch" style={{ background: `var(--f-${family})` }} aria-hidden="true" />
              without {FAMILIES[family].label} <span className="quiet">{formatBitsSigned(bits)}</span>
            </button>
          ))}
        </div>
        <div aria-live="polite">
          {without.length === 0 ? (
            <p>
              With everything: <Tier tier={finding.tier} /> at {formatBits(finding.bits)} bits.
            </p>
          ) : (
            <Fetched query={answer} lines={2}>
              {(found) => <Verdict before={finding} after={found} />}
            </Fetched>
          )}
        </div>
      </div>
      {without.length > 0 && answer.data !== undefined ? (
        <Ledger
          finding={{ evidence: answer.data.evidence, benign: finding.benign, bits: answer.data.bits }}
          thresholds={detail.thresholds}
        />
      ) : null}
    </section>
  );
}

function Verdict({ before, after }: { before: CampaignDetail['finding']; after: Answer }): ReactElement {
  return (
    <div className="stack">
      <p className="row">
        <Tier tier={before.tier} /> at {formatBits(before.bits)} bits <span aria-hidden="true">→</span>
        <span className="unseen">becomes</span> <Tier tier={after.tier} /> at {formatBits(after.bits)} bits
      </p>
      {after.reason === '' ? null : <p>{after.reason}</p>}
      <p className="small quiet">
        {after.accounts === null
          ? 'Computed from the evidence kept; the detection was not run again.'
          : `The whole detection without them still names ${formatPlural(after.accounts, 'account')}.`}
      </p>
    </div>
  );
}
