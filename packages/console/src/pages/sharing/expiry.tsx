// SPDX-License-Identifier: Apache-2.0
import type { InboxItem } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { freshnessOf } from '../../lib/freshness.ts';
import { useZone } from '../../lib/preferences.ts';
import { formatMoment } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';

/** How long something still counts, with the moment itself in the tooltip. */
export function Expiry({ item: { receivedAt, expiresAt } }: { item: Pick<InboxItem, 'receivedAt' | 'expiresAt'> }): ReactElement {
  const [zone] = useZone();
  const { text, look } = freshnessOf(receivedAt, expiresAt, useNow());
  const words = <span className={look === '' ? undefined : `chip ${look}`}>{text}</span>;
  if (expiresAt === null) return <span className="quiet">{text}</span>;
  return (
    <time dateTime={expiresAt} title={formatMoment(expiresAt, zone)} className="nowrap">
      {words}
    </time>
  );
}
