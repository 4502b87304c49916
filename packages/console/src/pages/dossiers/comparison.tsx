// SPDX-License-Identifier: Apache-2.0
import type { Audience, DossierPreview } from '@stillwatch/core/api';
import { AUDIENCE_TLP } from '@stillwatch/core/tlp';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { ApiError } from '../../api/problem.ts';
import { compareAudiences, type ComparedPart } from '../../lib/dossier-files.ts';
import { formatCount } from '../../lib/format.ts';
import { AUDIENCE_NAMES, AUDIENCE_WORDS } from '../../lib/tlp.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { TlpChip } from '../../parts/tlp-chip.tsx';

/** What each audience would get of each part, side by side. */
export function Comparison({
  previews,
  chosen,
}: {
  previews: Readonly<Record<Audience, UseQueryResult<DossierPreview, ApiError>>>;
  chosen: Audience;
}): ReactElement {
  const known = Object.fromEntries(AUDIENCE_NAMES.map((name) => [name, previews[name].data]));
  const rows = compareAudiences(known as Record<Audience, DossierPreview | undefined>);
  const failed = AUDIENCE_NAMES.map((name) => previews[name]).find(({ error }) => error !== null);
  return (
    <section className="stack" aria-labelledby="compared">
      <h2 id="compared">Side by side: what each audience would get</h2>
      {failed?.error == null ? null : <ProblemNote error={failed.error} retry={() => void failed.refetch()} />}
      {/* A region that scrolls must be reachable by keyboard. */}
      <div className="table-box compared" tabIndex={0} role="region" aria-label="Parts of the dossier by audience">
        <table>
          <thead>
            <tr>
              <th scope="col">Part</th>
              {AUDIENCE_NAMES.map((name) => (
                <th key={name} scope="col" className={name === chosen ? 'chosen' : undefined}>
                  {AUDIENCE_WORDS[name].name}
                  {name === chosen ? <span className="unseen"> (chosen)</span> : null}
                  <br />
                  <TlpChip tlp={previews[name].data?.tlp ?? AUDIENCE_TLP[name]} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, of }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                {AUDIENCE_NAMES.map((audience) => (
                  <td key={audience} className={audience === chosen ? 'chosen' : undefined}>
                    <Cell cell={of[audience]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Cell({ cell }: { cell: ComparedPart['of'][Audience] }): ReactElement {
  if (cell === null) return <span className="quiet">…</span>;
  const { included, withheld } = cell;
  if (included + withheld === 0) return <span className="quiet">–</span>;
  if (withheld === 0) {
    return (
      <>
        <span aria-hidden="true">● </span>
        {included === 1 ? 'yes' : formatCount(included)}
      </>
    );
  }
  if (included === 0) {
    return (
      <span className="quiet">
        <span aria-hidden="true">○ </span>
        {withheld === 1 ? 'withheld' : `${formatCount(withheld)} withheld`}
      </span>
    );
  }
  return (
    <>
      <span aria-hidden="true">◐ </span>
      {formatCount(included)}, <span className="quiet">{formatCount(withheld)} withheld</span>
    </>
  );
}
