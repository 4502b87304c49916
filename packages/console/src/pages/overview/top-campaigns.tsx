// SPDX-License-Identifier: Apache-2.0
import type { CampaignSummary } from '@stillwatch/core/api';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatBits, formatCompact, formatPlural, formatUsd } from '../../lib/format.ts';
import { titleOf } from '../../lib/techniques.ts';
import { Ago } from '../../parts/moment.tsx';
import { Spark } from '../../parts/spark.tsx';
import { Empty } from '../../parts/states.tsx';
import { Status, Tier } from '../../parts/tier.tsx';

/** The strongest campaigns, with what each took. */
export function TopCampaigns({ campaigns }: { campaigns: readonly CampaignSummary[] }): ReactElement {
  if (campaigns.length === 0) {
    return (
      <Empty title="No campaign in this window">
        <p>Groups that looked coordinated and were explained are listed below; nothing is held against them.</p>
      </Empty>
    );
  }
  return (
    <ul className="plain-list">
      {campaigns.map((campaign) => (
        <li key={campaign.id} className="campaign-line">
          <div className="stack">
            <div className="row">
              <Link to="/campaigns/$id" params={{ id: campaign.id }}>
                <b>{campaign.name}</b>
              </Link>
              <Tier tier={campaign.tier} />
              <Status status={campaign.status} />
              <span className="quiet">{formatBits(campaign.bits)} bits</span>
            </div>
            <p className="small">
              {formatPlural(campaign.accounts, 'account')} took {formatPlural(campaign.exchanges, 'exchange')},{' '}
              {formatCompact(campaign.outputTokens)} answer tokens
              {campaign.listPriceUsd === null ? '' : ` (${formatUsd(campaign.listPriceUsd)} by public list)`} ·{' '}
              <span className="quiet">
                {campaign.techniques.map(titleOf).join(', ')} · last seen <Ago at={campaign.lastSeen} />
              </span>
            </p>
          </div>
          <Spark values={campaign.spark} label={`Exchanges of ${campaign.name} over time`} />
        </li>
      ))}
    </ul>
  );
}
