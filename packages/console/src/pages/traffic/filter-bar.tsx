// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useState } from 'react';
import { FILTER_FIELDS, PERIOD_NAMES, readTyped, type TrafficSearch } from '../../lib/filters.ts';
import { without } from '../../lib/search.ts';
import { useZone } from '../../lib/preferences.ts';
import { formatMoment } from '../../lib/time.ts';
import { FilterChip } from '../../parts/filter-chip.tsx';

/** What is shown, as chips that can be removed, and a field to add one. */
export function FilterBar({ search, set }: { search: TrafficSearch; set: (next: TrafficSearch) => void }): ReactElement {
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const [zone] = useZone();
  const chosen = FILTER_FIELDS.filter((field) => search[field] !== undefined);
  const period = search.from !== undefined || search.to !== undefined;
  return (
    <form
      className="stack"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        const typed = readTyped(text);
        setWrong(typed === null);
        if (typed === null) return;
        setText('');
        set({ ...search, [typed.field]: typed.value });
      }}
    >
      <div className="filters">
        <input
          className="input"
          aria-label="Add a filter, as field:value"
          aria-invalid={wrong}
          aria-describedby={wrong ? 'filter-help' : undefined}
          placeholder="model:name, plan:free, …"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="button" disabled={text.trim() === ''}>
          Add filter
        </button>
        <label className="row small">
          Period
          <select
            className="input fit"
            value={search.last ?? (period ? 'chosen' : '')}
            onChange={(event) => {
              const rest = without(search, 'from', 'to', 'last');
              set(event.target.value === '' ? rest : { ...rest, last: event.target.value });
            }}
          >
            <option value="">everything kept</option>
            {PERIOD_NAMES.map((name) => (
              <option key={name} value={name}>
                last {name}
              </option>
            ))}
            {period ? (
              <option value="chosen" disabled>
                chosen in the chart
              </option>
            ) : null}
          </select>
        </label>
      </div>
      {wrong ? (
        <p id="filter-help" className="small" role="alert">
          Write a field, a colon and a value. Fields: {FILTER_FIELDS.join(', ')}.
        </p>
      ) : null}
      {chosen.length === 0 && !period ? null : (
        <div className="filters" role="group" aria-label="Filters in use">
          {chosen.map((field) => (
            <FilterChip key={field} name={field} value={search[field]!} remove={() => set({ ...search, [field]: '' })} />
          ))}
          {(['from', 'to'] as const).map((edge) =>
            search[edge] === undefined ? null : (
              <FilterChip
                key={edge}
                name={edge}
                value={formatMoment(search[edge], zone)}
                remove={() => set({ ...search, [edge]: '' })}
              />
            ),
          )}
          <button type="button" className="button plain slim" onClick={() => set({})}>
            Remove all
          </button>
        </div>
      )}
    </form>
  );
}
