// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import { formatPercent } from '../../lib/format.ts';

/** How likely something is right, by figure and bar. */
export function TrustScore({ score }: { score: number }): ReactElement {
  return (
    <span className="trust-score">
      <span className="number">{formatPercent(score)}</span>
      <span className="rail" aria-hidden="true">
        <i style={{ width: `${Math.max(0, Math.min(1, score)) * 100}%` }} />
      </span>
    </span>
  );
}
