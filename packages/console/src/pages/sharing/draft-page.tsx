// SPDX-License-Identifier: Apache-2.0
import type { CampaignSummary, ReleaseDetail } from '@stillwatch/core/api';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useApi } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { emptyForm, formOf } from '../../lib/release-form.ts';
import { Empty, Fetched } from '../../parts/states.tsx';
import { Title } from '../../parts/title.tsx';
import { Draft } from './draft.tsx';

/** Writes a release of a campaign, or an earlier one anew, and shows what would leave while it is written. */
export function DraftPage(): ReactElement {
  const { release, campaign } = useSearch({ from: '/framed/sharing/outbox/new' });
  const may = useMay('release');
  return (
    <>
      <Title name={release === undefined ? 'Write a release' : 'Write a release anew'}>
        <p>
          <Link to="/sharing/outbox">Outbox</Link>
        </p>
      </Title>
      {!may ? (
        <div className="card">
          <Empty title="Writing a release is not for your role">
            <p>
              What leaves this node is for releasers and approvers. You may <Link to="/sharing/outbox">see</Link> what was written
              and what has left.
            </p>
          </Empty>
        </div>
      ) : release === undefined ? (
        <New campaign={campaign?.slice(0, 200)} />
      ) : (
        <Anew id={release.slice(0, 200)} />
      )}
    </>
  );
}

function New({ campaign }: { campaign: string | undefined }): ReactElement {
  const campaigns = useApi('listCampaigns', { query: { limit: 1000 } });
  return (
    <Fetched query={campaigns} lines={10}>
      {({ items }) => {
        const chosen = items.find(({ id }) => id === campaign) ?? (campaign === undefined ? items[0] : undefined);
        if (chosen !== undefined) return <Draft start={emptyForm(chosen.id, chosen.name)} campaigns={items} before={null} />;
        return (
          <div className="card">
            <Empty title={campaign === undefined ? 'There is no campaign yet' : 'There is no such campaign'}>
              <p>A release is about one. Each hunt adds what it finds.</p>
            </Empty>
          </div>
        );
      }}
    </Fetched>
  );
}

function Anew({ id }: { id: string }): ReactElement {
  const release = useApi('getRelease', { params: { id } });
  const campaigns = useApi('listCampaigns', { query: { limit: 1000 } });
  return (
    <Fetched query={release} lines={10}>
      {(detail) =>
        isOpen(detail) ? (
          <Fetched query={campaigns} lines={10}>
            {({ items }) => (
              <Draft key={detail.release.id} start={formOf(detail)} campaigns={withOwn(items, detail)} before={detail} />
            )}
          </Fetched>
        ) : (
          <div className="card">
            <Empty title={`It is ${detail.release.state}`}>
              <p>
                Only drafts, and what is agreed to and has not left, can be written anew.{' '}
                <Link to="/sharing/outbox/$id" params={{ id }}>
                  Back to it
                </Link>
              </p>
            </Empty>
          </div>
        )
      }
    </Fetched>
  );
}

function isOpen({ release: { state } }: ReleaseDetail): boolean {
  return state === 'draft' || state === 'reviewed';
}

/** The campaign of an earlier release may not be in the list any more. */
function withOwn(
  items: readonly Pick<CampaignSummary, 'id' | 'name' | 'tier'>[],
  { release }: ReleaseDetail,
): readonly Pick<CampaignSummary, 'id' | 'name' | 'tier'>[] {
  if (items.some(({ id }) => id === release.campaign)) return items;
  return [{ id: release.campaign, name: release.title, tier: 'watch' }, ...items];
}
