// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';

/** A filter that holds, and a way to take it off. */
export function FilterChip({ name, value, remove }: { name: string; value: string; remove: () => void }): ReactElement {
  return (
    <span className="filter-chip">
      <span>
        {name} <b>{value}</b>
      </span>
      <button type="button" onClick={remove} aria-label={`Remove the filter ${name} ${value}`}>
        ×
      </button>
    </span>
  );
}
