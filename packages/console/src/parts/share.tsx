// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from 'react';
import { formatCount, formatPercent } from '../lib/format.ts';

/** A named part of a whole: count, share and a bar. */
export function Share({
  name,
  part,
  whole,
  note,
}: {
  name: ReactNode;
  part: number;
  whole: number;
  note?: ReactNode;
}): ReactElement {
  const share = whole === 0 ? 0 : part / whole;
  return (
    <div className="share">
      <div className="row apart">
        <span>{name}</span>
        <span className="number small">
          {formatCount(part)} <b>{formatPercent(share)}</b>
        </span>
      </div>
      <div className="rail" aria-hidden="true">
        <i style={{ width: `${Math.min(100, share * 100)}%` }} />
      </div>
      {note === undefined ? null : <div className="small quiet">{note}</div>}
    </div>
  );
}
