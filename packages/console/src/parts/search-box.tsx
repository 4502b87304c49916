// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useEffect, useState } from 'react';

const PAUSE_MS = 250;

/** Searches as one types, a moment after the last key, so that each letter is no request. */
export function SearchBox({
  label,
  value,
  change,
}: {
  label: string;
  value: string;
  change: (text: string) => void;
}): ReactElement {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => change(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value, change]);
  return (
    <input
      type="search"
      className="input"
      aria-label={label}
      placeholder={label}
      value={text}
      maxLength={200}
      onChange={(event) => setText(event.target.value)}
    />
  );
}
