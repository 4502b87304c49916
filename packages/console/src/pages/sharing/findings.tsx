// SPDX-License-Identifier: Apache-2.0
import type { ReleasePreview } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { describeFinding } from '../../lib/finding-words.ts';
import { formatPlural } from '../../lib/format.ts';
import type { ObjectCard } from '../../lib/stix-cards.ts';

type Finding = ReleasePreview['findings'][number];

/** What stops it, and what its reviewer has to know. Each leads to the place where it stands. */
export function Findings({ findings, cards }: { findings: readonly Finding[]; cards: readonly ObjectCard[] }): ReactElement {
  const stops = findings.filter(({ effect }) => effect === 'stops');
  const tells = findings.filter(({ effect }) => effect === 'tells');
  const names = new Map(cards.map(({ id, name }) => [id, name]));
  if (findings.length === 0) {
    return (
      <p className="notice good">
        Nothing stops it: no personal data, no wording of competition law, and nobody gets more than they may.
      </p>
    );
  }
  return (
    <>
      <List
        title={`${formatPlural(stops.length, 'finding')} ${stops.length === 1 ? 'stops' : 'stop'} it`}
        look="bad"
        findings={stops}
        names={names}
      />
      <List title="For whoever reviews it" look="warn" findings={tells} names={names} />
    </>
  );
}

function List({
  title,
  look,
  findings,
  names,
}: {
  title: string;
  look: string;
  findings: readonly Finding[];
  names: ReadonlyMap<string, string>;
}): ReactElement | null {
  if (findings.length === 0) return null;
  return (
    <section className={`notice ${look}`} aria-label={title}>
      <b>{title}</b>
      <ul className="bullets">
        {findings.map(({ rule, object, path, text }) => (
          <li key={`${rule} ${object} ${path} ${text}`} className="break">
            <code>{rule}</code> {describeFinding({ rule, text })}
            {object === null ? null : (
              <span className="small quiet">
                {' '}
                in {names.get(object) ?? object}
                {path === null ? '' : `, ${path}`}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
