// SPDX-License-Identifier: Apache-2.0
import type { ReleasePreview } from '@stillwatch/core/api';
import { type ReactElement, useMemo } from 'react';
import { formatCount, formatPlural } from '../../lib/format.ts';
import { readContent } from '../../lib/stix-cards.ts';
import { Verbatim } from '../../parts/copy.tsx';
import { Findings } from './findings.tsx';
import { ObjectCards } from './object-cards.tsx';

/** Exactly what leaves, object by object or byte by byte, with what stops it and what stays here. */
export function Leaves({ preview, as }: { preview: ReleasePreview; as: 'cards' | 'json' }): ReactElement {
  const read = useMemo(() => readContent(preview), [preview]);
  const fields = preview.dropped.length;
  return (
    <>
      <Findings findings={preview.findings} cards={read.cards} />
      {as === 'json' ? (
        <section className="card stack" aria-labelledby="bytes">
          <header>
            <h2 id="bytes">What leaves, byte for byte</h2>
            <span className="small quiet">{formatPlural(preview.bytes, 'byte')}</span>
          </header>
          <p className="quiet">
            Each recipient’s copy gets an id of its own, by which it can be told apart, and this node’s signature.
          </p>
          <Verbatim text={preview.content} what="what leaves, as JSON" />
        </section>
      ) : (
        <section className="stack" aria-labelledby="leaves">
          <div className="row apart">
            <h2 id="leaves">What leaves: {formatPlural(read.cards.length, 'object')}</h2>
            <span className="small quiet">
              {formatPlural(preview.bytes, 'byte')}
              {fields === 0 ? '; nothing was taken out' : `; ${formatCount(fields)} parts stay here`}
            </span>
          </div>
          <ObjectCards read={read} />
        </section>
      )}
    </>
  );
}
