// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useState } from 'react';
import { ATTACK_PATTERNS } from '../../lib/attack-patterns.ts';
import { formatKind, formatPlural } from '../../lib/format.ts';
import type { ReadContent } from '../../lib/stix-cards.ts';
import { Empty } from '../../parts/states.tsx';
import { ObjectCard } from './object-card.tsx';

/** So many are drawn at once; a campaign of many templates has hundreds. */
const STEP = 40;

/** Objects to be read by people, each with what was found in it and what of it stays here. */
export function ObjectCards({ read: { cards, kept } }: { read: ReadContent }): ReactElement {
  const [most, setMost] = useState(STEP);
  const own = cards.map(({ id, name, type }) => [id, name === type ? formatKind(type) : name] as const);
  const names = new Map([...ATTACK_PATTERNS, ...own]);
  if (cards.length === 0 && kept.length === 0) {
    return (
      <div className="card">
        <Empty title="Nothing would leave" />
      </div>
    );
  }
  return (
    <>
      {cards.slice(0, most).map((card) => (
        <ObjectCard key={card.id} card={card} names={names} />
      ))}
      {cards.length <= most ? null : (
        <div>
          <button type="button" className="button" onClick={() => setMost(most + STEP)}>
            Show more: {formatPlural(cards.length - most, 'object')} below
          </button>
        </div>
      )}
      {kept.length === 0 ? null : (
        <section className="card stack" aria-labelledby="kept">
          <h3 id="kept">Stay here whole: {formatPlural(kept.length, 'object')}</h3>
          <ul className="plain-list small">
            {kept.map(({ id, dropped, findings }) => (
              <li key={id} className="break">
                <code>{id}</code>{' '}
                {[...new Set([...dropped.map(({ why }) => why), ...findings.map(({ text }) => text)])].join('; ')}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
