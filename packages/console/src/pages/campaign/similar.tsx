// SPDX-License-Identifier: Apache-2.0
import type { CampaignDetail } from '@stillwatch/core/api';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatPercent } from '../../lib/format.ts';
import { Status } from '../../parts/tier.tsx';

/** Campaigns of the past that look alike, and what was made of them. */
export function Similar({ similar }: { similar: CampaignDetail['similar'] }): ReactElement {
  return (
    <section className="card stack" aria-labelledby="similar">
      <h2 id="similar">Similar campaigns</h2>
      {similar.length === 0 ? (
        <p className="quiet">None shares templates, accounts or identity values with it.</p>
      ) : (
        <ul className="plain-list">
          {similar.map(({ id, name, status, similarity, because }) => (
            <li key={id}>
              <div className="row">
                <Link to="/campaigns/$id" params={{ id }}>
                  <b>{name}</b>
                </Link>
                <Status status={status} />
                <span className="quiet">{formatPercent(similarity)} alike</span>
              </div>
              <p className="small">{because}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
