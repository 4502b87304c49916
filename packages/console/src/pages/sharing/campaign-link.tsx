// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useApi } from '../../api/queries.ts';

/** A campaign of this node by its name, where only its id is at hand. */
export function CampaignLink({ id }: { id: string }): ReactElement {
  const campaign = useApi('getCampaign', { params: { id } });
  return (
    <Link to="/campaigns/$id" params={{ id }}>
      {campaign.data?.finding.name ?? id}
    </Link>
  );
}
