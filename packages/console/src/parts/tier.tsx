// SPDX-License-Identifier: Apache-2.0
import type { CampaignStatus, WhatIf } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { formatKind } from '../lib/format.ts';
import { Icon } from './icon.tsx';

/** A tier by word and sign; its colour only repeats them. */
export function Tier({ tier }: { tier: WhatIf['tier'] }): ReactElement {
  return (
    <span className={`tier ${tier}`}>
      <Icon name={tier} />
      {tier === 'none' ? 'no campaign' : tier}
    </span>
  );
}

const LOOK: Readonly<Record<CampaignStatus, string>> = {
  open: '',
  'in-review': '',
  confirmed: 'bad',
  contained: 'good',
  dismissed: '',
};

/** What people made of a campaign. */
export function Status({ status }: { status: CampaignStatus }): ReactElement {
  return <span className={`chip ${LOOK[status]}`}>{status === 'confirmed' ? 'confirmed by review' : formatKind(status)}</span>;
}
