// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';

/** Some of a few, each with what it means. */
export function Choose<T extends string>({
  legend,
  words,
  chosen,
  change,
}: {
  legend: string;
  words: Readonly<Record<T, string>>;
  chosen: readonly T[];
  change: (chosen: T[]) => void;
}): ReactElement {
  const names = Object.keys(words) as T[];
  return (
    <fieldset>
      <legend>{legend}</legend>
      {names.map((name) => (
        <label key={name} className="row">
          <input
            type="checkbox"
            checked={chosen.includes(name)}
            onChange={(event) =>
              change(names.filter((other) => (other === name ? event.target.checked : chosen.includes(other))))
            }
          />
          <span>
            <b>{name}</b> <span className="quiet small">{words[name]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
