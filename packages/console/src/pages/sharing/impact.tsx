// SPDX-License-Identifier: Apache-2.0
import type { InboxDetail, InboxState } from '@stillwatch/core/api';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatCount, formatPlural } from '../../lib/format.ts';
import { Moment } from '../../parts/moment.tsx';
import { Tier } from '../../parts/tier.tsx';
import { CampaignLink } from './campaign-link.tsx';

/** Why it is not compared with the own traffic any more. */
const OVER: Readonly<Partial<Record<InboxState, string>>> = {
  disputed: 'It was disputed here: it is not looked for any more, and what it raised was taken away.',
  withdrawn: 'Its source took it back: it is not looked for any more, and what it raised was taken away.',
  expired: 'Its time is over: it is not looked for any more.',
};

/** What it is in this node's own traffic. */
export function Impact({ detail: { item, accounts } }: { detail: InboxDetail }): ReactElement {
  const { impact } = item;
  const { campaigns, templates, detection } = impact;
  const nothing = campaigns.length === 0 && impact.accounts === 0 && templates.matched === 0;
  const over = OVER[item.state];
  return (
    <section className="card stack" aria-labelledby="impact">
      <header>
        <h2 id="impact">In your own traffic</h2>
        <span className="small quiet">
          {impact.at !== null ? <Moment at={impact.at} /> : over === undefined ? 'not looked at yet' : null}
        </span>
      </header>
      {over !== undefined && impact.at === null ? (
        <p>{over}</p>
      ) : impact.at === null ? (
        <p>The next hunt compares it with your traffic.</p>
      ) : nothing ? (
        <p>
          Nothing of it is in your traffic: {formatPlural(templates.of, 'fingerprint')} received, none matches. It is compared
          again with each hunt until it expires.
        </p>
      ) : (
        <dl className="figures">
          <div>
            <dt>Fingerprints that match</dt>
            <dd>
              {formatCount(templates.matched)} <span className="quiet small">of {formatCount(templates.of)}</span>
            </dd>
          </div>
          <div>
            <dt>Your accounts</dt>
            <dd>{formatCount(impact.accounts)}</dd>
          </div>
          <div>
            <dt>Your exchanges</dt>
            <dd>{formatCount(impact.exchanges)}</dd>
          </div>
        </dl>
      )}
      {impact.corroborated ? (
        <p className="notice good">This node found a campaign of it by itself, without being told.</p>
      ) : nothing || impact.at === null ? null : (
        <p className="notice warn">Only what partners said points at it: this node found no campaign of it by itself.</p>
      )}
      {detection === null ? null : (
        <p>
          It raised a campaign here: <CampaignLink id={detection} />. Disputing it, or a withdrawal by its source, undoes that.
        </p>
      )}
      {campaigns.length === 0 ? null : (
        <>
          <h3>Your campaigns that match</h3>
          <ul className="plain-list">
            {campaigns.map(({ id, name, tier, because }) => (
              <li key={id} className="stack tight">
                <span className="row">
                  <Link to="/campaigns/$id" params={{ id }}>
                    {name}
                  </Link>
                  <Tier tier={tier} />
                </span>
                <span className="small quiet break">{because}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {accounts.length === 0 ? null : (
        <details>
          <summary className="small">
            {accounts.length === impact.accounts
              ? formatPlural(accounts.length, 'account')
              : `${formatCount(accounts.length)} of ${formatPlural(impact.accounts, 'account')}`}
          </summary>
          <ul className="row small">
            {accounts.map((account) => (
              <li key={account}>
                <Link to="/accounts/$account" params={{ account }} className="mono break">
                  {account}
                </Link>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
