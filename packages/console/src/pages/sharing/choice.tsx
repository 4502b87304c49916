// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';

/** One filter of a list: any, or one of a few. */
export function Choice<T extends string>({
  label,
  value,
  words,
  change,
}: {
  label: string;
  value: T | undefined;
  words: Readonly<Record<T, string>>;
  change: (value: string) => void;
}): ReactElement {
  return (
    <label className="row small">
      {label}
      <select className="input fit" value={value ?? ''} onChange={(event) => change(event.target.value)}>
        <option value="">all</option>
        {(Object.keys(words) as T[]).map((name) => (
          <option key={name} value={name}>
            {words[name]}
          </option>
        ))}
      </select>
    </label>
  );
}
