// SPDX-License-Identifier: Apache-2.0
import type { CampaignSummary } from '@stillwatch/core/api';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

/** A way in for somebody who sees Stillwatch for the first time. */
export function Try({ top }: { top: readonly CampaignSummary[] }): ReactElement {
  const first = top[0];
  const weakest = top.at(-1);
  return (
    <section className="card try" aria-labelledby="try">
      <header>
        <h2 id="try">Five things to try</h2>
      </header>
      <ol>
        <li>
          {first === undefined ? (
            <Link to="/campaigns">See the campaigns</Link>
          ) : (
            <Link to="/campaigns/$id" params={{ id: first.id }}>
              Add up the bits that make {first.name} a campaign
            </Link>
          )}
        </li>
        <li>
          {weakest === undefined ? (
            <Link to="/campaigns">Open a campaign’s what-if</Link>
          ) : (
            <Link to="/campaigns/$id" params={{ id: weakest.id }} search={{ tab: 'what-if', without: 'template' }}>
              Take the templates away from {weakest.name}: does it still hold?
            </Link>
          )}
        </li>
        <li>
          <Link to="/review" search={{ next: '1' }}>
            Decide a review with the keyboard alone
          </Link>
        </li>
        <li>
          <Link to="/traffic" search={{ technique: 'reasoning-elicitation' }}>
            Watch who asks for hidden reasoning
          </Link>
        </li>
        <li>
          <Link to="/settings/{-$section}" params={{ section: 'exceptions' }}>
            Preview what an authorisation would change
          </Link>
        </li>
      </ol>
    </section>
  );
}
