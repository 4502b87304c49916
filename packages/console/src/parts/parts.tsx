// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import { isFamily } from '../lib/families.ts';
import { formatBitsSigned } from '../lib/format.ts';

/** Bits of one account by family. `place` is the part of identity that says where it is. */
export function Parts({ parts }: { parts: Readonly<Record<string, number>> }): ReactElement {
  const most = Math.max(1, ...Object.values(parts).map(Math.abs));
  return (
    <ul className="stack small">
      {Object.entries(parts)
        .toSorted((a, b) => b[1] - a[1])
        .map(([family, bits]) => (
          <li key={family} className="share">
            <div className="row apart">
              <span>{family}</span>
              <span className="number">{formatBitsSigned(bits)}</span>
            </div>
            <div className="rail" aria-hidden="true">
              <i
                style={{
                  width: `${(Math.max(0, bits) / most) * 100}%`,
                  background: `var(--f-${isFamily(family) ? family : 'identity'})`,
                }}
              />
            </div>
          </li>
        ))}
    </ul>
  );
}
