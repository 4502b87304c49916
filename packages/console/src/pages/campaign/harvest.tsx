// SPDX-License-Identifier: Apache-2.0
import type { CampaignDetail } from '@stillwatch/core/api';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { titleOf } from '../../lib/techniques.ts';
import { Share } from '../../parts/share.tsx';

/** How it extracts and what it took; one exchange can serve several. */
export function Harvest({ finding }: { finding: CampaignDetail['finding'] }): ReactElement {
  const { techniques, harvest, exchanges } = finding;
  return (
    <div className="stack">
      <section className="card stack" aria-labelledby="techniques">
        <h2 id="techniques">Techniques</h2>
        {techniques.length === 0 ? <p className="quiet">No technique stands out.</p> : null}
        <ul className="stack">
          {techniques.map(({ id, exchanges: part, atlas }) => (
            <li key={id}>
              <Share
                name={
                  <Link to="/traffic" search={{ campaign: finding.id, technique: id }}>
                    {titleOf(id)}
                  </Link>
                }
                part={part}
                whole={exchanges}
                note={
                  <>
                    MITRE ATLAS <code>{atlas.join(' ')}</code>
                  </>
                }
              />
            </li>
          ))}
        </ul>
      </section>
      <section className="card stack" aria-labelledby="harvest">
        <h2 id="harvest">Harvest by capability</h2>
        {harvest.capabilities.length === 0 ? <p className="quiet">No capability stands out.</p> : null}
        <ul className="stack">
          {harvest.capabilities
            .toSorted((a, b) => b.exchanges - a.exchanges)
            .map(({ name, exchanges: part }) => (
              <li key={name}>
                <Share name={name} part={part} whole={exchanges} />
              </li>
            ))}
        </ul>
      </section>
    </div>
  );
}
