// SPDX-License-Identifier: Apache-2.0
import type { DossierPreview } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { type DossierPart, partsOf } from '../../lib/dossier-files.ts';
import { formatBytes, formatCount, formatPlural } from '../../lib/format.ts';

/** Files of one part that are listed; a campaign may have tens of thousands of accounts. */
const MOST = 100;

/** What a reader gets and what is kept from them, beside each other. */
export function FileLists({ files }: { files: Pick<DossierPreview, 'included' | 'withheld'> }): ReactElement {
  const parts = partsOf(files);
  const bytes = files.included.reduce((sum, file) => sum + file.bytes, 0);
  return (
    <div className="halves">
      <section className="card stack" aria-labelledby="included">
        <h2 id="included">
          Included: {formatPlural(files.included.length, 'file')}, {formatBytes(bytes)}
        </h2>
        <div className="stack tight">
          {parts
            .filter(({ included }) => included.length > 0)
            .map((part) => (
              <Included key={part.key} part={part} />
            ))}
        </div>
      </section>
      <section className="card stack" aria-labelledby="withheld">
        <h2 id="withheld">Withheld: {formatPlural(files.withheld.length, 'file')}</h2>
        {files.withheld.length === 0 ? (
          <p className="quiet">Nothing: these readers may see everything that is in it.</p>
        ) : (
          <p className="quiet">
            A reader sees that these files exist and their hashes, so that each can be shown later and none exchanged.
          </p>
        )}
        <div className="stack tight">
          {parts
            .filter(({ withheld }) => withheld.length > 0)
            .map((part) => (
              <Withheld key={part.key} part={part} />
            ))}
        </div>
      </section>
    </div>
  );
}

function Included({ part }: { part: DossierPart }): ReactElement {
  return (
    <details>
      <summary>
        {part.name}{' '}
        <span className="quiet">
          {formatPlural(part.included.length, 'file')}, {formatBytes(part.bytes)}
        </span>
      </summary>
      <ul className="files">
        {part.included.slice(0, MOST).map(({ path, bytes, hash, statement }) => (
          <li key={path} title={hash}>
            <code className="break">{path}</code>{' '}
            <span className="small quiet">
              {statement}, {formatBytes(bytes)}
            </span>
          </li>
        ))}
        <More count={part.included.length - MOST} />
      </ul>
    </details>
  );
}

function Withheld({ part }: { part: DossierPart }): ReactElement {
  return (
    <details>
      <summary>
        {part.name} <span className="quiet">{formatPlural(part.withheld.length, 'file')}</span>
      </summary>
      <ul className="files">
        {part.withheld.slice(0, MOST).map(({ path, hash, reason }) => (
          <li key={path} title={hash}>
            <code className="break">{path}</code> <span className="small quiet">{reason}</span>
          </li>
        ))}
        <More count={part.withheld.length - MOST} />
      </ul>
    </details>
  );
}

function More({ count }: { count: number }): ReactElement | null {
  return count <= 0 ? null : <li className="small quiet">and {formatCount(count)} more of the kind</li>;
}
