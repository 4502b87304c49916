// SPDX-License-Identifier: Apache-2.0
import type { LegalBasis } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { ON_EXPIRY, standingOf } from '../../lib/legal-basis.ts';
import { useNow } from '../../lib/use-now.ts';
import { Moment } from '../../parts/moment.tsx';

/** A legal basis in a row: its name, and whether it holds. */
export function BasisChip({ basis }: { basis: LegalBasis | null }): ReactElement {
  const { text, look } = standingOf(basis, useNow());
  if (basis === null) return <span className="chip bad">none</span>;
  return (
    <span title={`${basis.basis}: ${text}`}>
      {look === 'good' ? null : <span className={`chip ${look}`}>{look === 'bad' ? 'does not hold' : 'ends soon'}</span>}{' '}
      {basis.basis}
    </span>
  );
}

/** A legal basis with its dates, whether it holds now, and what happens when it ends. */
export function Basis({ basis }: { basis: LegalBasis | null }): ReactElement {
  const { text, look } = standingOf(basis, useNow());
  return (
    <div className="stack tight">
      <span className="row">
        {basis === null ? null : <b className="break">{basis.basis}</b>}
        <span className={`chip ${look}`}>{text}</span>
      </span>
      {basis === null ? null : (
        <span>
          from <Moment at={basis.validFrom} short />
          {basis.validUntil === null ? ', without an end' : null}
          {basis.validUntil === null ? null : (
            <>
              {' '}
              until <Moment at={basis.validUntil} short />
            </>
          )}
        </span>
      )}
      {basis?.validUntil == null ? null : <span className="small quiet">{ON_EXPIRY}</span>}
    </div>
  );
}
