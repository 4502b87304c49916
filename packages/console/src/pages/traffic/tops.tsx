// SPDX-License-Identifier: Apache-2.0
import type { TrafficView } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { toggleFilter, type TrafficSearch } from '../../lib/filters.ts';
import { formatCount, formatPercent } from '../../lib/format.ts';
import { titleOf } from '../../lib/techniques.ts';

/** The commonest values of what fits; a click filters by one, another click no longer. */
export function Tops({
  view,
  search,
  set,
}: {
  view: TrafficView;
  search: TrafficSearch;
  set: (next: TrafficSearch) => void;
}): ReactElement {
  return (
    <section className="card" aria-labelledby="tops">
      <header>
        <h2 id="tops">Commonest values</h2>
      </header>
      <div className="tops">
        {view.top.map(({ field, values }) => (
          <div key={field}>
            <h3>{field}</h3>
            {values.length === 0 ? <p className="small quiet">none</p> : null}
            <ul>
              {values.map(({ value, exchanges }) => (
                <li key={value}>
                  <button
                    type="button"
                    className="value"
                    aria-pressed={search[field] === value}
                    title={value}
                    onClick={() => set(toggleFilter(search, field, value))}
                  >
                    <span>{field === 'technique' ? titleOf(value) : value}</span>
                    <span className="number quiet">
                      {formatCount(exchanges)} · {formatPercent(view.exchanges === 0 ? 0 : exchanges / view.exchanges)}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
